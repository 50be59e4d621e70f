import type { SignupResult } from '../domain/views';
import { call, isLost, newNonce, type Result } from './cloud';
import { askReminders } from './reminders';

/** One wish for a place: the same nonce goes with every try, so that trying again never takes a second place. */
export interface Wish {
  readonly slotId: string;
  readonly wait: boolean;
  readonly nonce: string;
}

export const wishFor = (slotId: string, wait: boolean): Wish => ({ slotId, wait, nonce: newNonce() });

/** To be called inside a tap: the question about reminders stands beside the call and never holds it up. */
export async function takePlace({ slotId, wait, nonce }: Wish): Promise<Result<SignupResult>> {
  const asked = askReminders(['promoted', 'cancelled', 'reminderSoon']);
  const result = await call('signups.take', { slotId, wait }, { nonce });
  await asked;
  return result;
}

export async function cancelSignup(signupId: string): Promise<Result<{ signupId: string }>> {
  const nonce = newNonce();
  const result = await call('signups.cancel', { signupId }, { nonce });
  return isLost(result) ? call('signups.cancel', { signupId }, { nonce }) : result;
}
