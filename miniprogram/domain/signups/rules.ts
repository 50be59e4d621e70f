import type { ActivityState } from '../activities/lifecycle';
import type { ErrorCode, ErrorDetails, Refusal } from '../errors';
import type { Settings } from '../settings';
import type { Instant, Interval } from '../time';
import { liveOf, personRefusal, warningsFor, type Asking, type Person, type Warning } from './person';

export type SignupState = 'confirmed' | 'waiting' | 'cancelled';

/**
 * How a sign-up came to its end, where it did not simply take place: own: given up · late: given up after
 * the deadline for signing up · lapsed: moved up from the waiting list and not confirmed in time · swapped:
 * a teammate has taken it over.
 */
export type Ending = 'own' | 'late' | 'lapsed' | 'swapped';

export interface SlotFacts extends Asking {
  readonly capacity: number;
  /** People whom the places are held for; never more than capacity (I1). */
  readonly taken: number;
  /** Sizes of the parties that wait. */
  readonly waiting: readonly number[];
  readonly activityState: ActivityState;
  /** From and until when one can sign up; null: at once, and until the slot begins. */
  readonly signupFrom: Instant | null;
  readonly signupUntil: Instant | null;
}

/**
 * FREE: a place can be taken · FULL: one can wait · the others say why not, with the error code that
 * a call would answer.
 */
export type SignupStatus =
  | { readonly status: 'FREE' | 'FULL'; readonly warnings: readonly Warning[] }
  | {
      readonly status: 'NO';
      readonly code: ErrorCode;
      readonly details: ErrorDetails;
      readonly withSlotId?: string;
    };

const no = (code: ErrorCode, details: ErrorDetails = {}): SignupStatus => ({
  status: 'NO',
  code,
  details,
});

/** May this person, or this party, take or wait for places in this slot now? */
export function signupStatus(
  slot: SlotFacts,
  person: Person,
  party: number,
  settings: Settings,
  now: Instant,
): SignupStatus {
  const closed = closedRefusal(slot, now);
  if (closed) return no(closed.code, closed.details);
  if (liveOf(person.mine).some((m) => m.slotId === slot.id)) return no('ALREADY_SIGNED_UP');
  const max = largestParty(slot, settings);
  if (party > max) return no('PARTY_TOO_LARGE', { max });
  const refused = personRefusal(slot, person, settings, now);
  if (refused) return { status: 'NO', ...refused };
  const told = warningsFor(slot, person, settings);
  if (party <= openPlaces(slot)) return { status: 'FREE', warnings: told };
  if (slot.waiting.length >= settings.signups.waitingLimit) return no('WAITING_LIST_FULL');
  return { status: 'FULL', warnings: told };
}

/** Those that anybody may take: places that have just come free belong to those in line whom they fit. */
function openPlaces({ capacity, taken, waiting }: SlotFacts): number {
  const free = capacity - taken;
  return waiting.every((size) => size > free) ? free : 0;
}

/** Residents come together to be served; who gives time comes in their own name. */
export const largestParty = (slot: Pick<SlotFacts, 'kind' | 'capacity'>, { signups }: Settings): number =>
  slot.kind === 'shift' ? 1 : Math.min(signups.partyAtMost, slot.capacity);

/** Why nobody can sign up for this slot now. */
function closedRefusal(slot: SlotFacts, now: Instant): Refusal | null {
  if (slot.activityState === 'cancelled') return { code: 'CANCELLED' };
  if (slot.activityState !== 'published') return { code: 'NOT_OPEN' };
  if (slot.signupFrom !== null && now < slot.signupFrom) {
    return { code: 'NOT_YET_OPEN', details: { at: slot.signupFrom } };
  }
  if (now >= slot.start) return { code: 'DEADLINE_PASSED' };
  if (slot.signupUntil !== null && now >= slot.signupUntil) {
    return { code: 'DEADLINE_PASSED', details: { at: slot.signupUntil } };
  }
  return null;
}

/** A sign-up as far as its holder can still change it. */
export interface Held {
  readonly state: SignupState;
  /** Checked in, now or before. */
  readonly present: boolean;
}

/**
 * May this sign-up be cancelled? Until the slot begins, unless its holder is already there: whoever cannot
 * come says so, even after the deadline for signing up.
 */
