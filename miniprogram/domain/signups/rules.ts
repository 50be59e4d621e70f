import type { ActivityState } from '../activities/lifecycle';
import type { Refusal } from '../errors';
import { unseenRefusal } from '../refusals';
import type { Settings } from '../settings';
import type { Instant, Interval } from '../time';
import { NOBODY_WAITS, type Line } from './line';
import {
  liveOf,
  personRefusal,
  warningRefusal,
  warningsFor,
  type Person,
  type SignupRefusal,
  type SlotRequirements,
  type Warning,
  type WarningCode,
} from './person';

/** Of a sign-up that still stands. */
export type LiveState = 'confirmed' | 'waiting';
export type SignupState = LiveState | 'cancelled';

/**
 * How a sign-up came to its end, where it did not simply take place: own: given up · late: given up after
 * the deadline for signing up · lapsed: moved up from the waiting list and not confirmed in time · swapped:
 * a teammate has taken it over.
 */
export type Ending = 'own' | 'late' | 'lapsed' | 'swapped';

export interface SlotFacts extends SlotRequirements {
  readonly capacity: number;
  /** People whom the places are held for; never more than capacity (I1). */
  readonly taken: number;
  readonly line: Line;
  /** Counts changes of time or place. */
  readonly revision: number;
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
  | ({ readonly status: 'NO' } & Required<Pick<SignupRefusal, 'details'>> & SignupRefusal);

const no = ({ details = {}, ...refusal }: SignupRefusal): SignupStatus => ({
  status: 'NO',
  ...refusal,
  details,
});

/**
 * May this person, or this party, take or wait for places in this slot now?
 * @param there they stand before the leader's screen: no deadline is for them, only the end
 */
export function signupStatus(
  slot: SlotFacts,
  person: Person,
  party: number,
  settings: Settings,
  now: Instant,
  there = false,
): SignupStatus {
  const closed = there ? overRefusal(slot, now) : closedRefusal(slot, now);
  if (closed) return no(closed);
  if (liveOf(person.mine).some((m) => m.slotId === slot.id)) return no({ code: 'ALREADY_SIGNED_UP' });
  const max = largestParty(slot, settings);
  if (party > max) return no({ code: 'PARTY_TOO_LARGE', details: { max } });
  const refused = personRefusal(slot, person, settings, now);
  if (refused) return no(refused);
  const told = warningsFor(slot, person, settings);
  if (party <= openPlaces(slot)) return { status: 'FREE', warnings: told };
  if (slot.line.many >= settings.signups.waitingLimit) return no({ code: 'WAITING_LIST_FULL' });
  return { status: 'FULL', warnings: told };
}

/** What somebody says who signs up. */
export interface Wish {
  /** Stands in line where every place is taken. */
  readonly wait: boolean;
  /** Warnings that they have read and accept. */
  readonly despite: readonly WarningCode[];
  /** The slot's, as they saw it. */
  readonly revision?: number;
}

/** Why nobody signs up like this where the slot has this status for them; null where they take or wait for a place. */
export function takeRefusal(status: SignupStatus, slot: SlotFacts, wish: Wish): SignupRefusal | null {
  if (status.status === 'NO') return status;
  const unseen = unseenRefusal(wish.revision, slot.revision);
  if (unseen) return unseen;
  if (status.status === 'FULL' && !wish.wait) return fullRefusal(slot);
  return warningRefusal(status.warnings, wish.despite);
}

/** Every place is taken, or belongs to those in line. */
const fullRefusal = ({ line, capacity, taken }: SlotFacts): Refusal => ({
  code: 'SLOT_FULL',
  details: { waiting: line.many, left: capacity - taken },
});

/** For who holds so many places already, they are free, and nobody stands before them. */
export const withoutHold = (slot: SlotFacts, party: number): SlotFacts => ({
  ...slot,
  taken: slot.taken - party,
  line: NOBODY_WAITS,
});

/** Those that anybody may take: places that have just come free belong to those in line whom they fit. */
function openPlaces({ capacity, taken, line }: SlotFacts): number {
  const free = capacity - taken;
  return line.smallest === null || line.smallest > free ? free : 0;
}

/**
 * Null when so many of one household may have places in a slot: however many relatives somebody books for, of what is
 * for all residents they have a share. Who gives time takes nothing from anybody.
 * @param others people of the household who have places there already, or wait, but for this sign-up
 */
export function householdRefusal(
  slot: Pick<SlotFacts, 'kind' | 'capacity'>,
  others: number,
  party: number,
  { signups }: Settings,
): Refusal | null {
  if (slot.kind === 'shift' || others === 0) return null;
  const max = householdShare(slot, signups);
  return others + party <= max ? null : { code: 'HOUSEHOLD_FULL', details: { max } };
}

const householdShare = ({ capacity }: Pick<SlotFacts, 'capacity'>, signups: Settings['signups']): number =>
  Math.max(signups.partyAtMost, Math.floor(capacity * signups.householdShare));

/** As many as may come on one more booking of a household that has so many places; one at least, to be told why not. */
export const largestPartyBeside = (
  slot: Pick<SlotFacts, 'kind' | 'capacity'>,
  others: number,
  settings: Settings,
): number => {
  const largest = largestParty(slot, settings);
  if (slot.kind === 'shift' || others === 0) return largest;
  return Math.max(1, Math.min(largest, householdShare(slot, settings.signups) - others));
};

/** Residents come together to be served; who gives time comes in their own name. */
const largestParty = (slot: Pick<SlotFacts, 'kind' | 'capacity'>, { signups }: Settings): number =>
  slot.kind === 'shift' ? 1 : Math.min(signups.partyAtMost, slot.capacity);

/** Why nobody takes part in it. */
const unheldRefusal = ({ activityState }: SlotFacts): Refusal | null => {
  if (activityState === 'cancelled') return { code: 'CANCELLED' };
  return activityState === 'published' ? null : { code: 'NOT_OPEN' };
};

/** Why nobody who is there can join it now. */
const overRefusal = (slot: SlotFacts, now: Instant): Refusal | null =>
  unheldRefusal(slot) ?? (now < slot.end ? null : { code: 'DEADLINE_PASSED' });

/** Why nobody can sign up for this slot now. */
function closedRefusal(slot: SlotFacts, now: Instant): Refusal | null {
  const unheld = unheldRefusal(slot);
  if (unheld) return unheld;
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
export interface HeldSignup {
  readonly state: SignupState;
  /** Checked in, now or before. */
  readonly present: boolean;
}

/**
 * May this sign-up be cancelled? Until the slot begins, unless its holder is already there: whoever cannot
 * come says so, even after the deadline for signing up.
 */
export function cancelRefusal(
  signup: HeldSignup | null,
  slot: Pick<Interval, 'start'>,
  now: Instant,
): Refusal | null {
  if (signup === null || signup.state === 'cancelled') return { code: 'NOT_SIGNED_UP' };
  if (signup.present) return { code: 'ALREADY_CHECKED_IN' };
  return now < slot.start ? null : { code: 'DEADLINE_PASSED' };
}

/**
 * May so many come on this sign-up instead? Fewer until the slot begins; more as if they signed up now, so never
 * past those who wait. Who waits stands in line with the party that they came with.
 */
export function resizeRefusal(
  signup: (HeldSignup & { readonly party: number }) | null,
  slot: SlotFacts,
  party: number,
  settings: Settings,
  now: Instant,
): Refusal | null {
  if (slot.activityState === 'cancelled') return { code: 'CANCELLED' };
  const cannot = cancelRefusal(signup, slot, now);
  if (cannot || !signup) return cannot ?? { code: 'NOT_SIGNED_UP' };
  if (signup.state === 'waiting') return { code: 'STILL_WAITING' };
  const max = largestParty(slot, settings);
  if (party > max) return { code: 'PARTY_TOO_LARGE', details: { max } };
  if (party <= signup.party) return null;
  const left = openPlaces(slot);
  const full: Refusal = { code: 'SLOT_FULL', details: { waiting: slot.line.many, left } };
  return closedRefusal(slot, now) ?? (party - signup.party <= left ? null : full);
}

/** As many as could come on this sign-up now. */
export function largestResize(
  signup: HeldSignup & { readonly party: number },
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
  signup: HeldSignup | null,
  slot: Pick<SlotFacts, 'kind' | 'start' | 'activityState'>,
  now: Instant,
): Refusal | null {
  if (slot.activityState === 'cancelled') return { code: 'CANCELLED' };
  if (slot.kind !== 'shift') return { code: 'NOT_A_SHIFT' };
  if (signup?.state === 'waiting') return { code: 'STILL_WAITING' };
  return cancelRefusal(signup, slot, now);
}

/** A place that a teammate offers. */
export interface Offered extends HeldSignup {
  /** By the slot's roster. */
  readonly offered: boolean;
}

/** May this person take over a teammate's place? */
export function takeOverRefusal(
  signup: Offered,
  slot: SlotFacts,
  taker: { readonly person: Person; readonly holds: boolean },
  wish: Pick<Wish, 'despite' | 'revision'>,
  settings: Settings,
  now: Instant,
): SignupRefusal | null {
  // What is not offered is nobody's to know of.
  if (!signup.offered) return { code: 'NOT_FOUND' };
  if (taker.holds) return { code: 'ALREADY_SIGNED_UP' };
  const over = swapRefusal(signup, slot, now);
  if (over?.code === 'CANCELLED' || over?.code === 'DEADLINE_PASSED') return over;
  if (over) return { code: 'NOT_FOUND' };
  const refused =
    personRefusal(slot, taker.person, settings, now) ?? unseenRefusal(wish.revision, slot.revision);
  if (refused) return refused;
  return warningRefusal(warningsFor(slot, taker.person, settings), wish.despite);
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
