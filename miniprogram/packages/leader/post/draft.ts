import * as v from 'valibot';
import type { AttendanceMode } from '../../../domain/settings';
import { attendanceModes } from '../../../domain/settings';
import { type SlotKind } from '../../../domain/activities/schemas';
import type { SlotTimes } from '../../../domain/activities/times';
import type { Place } from '../../../domain/geo';
import { clockOf, DAY, dayOf, type Instant } from '../../../domain/time';

/** What the form holds while it is being filled in: as typed, saved as typed, possibly wrong. */
export interface DraftSlot extends SlotTimes {
  readonly kind: SlotKind;
  readonly name: string;
  readonly capacity: number;
  /** Minutes that each person has of a service; 0: all come at once. */
  readonly each: number;
  /** Of a service: they come to the home. */
  readonly home: boolean;
  /** Of one that people can sign up for already. */
  readonly slotId: string;
  /** Places held in it. */
  readonly taken: number;
}

export interface DraftVenue {
  /** Null for a place of one's own. */
  readonly stationId: string | null;
  readonly name: string;
  readonly address: string;
  readonly place: Place;
}

/** A day and a clock time, where one has been chosen. */
export interface DraftMoment {
  readonly day: string;
  readonly time: string;
}

/** new: not in the cloud yet · draft: kept there, or taken back from there · change: open for sign-up. */
export type Task = 'new' | 'draft' | 'change';

export interface Draft {
  readonly teamId: string;
  readonly task: Task;
  /** Empty while it is on this phone alone. */
  readonly activityId: string;
  /** Of the activity when the form was opened. */
  readonly revision: number;
  /** Waits for a reviewer or was sent back: it is taken back before it is sent again. */
  readonly sent: boolean;
  /** Sent with the form, so that sending twice posts once; renewed after every definite answer. */
  readonly nonce: string;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly contactPhone: string;
  /** 0 asks for none. */
  readonly minimumAge: number;
  readonly skills: readonly string[];
  readonly skillsNeeded: boolean;
  readonly dangerous: boolean;
  readonly insurance: string;
  readonly signupFrom: DraftMoment | null;
  readonly signupUntil: DraftMoment | null;
  /** Empty: as the city does it. */
  readonly mode: AttendanceMode | '';
  /** How many weeks in a row; 1 is once. */
  readonly repeat: number;
  readonly venue: DraftVenue | null;
  readonly slots: readonly DraftSlot[];
}

/** Fields that are typed as text. */
export const textFields = [
  'title',
  'summary',
  'audience',
  'bring',
  'risks',
  'contactPhone',
  'insurance',
] as const satisfies readonly (keyof Draft)[];
export type TextField = (typeof textFields)[number];

export const isTextField = (name: unknown): name is TextField => textFields.some((field) => field === name);

export const emptyDraft = (teamId: string, nonce: string, now: Instant): Draft => ({
  teamId,
  task: 'new',
  activityId: '',
  revision: 0,
  sent: false,
  nonce,
  title: '',
  category: '',
  summary: '',
  audience: '',
  bring: '',
  risks: '',
  contactPhone: '',
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  dangerous: false,
  insurance: '',
  signupFrom: null,
  signupUntil: null,
  mode: '',
  repeat: 1,
  venue: null,
  slots: [newSlot('shift', undefined, now)],
});

const defaults: Record<SlotKind, Pick<DraftSlot, 'name' | 'capacity'>> = {
  shift: { name: '志愿者班次', capacity: 10 },
  service: { name: '居民预约', capacity: 20 },
};

/** A new slot stands at the time of the one before it; the first one tomorrow morning. */
export function newSlot(kind: SlotKind, before: DraftSlot | undefined, now: Instant): DraftSlot {
  const { day, from, to } = before ?? { day: dayOf(now + DAY), from: '08:30', to: '10:30' };
  return { kind, ...defaults[kind], day, from, to, each: 0, home: false, slotId: '', taken: 0 };
}

export const momentOf = (instant: Instant): DraftMoment => ({ day: dayOf(instant), time: clockOf(instant) });

const moment = v.nullable(v.object({ day: v.string(), time: v.string() }));

const draftShape = v.object({
  teamId: v.string(),
  task: v.picklist(['new', 'draft', 'change']),
  activityId: v.string(),
  revision: v.number(),
  sent: v.boolean(),
  nonce: v.string(),
  title: v.string(),
  category: v.string(),
  summary: v.string(),
  audience: v.string(),
  bring: v.string(),
  risks: v.string(),
  contactPhone: v.string(),
  minimumAge: v.number(),
  skills: v.array(v.string()),
  skillsNeeded: v.optional(v.boolean(), false),
  dangerous: v.boolean(),
  insurance: v.string(),
  signupFrom: moment,
  signupUntil: moment,
  mode: v.picklist([...attendanceModes, '']),
  repeat: v.number(),
  venue: v.nullable(
    v.object({
      stationId: v.nullable(v.string()),
      name: v.string(),
      address: v.string(),
      place: v.object({ longitude: v.number(), latitude: v.number() }),
    }),
  ),
  slots: v.array(
    v.object({
      kind: v.picklist(['shift', 'service']),
      name: v.string(),
      day: v.string(),
      from: v.string(),
      to: v.string(),
      capacity: v.number(),
      each: v.optional(v.number(), 0),
      home: v.optional(v.boolean(), false),
      slotId: v.string(),
      taken: v.number(),
    }),
  ),
});

/** A draft from the phone's storage; null when there is none or an older version wrote it otherwise. */
export function draftFrom(stored: unknown, teamId: string): Draft | null {
  const read = v.safeParse(draftShape, stored);
  return read.success && read.output.teamId === teamId ? read.output : null;
}
