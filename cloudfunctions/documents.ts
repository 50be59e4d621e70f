import type { ActivityState } from '#domain/activities/lifecycle';
import type { DraftInput, SlotKind } from '#domain/activities/schemas';
import type { Flag } from '#domain/attendance/rules';
import type { Move } from '#domain/attendance/stays';
import type { Place } from '#domain/geo';
import type { LedgerLine } from '#domain/hours/ledger';
import type { AttendanceMode, MessageKind, Settings } from '#domain/settings';
import type { Ending, SignupState } from '#domain/signups/rules';
import type { OpeningHours, Tier } from '#domain/stations/types';
import type { BindingDocument, Claim, IdentityDocument } from './accounts/documents';
import type { GiftDocument, ShopDocument } from './benefits/documents';
import type { CertificateDocument } from './certificates/documents';
import type { CaseDocument } from './hours/documents';
import type { MembershipDocument, TeamDocument } from './teams/documents';

/**
 * What is kept. Instants are Date. Fields named live… or …For exist only while the document is live:
 * their sparse indexes hold the few that matter now among the many that are history.
 */

/** First answers to recent writes, by the client's nonce: a replay gets the same (I6). */
export interface Receipt {
  nonce: string;
  data: unknown;
}

export interface GeoPoint {
  type: 'Point';
  coordinates: [longitude: number, latitude: number];
}

export interface SettingsDocument extends Settings {
  _id: string;
}

export interface AccountDocument {
  _id: string;
  /** Unique: whose WeChat this account is bound to; `none:<id>` while it is nobody's. */
  openid: string;
  name: string;
  phone: string;
  /** Stations whose subtree this person serves as staff. */
  duties: string[];
  createdAt: Date;
  receipts?: Receipt[];
  /** A person without a phone: the relative, or the team, that signs them up and is told for them. */
  keptBy?: string;
  keptByTeam?: string;
  /** What the relative calls them: 母亲. */
  relation?: string;
  /** `<keeper>_<n>`, unique, n from 1 to the relatives that one person may keep. */
  keptSeat?: string;
  /** The code by which a person without a phone takes this account over once there is one. */
  claim?: Claim;
  /** Wrong codes lately. */
  tries?: { since: Date; count: number };
  volunteer?: VolunteerFacts;
  consents?: Partial<Record<ConsentKind, Consent>>;
  /** Signs the personal rotating code; reaches only this person's phone. */
  codeKey?: string;
  /** Subscribe messages that this person allows still to be sent, by kind. */
  grants?: Partial<Record<MessageKind, number>>;
  /** Shifts not come to, latest last. */
  noShows?: { signupId: string; at: Date }[];
}

/** What 令67 art. 6 asks a record to hold, but for the ID number, which is kept apart. */
export interface VolunteerFacts {
  /** Unique; stands on certificates. */
  number: string;
  sex: 'female' | 'male';
  /** 'YYYY-MM-DD' */
  birthDate: string;
  skills: string[];
  /** 'weekday-part': 6-morning. */
  freeTimes: string[];
  guardian?: { name: string; phone: string; relation: string };
  registeredAt: Date;
}

/** Each asked for by itself and revocable by itself (PIPL art. 14, 15, 29). */
export type ConsentKind = 'identity' | 'location' | 'guardian';

export interface Consent {
  at: Date;
  withdrawnAt?: Date;
}

export interface StationDocument {
  _id: string;
  tier: Tier;
  name: string;
  parentId: string | null;
  ancestors: string[];
  place: Place;
  location: GeoPoint;
  approximate: boolean;
  address: string;
  phone: string;
  openingHours: OpeningHours[];
  facilities: string[];
  offers: string[];
  photos: string[];
  closed: boolean;
  grams: string[];
}

export type { MembershipDocument, TeamDocument } from './teams/documents';

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
  dangerous: boolean;
  /** Regulation 685 art. 16: accident insurance before dangerous work. */
  insurance: string;
  /** Sign-up opens and ends; left out: at once, and until a slot begins. */
  signupFrom?: Date;
  signupUntil?: Date;
  mode: AttendanceMode;
  /** The first of a weekly row; itself left out. */
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
  /** Kinds of its slots. */
  kinds: SlotKind[];
  state: ActivityState;
  /** Raised by whatever its leader changes: who judges or changes it says which one they saw. */
  revision: number;
  cancelReason: string;
  /** Why a reviewer sent it back. */
  refuseReason?: string;
  createdBy: string;
  createdAt: Date;
  receipts: Receipt[];
  /** While published and not over. */
  spot?: GeoPoint;
  liveAt?: string;
  liveUntil?: Date;
  /** Its areas, while it waits for a reviewer. */
  heldFor?: string[];
  /** While a draft: what stands in the form, and its team. All else about it is only filled in once it is sent. */
  draft?: DraftInput;
  draftFor?: string;
  /** Of a draft that is being sent: the call that does so. */
  attempt?: string;
  attempts?: number;
  /** When to look whether it can be filed; until it is. */
  unsettled?: Date;
  /** How it went, told by its leader afterwards. */
  report?: { text: string; at: Date };
}

/** Who holds a place, by account: the truth about places, taken and given back in one update (I1). */
export type Roster = Record<string, Hold>;

