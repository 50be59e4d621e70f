import type { Refusal } from '../errors';
import { otherThanReadRefusal, verdictRefusal } from '../refusals';
import type { Instant } from '../time';

/** What hangs on an account, each as a number. */
export interface AccountHistory {
  readonly registrations: number;
  readonly teams: number;
  readonly duties: number;
  /** Ahead. */
  readonly signups: number;
  readonly hours: number;
  /** People without a phone. */
  readonly kept: number;
}

/** Null when nothing hangs on the account: only such a one can be given up for another. */
export const historyRefusal = (history: AccountHistory): Refusal | null =>
  Object.values(history).some((count) => count > 0) ? { code: 'HAS_HISTORY' } : null;

/** Null when staff may decide this request for another WeChat so. */
export function bindingRefusal(
  binding: { readonly state: 'waiting' | 'confirmed' | 'refused'; readonly at: Instant },
  { verdict, reason, at }: { verdict: 'confirm' | 'refuse'; reason: string; at?: Instant | undefined },
): Refusal | null {
  if (binding.state !== 'waiting') return { code: 'ALREADY_DECIDED' };
  return otherThanReadRefusal(at, binding.at) ?? verdictRefusal(verdict, reason);
}

/**
 * Null when an account can be bound to the WeChat that asks for it. What has been given up since is nobody's to have,
 * and what has been used since is nobody's to throw away.
 */
export const rebindRefusal = (wantedIsRegistered: boolean, asking: AccountHistory): Refusal | null =>
  wantedIsRegistered ? historyRefusal(asking) : { code: 'NOT_FOUND' };
