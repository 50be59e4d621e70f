import * as v from 'valibot';
import type { SlotKind } from '../activities/schemas';
import type { Refusal } from '../errors';
import { instant, optionalText, telephone, text } from '../fields';
import type { LiveState } from '../signups/rules';
import type { Instant, Interval } from '../time';

/** Where somebody is served at home: said when booking, read by who goes there, and dropped once it is over. */

/** What is said of a home, whoever is to come for whatever. */
export const homeFields = {
  /** The township or street, as the city's list has it. */
  area: text(40),
  address: text(80),
  /** A number to reach whoever is at home. */
  phone: telephone,
  /** What to know: the floor, a dog, hard of hearing. */
  note: optionalText(100),
};

export const visitInput = v.strictObject({ ...homeFields, at: instant });
export type Visit = Readonly<v.InferOutput<typeof visitInput>>;

/** Of a slot in which they come to the home, and of no other, a home is said, and a time within it. */
export function visitRefusal(
  slot: Interval & { readonly home?: boolean | undefined },
  visit: Pick<Visit, 'at'> | undefined,
): Refusal | null {
  if (!slot.home) return visit ? { code: 'BAD_INPUT', details: { field: 'visit' } } : null;
  if (!visit) return { code: 'VISIT_NEEDED', details: { field: 'visit' } };
  const within = slot.start <= visit.at && visit.at < slot.end;
  return within ? null : { code: 'BAD_INPUT', details: { field: 'visit.at' } };
}

interface Place {
  readonly accountId: string;
  readonly kind: SlotKind;
  readonly state: LiveState | 'cancelled';
}

/** Whoever leads the activity goes there, and whoever has a place in one of its shifts; to others there is nothing. */
export function goingRefusal(
  leads: boolean,
  places: readonly Place[],
  accountId: string | null,
): Refusal | null {
  const goes = places.some(
    (place) => place.accountId === accountId && place.kind === 'shift' && place.state === 'confirmed',
  );
  return leads || goes ? null : { code: 'NOT_FOUND' };
}

/** Who goes there reads of a home from when the place is sure until the visit is over. */
export const isVisitOpen = (state: Place['state'], until: Instant | null, now: Instant): boolean =>
  state === 'confirmed' && until !== null && now < until;