export interface Hold {
  at: Date;
  nonce: string;
  /** How many people come on it. */
  party: number;
  /** Who signed them up, where that was not they themselves. */
  bookedBy?: string;
  /** The slot's revision that was agreed to. */
  revision: number;
  /** Moved up from the waiting list, by somebody else's doing. */
  promoted?: true;
  /** Moved up from the waiting list: the place is let go unless confirmed by then. */
  confirmBy?: Date;
  /** To the team, until a teammate takes it over. */
  offered?: true;
  /** The teammate whom it was taken over from. */
  from?: string;
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
  /** When places last changed hands, until the repair job has seen that all is well. */
  touchedAt?: Date;
  /** Signs the rotating codes; reaches only the leader's phone. */
  key: string;
  receipts: Receipt[];
  /** While people can still check in or out. */
  liveUntil?: Date;
  /** Until its people have been reminded. */
  remindAt?: Date;
  /** Of a shift: until when its hours are to be confirmed (令67). */
  confirmBy?: Date;
  /** When the escalation job next looks whether they are; until they are. */
  dueAt?: Date;
  /** Stations whose staff have its hours on their list, the deadline being over. */
  overdueFor?: string[];
}

export interface SignupDocument {
  _id: string;
  slotId: string;
  activityId: string;
  /** Who comes. */
  accountId: string;
  /** Who signed them up, where that was not they themselves. */
  bookedBy?: string;
  party: number;
  /** The slot's revision that was agreed to. */
  revision: number;
  state: SignupState;
  at: Date;
  receipts: Receipt[];
  /** The mark by which a leader named them in without a sign-up of their own. */
  namedIn?: string;
  /** How a cancelled one ended, and when. */
  ending?: Ending;
  endedAt?: Date;
  /** Who comes and who signed them up, until the slot is over or the sign-up cancelled. */
  liveFor?: string[];
  /** The slot, while waiting. */
  waitingFor?: string;
  /** As in the roster, while it waits for an answer. */
  confirmBy?: Date;
  /** The team, while the place is offered to it. */
  offeredFor?: string;
  /** Until the message that says so is put out. */
  tellAt?: Date;
}

export interface Stay {
  in: Date;
  out: Date;
}

/** One coming or going as it was noted. Never changed; taken back by an entry of its own. */
export interface MarkDocument {
  /** The nonce of the tap that made it. */
  id: string;
  move: Move;
  /** When it was. */
  at: Date;
  /** When it reached the cloud. */
  told: Date;
  /** The account that noted it: the person, or a leader. */
  by: string;
  flags: Flag[];
  /** A leader's, for naming somebody in or out. */
  reason: string;
}

export interface AttendanceDocument {
  _id: string;
  slotId: string;
  activityId: string;
  teamId: string;
  accountId: string;
  /** The person at the activity, over all its slots: how often they came in a day is asked by this. */
  visit: string;
  marks: MarkDocument[];
  undone: { id: string; by: string; at: Date }[];
  /** Raised by every change: two phones that tell at once do not write over each other. */
  version: number;
  /** From here on what follows from the marks. */
  pairs: Stay[];
  /** Checked in, not yet out. */
  openSince?: Date;
  /** While open: when the system may close it. */
  openUntil?: Date;
  flags: Flag[];
  /** The slot, until the leader has confirmed. */
  toConfirm?: string;
  /** The leader has confirmed: the minutes, if any, stand in the ledger line of the same id. */
  credited: boolean;
  receipts: Receipt[];
  /** A hash, keyed for this slot, of the phone that scanned last, and when: until the slot is over. */
  phone?: string;
  phoneAt?: Date;
  /** The account once more, for one who was let in without a place: the desk finds their name by it. */
  guest?: string;
}

export interface HoursDocument extends Omit<LedgerLine, 'id' | 'start' | 'end' | 'at'> {
  _id: string;
  start: Date;
  end: Date;
  at: Date;
  /** Not part of the chain: what totals are rolled up by, and the confirmation that wrote the line. */
  areas: string[];
  nonce: string;
  /** Until the message that tells of it is put out: line and message are one write. */
  tellAt?: Date;
}

export interface DayFigures {
  activities: number;
  personTimes: number;
  minutes: number;
}

/** One area's month; the whole city is area 'all'. */
export interface StatisticsDocument {
  _id: string;
  area: string;
  month: string;
  days: Record<string, DayFigures>;
}

export interface OutboxDocument {
  _id: string;
  kind: MessageKind;
  accountId: string;
  page: string;
  values: Record<string, string>;
  state: 'due' | 'sent' | 'refused' | 'failed';
  tries: number;
  /** While due. */
  dueAt?: Date;
  /** When it was sent or given up; let go some time later. */
  overAt?: Date;
}

export interface AuditDocument {
  _id: string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  before: unknown;
  after: unknown;
  reason: string;
}

export interface Documents {
  settings: SettingsDocument;
  accounts: AccountDocument;
  identities: IdentityDocument;
  bindings: BindingDocument;
  stations: StationDocument;
  teams: TeamDocument;
  memberships: MembershipDocument;
  activities: ActivityDocument;
  slots: SlotDocument;
  signups: SignupDocument;
  attendances: AttendanceDocument;
  hours: HoursDocument;
  cases: CaseDocument;
  statistics: StatisticsDocument;
  certificates: CertificateDocument;
  shops: ShopDocument;
  gifts: GiftDocument;
  outbox: OutboxDocument;
  audit: AuditDocument;
}
