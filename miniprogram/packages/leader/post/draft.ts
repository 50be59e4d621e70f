import * as v from 'valibot';
import type { activityInput } from '../../../domain/activities/schemas';
import { type SlotKind } from '../../../domain/activities/schemas';
import type { Place } from '../../../domain/geo';
import { DAY, dayOf, startOfDayNamed, type Instant } from '../../../domain/time';

/** What the form holds while it is being filled in: as typed, saved as typed, possibly wrong. */
export interface DraftSlot {
  readonly kind: SlotKind;
  readonly name: string;
  /** 'YYYY-MM-DD'; a slot begins and ends on one day. */
  readonly day: string;
  /** 'HH:MM' */
  readonly from: string;
  readonly to: string;
  readonly capacity: number;
}

export interface DraftVenue {
  /** Null for a place of one's own. */
  readonly stationId: string | null;
  readonly name: string;
  readonly address: string;
  readonly place: Place;
}

export interface Draft {
  readonly teamId: string;
  /** Sent with the form, so that sending twice posts once; renewed after every definite answer. */
  readonly nonce: string;
  readonly title: string;
  readonly category: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly contactPhone: string;
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
] as const satisfies readonly (keyof Draft)[];
export type TextField = (typeof textFields)[number];

export const isTextField = (name: unknown): name is TextField => textFields.some((field) => field === name);

export const emptyDraft = (teamId: string, nonce: string, now: Instant): Draft => ({
  teamId,
  nonce,
  title: '',
  category: '',
  summary: '',
  audience: '',
  bring: '',
  risks: '',
  contactPhone: '',
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
  return { kind, ...defaults[kind], day, from, to };
}

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Null when the day or the time is not one. */
export function instantOf(day: string, time: string): Instant | null {
  if (!clock.test(time)) return null;
  const midnight = startOfDayNamed(day);
  const [hours, minutes] = time.split(':').map(Number);
  const instant = midnight + ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
  return Number.isNaN(instant) ? null : instant;
}

/** The form as the call wants it. May still be wrong: the schema judges. */
export function inputOf(draft: Draft): v.InferInput<typeof activityInput> {
  const { teamId, title, category, summary, audience, bring, risks, contactPhone } = draft;
  return {
    ...{ teamId, title, category, summary, audience, bring, risks },
    contactPhone: contactPhone.trim(),
    venue: venueOf(draft.venue),
    slots: draft.slots.map((slot) => ({
      kind: slot.kind,
      name: slot.name,
      start: instantOf(slot.day, slot.from) ?? 0,
      end: instantOf(slot.day, slot.to) ?? 0,
      capacity: slot.capacity,
    })),
  };
}

function venueOf(venue: DraftVenue | null): v.InferInput<typeof activityInput>['venue'] {
  if (venue === null) return { stationId: '' };
  if (venue.stationId !== null) return { stationId: venue.stationId };
  return { name: venue.name, address: venue.address, place: venue.place };
}

const draftShape = v.object({
  teamId: v.string(),
  nonce: v.string(),
  title: v.string(),
  category: v.string(),
  summary: v.string(),
  audience: v.string(),
  bring: v.string(),
  risks: v.string(),
  contactPhone: v.string(),
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
    }),
  ),
});

/** A draft from the phone's storage; null when there is none or an older version wrote it otherwise. */
export function draftFrom(stored: unknown, teamId: string): Draft | null {
  const read = v.safeParse(draftShape, stored);
  return read.success && read.output.teamId === teamId ? read.output : null;
}
