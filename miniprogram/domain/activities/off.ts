import type { Refusal } from '../errors';
import type { Instant, Interval } from '../time';
import { moveRefusal, type ActivityState } from './lifecycle';

/** What can be called off of an activity, and what that leaves of it. */

/** When a shift or a service was called off, and why. */
export interface CalledOff {
  readonly at: Instant;
  readonly reason: string;
}

export interface Offable extends Interval {
  /** Null while it is to be held, or was. */
  readonly off: CalledOff | null;
}

const hasBegun = (slot: Interval, now: Instant): boolean => now >= slot.start;

/** Null when this one alone may be called off now; otherwise why not. */
export function slotOffRefusal(slot: Offable, now: Instant): Refusal | null {
  if (slot.off) return { code: 'CANCELLED' };
  if (now >= slot.end) return { code: 'TIME_PASSED' };
  return hasBegun(slot, now) ? { code: 'SLOT_BEGUN' } : null;
}

/** The same with the activity that it is of, which stays. */
export const cancelSlotRefusal = (
  slot: Offable,
  activity: Interval & { readonly state: ActivityState },
  now: Instant,
): Refusal | null => slotOffRefusal(slot, now) ?? moveRefusal(activity, 'change', 'leader', now);

/** Whether anything of it has been held, or is to be, once these of its slots are called off. */
export const leavesSome = <T extends Offable & { readonly _id: string }>(
  state: ActivityState,
  slots: readonly T[],
  ids: readonly string[],
): boolean => state === 'published' && slots.some(({ _id, off }) => off === null && !ids.includes(_id));

/** Why a change of its activity does not touch it; null where it may. */
export const fixedAs = (slot: Offable, now: Instant): 'begun' | 'off' | null =>
  slot.off ? 'off' : hasBegun(slot, now) ? 'begun' : null;

/** Those that an activity still has before it, or is in the middle of: what is over has been held. */
export const notYetOver = <T extends Offable>(slots: readonly T[], now: Instant): T[] =>
  slots.filter((slot) => slot.off === null && now < slot.end);

/** When each was held or is to be: until it was called off, and not at all if that was before it began. */
export const heldSpans = <T extends Offable>(slots: readonly T[]): T[] =>
  slots.flatMap((slot) => {
    const end = Math.min(slot.end, slot.off?.at ?? slot.end);
    return slot.start < end ? [{ ...slot, end }] : [];
  });
