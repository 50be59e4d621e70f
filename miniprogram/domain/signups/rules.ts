import type { ActivityState } from '../activities/rules';
import type { SlotKind } from '../activities/schemas';
import type { ErrorCode } from '../errors';
import type { Settings } from '../settings';
import { overlaps, type Instant, type Interval } from '../time';

export type SignupState = 'confirmed' | 'waiting' | 'cancelled';

export interface SlotFacts extends Interval {
  readonly id: string;
  readonly kind: SlotKind;
  readonly capacity: number;
  /** Places that people hold; never above capacity (I1). */
  readonly taken: number;
  readonly waiting: number;
  readonly activityState: ActivityState;
}

export interface Mine extends Interval {
  readonly slotId: string;
  readonly state: SignupState;
  readonly activityState: ActivityState;
}

/**
 * FREE: a place can be taken · FULL: one can wait · the others say why not, with the error code that
 * a call would answer.
 */
export type SignupStatus =
  | { readonly status: 'FREE' | 'FULL' }
  | { readonly status: 'NO'; readonly code: ErrorCode; readonly withSlotId?: string };

const no = (code: ErrorCode, withSlotId?: string): SignupStatus =>
  withSlotId === undefined ? { status: 'NO', code } : { status: 'NO', code, withSlotId };

/** May this person take or wait for a place in this slot now? */
export function signupStatus(
  slot: SlotFacts,
  mine: readonly Mine[],
  settings: Settings,
  now: Instant,
): SignupStatus {
  if (slot.activityState === 'cancelled') return no('CANCELLED');
  if (slot.activityState !== 'published') return no('NOT_OPEN');
  if (now >= slot.start) return no('DEADLINE_PASSED');
  // What its leader has cancelled keeps nobody from something else.
  const live = mine.filter((m) => m.state !== 'cancelled' && m.activityState !== 'cancelled');
  if (live.some((m) => m.slotId === slot.id)) return no('ALREADY_SIGNED_UP');
  const clash = live.find((m) => m.slotId !== slot.id && overlaps(m, slot));
  if (clash && settings.signups.overlap === 'refuse') return no('OVERLAPS', clash.slotId);
  // A place that has just come free belongs to those who wait.
  if (slot.taken < slot.capacity && slot.waiting === 0) return { status: 'FREE' };
  return slot.waiting < settings.signups.waitingLimit ? { status: 'FULL' } : no('WAITING_LIST_FULL');
}

/** May this sign-up be cancelled? Until the slot begins, unless its holder is already there. */
export function cancelRefusal(
  signup: { state: SignupState } | null,
  slot: Interval,
  present: boolean,
  now: Instant,
): ErrorCode | null {
  if (signup === null || signup.state === 'cancelled') return 'NOT_SIGNED_UP';
  if (present) return 'ALREADY_CHECKED_IN';
  return now < slot.start ? null : 'DEADLINE_PASSED';
}

/** Who gets a place that comes free: whoever has waited longest. */
export function nextInLine<T extends { readonly at: Instant; readonly id: string }>(
  waiting: readonly T[],
): T | null {
  const sorted = [...waiting].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  return sorted[0] ?? null;
}

interface Coming extends Interval {
  readonly state: 'confirmed' | 'waiting';
  readonly activityState: 'published' | 'cancelled';
  readonly presence: { readonly state: string };
}

/**
 * The one thing a person should see first: where they are checked in now; else the soonest that is not
 * over and that they hold a place in; else the soonest they wait for.
 */
export function nextThing<T extends Coming>(coming: readonly T[], now: Instant): T | null {
  const ahead = coming
    .filter((c) => c.activityState === 'published' && c.presence.state !== 'credited')
    .filter((c) => c.presence.state === 'present' || (now < c.end && c.presence.state === 'expected'))
    .sort((a, b) => a.start - b.start);
  return (
    ahead.find((c) => c.presence.state === 'present') ??
    ahead.find((c) => c.state === 'confirmed') ??
    ahead[0] ??
    null
  );
}
