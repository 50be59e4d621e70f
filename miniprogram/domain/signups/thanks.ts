import type { ActivityState } from '../activities/lifecycle';
import type { Refusal } from '../errors';
import { DAY, type Instant, type Interval } from '../time';
import type { SignupState } from './rules';

/** What whoever came says of how it was: to the team alone, never added up in public. */
export const faces = ['good', 'fair', 'poor'] as const;
export type Face = (typeof faces)[number];

/** Afterwards nobody remembers how it was. */
const SAID_WITHIN = 30 * DAY;

/** What somebody has said, before any other word of theirs. */
export interface ToThank extends Interval {
  readonly signup: SignupState;
  readonly activityState: ActivityState;
}

/** May whoever signed up say how it was? Of what has been held, by who had a place, and while it is remembered. */
export function thankRefusal({ signup, activityState, end }: ToThank, now: Instant): Refusal | null {
  if (activityState === 'cancelled') return { code: 'CANCELLED' };
  if (signup !== 'confirmed') return { code: 'NOT_SIGNED_UP' };
  if (now < end) return { code: 'NOT_FINISHED' };
  return now < end + SAID_WITHIN ? null : { code: 'TIME_PASSED' };
}

/** How a sign-up came out, for its holder to look back at. */
export type Outcome = 'came' | 'past' | 'away' | 'cancelled' | 'calledOff' | 'waited';

/** Null while it is still ahead. */
export function outcomeOf(
  { kind, present, ...it }: ToThank & { readonly kind: 'shift' | 'service'; readonly present: boolean },
  now: Instant,
): Outcome | null {
  if (present) return now < it.end ? null : 'came';
  if (it.activityState === 'cancelled') return 'calledOff';
  if (it.signup === 'cancelled') return 'cancelled';
  if (now < it.end) return null;
  if (it.signup === 'waiting') return 'waited';
  // Whoever is served often scans nothing.
  return kind === 'service' ? 'past' : 'away';
}