export function cancelRefusal(
  signup: Held | null,
  slot: Pick<Interval, 'start'>,
  now: Instant,
): ErrorCode | null {
  if (signup === null || signup.state === 'cancelled') return 'NOT_SIGNED_UP';
  if (signup.present) return 'ALREADY_CHECKED_IN';
  return now < slot.start ? null : 'DEADLINE_PASSED';
}

/**
 * May so many come on this sign-up instead? Fewer until the slot begins; more as if they signed up now, so never
 * past those who wait. Who waits stands in line with the party that they came with.
 */
export function resizeRefusal(
  signup: (Held & { readonly party: number }) | null,
  slot: SlotFacts,
  party: number,
  settings: Settings,
  now: Instant,
): Refusal | null {
  if (slot.activityState === 'cancelled') return { code: 'CANCELLED' };
  const cannot = cancelRefusal(signup, slot, now);
  if (cannot || !signup) return { code: cannot ?? 'NOT_SIGNED_UP' };
  if (signup.state === 'waiting') return { code: 'STILL_WAITING' };
  const max = largestParty(slot, settings);
  if (party > max) return { code: 'PARTY_TOO_LARGE', details: { max } };
  if (party <= signup.party) return null;
  const left = openPlaces(slot);
  const full: Refusal = { code: 'SLOT_FULL', details: { waiting: slot.waiting.length, left } };
  return closedRefusal(slot, now) ?? (party - signup.party <= left ? null : full);
}

/** As many as could come on this sign-up now. */
export function largestResize(
  signup: Held & { readonly party: number },
  slot: SlotFacts,
  settings: Settings,
  now: Instant,
): number {
  let most = Math.max(signup.party, largestParty(slot, settings));
  while (most > signup.party && resizeRefusal(signup, slot, most, settings, now)) most -= 1;
  return most;
}

/** How a sign-up that is given up now ends. */
export const endingOf = (signupUntil: Instant | null, now: Instant): Ending =>
  signupUntil !== null && now >= signupUntil ? 'late' : 'own';

/**
 * May this place be offered to the team, or passed to whoever takes the offer? A swap is between teammates:
 * the place is never free, so those who wait lose nothing by it; only what is given up goes to the line.
 */
export function swapRefusal(
  signup: Held | null,
  slot: Pick<SlotFacts, 'kind' | 'start' | 'activityState'>,
  now: Instant,
): ErrorCode | null {
  if (slot.activityState === 'cancelled') return 'CANCELLED';
  if (slot.kind !== 'shift') return 'NOT_A_SHIFT';
  if (signup?.state === 'waiting') return 'STILL_WAITING';
  return cancelRefusal(signup, slot, now);
}

/** What a holder is asked to say once more before the slot begins. */
export interface Agreement {
  readonly state: SignupState;
  /** The slot's revision that was agreed to. */
  readonly revision: number;
  readonly confirmBy: Instant | null;
}

/** PROMOTED: moved up, and loses the place unless confirmed in time · CHANGED: time or place has changed since. */
export type Question = 'PROMOTED' | 'CHANGED';

export function questionFor(
  agreed: Agreement,
  slot: Pick<Interval, 'start'> & { readonly revision: number },
  now: Instant,
): Question | null {
  if (agreed.state === 'cancelled' || now >= slot.start) return null;
  if (agreed.state === 'confirmed' && agreed.confirmBy !== null) return 'PROMOTED';
  return agreed.revision < slot.revision ? 'CHANGED' : null;
}

interface Coming extends Interval {
  readonly state: 'confirmed' | 'waiting';
  readonly activityState: 'published' | 'cancelled';
  readonly presence: { readonly state: string };
  readonly asked: object | null;
}

/**
 * The one thing a person should see first: where they are checked in now; else the soonest that waits for
 * their answer; else the soonest that is not over and that they hold a place in; else the soonest they wait for.
 */
export function nextThing<T extends Coming>(coming: readonly T[], now: Instant): T | null {
  const ahead = coming
    .filter((c) => c.activityState === 'published' && c.presence.state !== 'credited')
    .filter((c) => c.presence.state === 'present' || (now < c.end && c.presence.state === 'expected'))
    .sort((a, b) => a.start - b.start);
  return (
    ahead.find((c) => c.presence.state === 'present') ??
    ahead.find((c) => c.asked !== null) ??
    ahead.find((c) => c.state === 'confirmed') ??
    ahead[0] ??
    null
  );
}

export type SignupPlace = 'confirmed' | 'waiting';
