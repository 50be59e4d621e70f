import type { Refusal } from '../errors';
import { unseenRefusal } from '../refusals';
import type { Instant, Interval } from '../time';
import type { SignupState, SlotFacts } from './rules';

/** What a holder is asked to say once more before the slot begins, and what becomes of a place without the answer. */
export interface Agreement {
  readonly state: SignupState;
  /** The slot's revision that was agreed to. */
  readonly revision: number;
  readonly confirmBy: Instant | null;
}

/** PROMOTED: moved up, and loses the place unless confirmed in time · CHANGED: time or place has changed since. */
export type ConfirmReason = 'PROMOTED' | 'CHANGED';

/** Why this holder is asked to confirm; null when they are not. */
export function confirmReason(
  agreed: Agreement,
  slot: Pick<Interval, 'start'> & { readonly revision: number },
  now: Instant,
): ConfirmReason | null {
  if (agreed.state === 'cancelled' || now >= slot.start) return null;
  if (agreed.state === 'confirmed' && agreed.confirmBy !== null) return 'PROMOTED';
  return agreed.revision < slot.revision ? 'CHANGED' : null;
}

/** May this holder confirm what they saw of the slot? */
export function confirmRefusal(
  agreed: Agreement,
  slot: Pick<SlotFacts, 'start' | 'revision' | 'activityState'>,
  seen: number,
  now: Instant,
): Refusal | null {
  if (slot.activityState === 'cancelled') return { code: 'CANCELLED' };
  if (agreed.state === 'cancelled') return { code: 'NOT_SIGNED_UP' };
  if (now >= slot.start) return { code: 'DEADLINE_PASSED' };
  const unseen = unseenRefusal(seen, slot.revision);
  if (unseen) return unseen;
  return confirmReason(agreed, slot, now) === null ? { code: 'NOTHING_TO_CONFIRM' } : null;
}

type Announced = Pick<SlotFacts, 'start' | 'activityState'>;

/** Still to be held, and not begun: until then places move, and people are told of theirs. */
export const isAhead = ({ start, activityState }: Announced, now: Instant): boolean =>
  activityState === 'published' && now < start;

/** Whether a place is passed on whose holder has not confirmed; nobody else has any use for what has begun. */
export const isLapsed = (confirmBy: Instant | null, slot: Announced, now: Instant): boolean =>
  confirmBy !== null && confirmBy <= now && isAhead(slot, now);
