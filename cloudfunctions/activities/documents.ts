import type { ActivityState } from '#domain/activities/lifecycle';
import type { SlotMix } from '#domain/activities/rules';
import type { DraftInput, SlotKind } from '#domain/activities/schemas';
import type { Place } from '#domain/geo';
import type { AttendanceMode } from '#domain/settings';
import type { GeoPoint, Receipt } from '../core/values';
import type { Roster } from '../signups/documents';

export interface Venue {
  name: string;
  address: string;
  place: Place;
  stationId: string | null;
}

export interface ActivityDocument {
  _id: string;
  teamId: string;
  teamName: string;
  title: string;
  category: string;
  summary: string;
  audience: string;
  bring: string;
  risks: string;
  contactPhone: string;
  /** In years; 0 asks for none. */
  minimumAge: number;
  /** Wanted of volunteers, by id of the settings' skills. */
  skills: string[];
  /** Whether one of them is needed; left out: only welcome. */
  skillsNeeded?: boolean;
  dangerous: boolean;
  /** Regulation 685 art. 16: accident insurance before dangerous work. */
  insurance: string;
  /** Sign-up opens and ends; left out: at once, and until a slot begins. */
  signupFrom?: Date;
  signupUntil?: Date;
  mode: AttendanceMode;
  /** The weekly row that it is one of: the id of its first, which has it, too. */
  repeatOf?: string;
  venue: Venue;
  areas: string[];
  /** The first. */
  day: string;
  /** Each area with each day on which one of its slots is held: by these it is found in lists. */
  areaDays: string[];
  start: Date;
  end: Date;
  /** Start and id in one: pages through a day without losing those that start together. */
  order: string;
  /** Kinds of its slots, as one value: lists are found by it. Empty of a draft. */
  mix: SlotMix | '';
  /** Words by which residents find its services, and each with each of their days; empty where it has none. */
  serves: string[];
  state: ActivityState;
  /** Raised by whatever its leader changes: who judges or changes it says which one they saw. */
  revision: number;
  cancelReason: string;
  cancelledAt?: Date;
  /** Slots that were called off by themselves, or when another had been held already. Always asked by `asHeldIn`. */
  off?: Record<string, { at: Date; reason: string }>;
  /** Why a reviewer sent it back. */
  refuseReason?: string;
  createdBy: string;
  createdAt: Date;
  receipts: Receipt[];
  /** While published and not over. */
  spot?: GeoPoint;
  liveAt?: string;
  /** Its end, once it is sent and until it is over or given up. */
  liveUntil?: Date;
  /** Its areas, while it waits for a reviewer. */
  heldFor?: string[];
  /** Nobody but its team and reviewers has read it: while it waits for one, and after that if it was never published. */
  unread?: true;
  /** While a draft: what stands in the form, and its team. All else about it is only filled in once it is sent. */
  draft?: DraftInput;
  draftFor?: string;
  /** Of a draft that is being sent: the call that does so. */
  attempt?: string;
  attempts?: number;
  /** When to look whether it can be filed, once it is sent; until it is filed or given up. */
  unsettled?: Date;
  /** Its team, once it is sent and until it is counted in what the team did, or given up. */
  toCount?: string;
  /** From when it is filed until it is counted. */
  countAt?: Date;
  /** How it went, told by its leader afterwards; photos by id, in order. */
  report?: { text: string; at: Date; photos: string[] };
}

/** Of a slot, at this revision. */
export interface Earlier {
  revision: number;
  start: Date;
  end: Date;
  venue: string;
}

export interface SlotDocument {
  _id: string;
  activityId: string;
  teamId: string;
  kind: SlotKind;
  name: string;
  start: Date;
  end: Date;
  capacity: number;
  /** Raised by each change of time or place: who signed up before is asked again. */
  revision: number;
  /** How many people the roster's holders come to. */
  taken: number;
  roster: Roster;
  /** When places last changed hands, until the repair has seen that all is well. */
  touchedAt?: Date;
  /** Signs the rotating codes; reaches only the leader's phone. */
  key: string;
  receipts: Receipt[];
  /** Of a service: they come to the home. */
  home?: true;
  /** While people can still check in or out. */
  liveUntil?: Date;
  /** When and where it was to be before each of its last changes: whoever agreed to that is told what has changed. */
  earlier?: Earlier[];
  /** Until its people have been reminded. */
  remindAt?: Date;
  /** Of a shift: until when its hours are to be confirmed (令67). */
  confirmBy?: Date;
  /** When a sweep next looks whether they are; until they are. */
  dueAt?: Date;
  /** Stations whose staff have its hours on their list, the deadline being over. */
  overdueFor?: string[];
}
