import type { Output } from '../domain/contract';
import type { MessageKind } from '../domain/settings';
import type { WarningCode } from '../domain/signups/person';
import type { SignupResult } from '../domain/signups/views';
import { call, newNonce, type Result } from './cloud';
import { askReminders } from './reminders';
import { sendingOnce } from './unanswered';

/** One wish for a place: the same nonce goes with every try, so that trying again never takes a second place. */
export interface Wish {
  readonly slotId: string;
  readonly wait: boolean;
  /** Whom it is for; empty: the holder of this phone. */
  readonly personId: string;
  readonly party: number;
  /** Warnings that have been read and are accepted. */
  readonly despite: readonly WarningCode[];
  /** Of the slot, as the page shows it. */
  readonly revision: number;
  readonly nonce: string;
}

export const wishFor = (wish: Pick<Wish, 'slotId' | 'wait' | 'revision'> & Partial<Wish>): Wish => ({
  personId: '',
  party: 1,
  despite: [],
  ...wish,
  nonce: newNonce(),
});

/** What whoever has a place wants to be told of it, the most pressing first. */
const aboutPlaces: readonly MessageKind[] = ['changed', 'cancelled', 'reminderSoon', 'reminderDay'];

/** To be called inside a tap: the question about reminders stands beside the call and never holds it up. */
export async function takePlace({ personId, nonce, ...wish }: Wish): Promise<Result<SignupResult>> {
  const asked = askReminders(wish.wait ? ['promoted', ...aboutPlaces] : [...aboutPlaces, 'promoted']);
  const person = personId === '' ? {} : { personId };
  const input = { ...wish, ...person, despite: [...wish.despite] };
  const result = await call('signups.take', input, { nonce });
  await asked;
  return result;
}

/** Tapped again after a call without an answer, it is the same call. */
const sendOnce = sendingOnce();

export const cancelSignup = (signupId: string): Promise<Result<Output<'signups.cancel'>>> =>
  sendOnce('signups.cancel', { signupId });

/** So many come, instead of as many as were booked. */
export const resizeParty = (signupId: string, party: number): Promise<Result<Output<'signups.resize'>>> =>
  sendOnce('signups.resize', { signupId, party });

/** "Yes, I come", to the slot as it was shown. */
export const confirmSignup = (
  signupId: string,
  revision: number,
): Promise<Result<Output<'signups.confirm'>>> => sendOnce('signups.confirm', { signupId, revision });

export const offerPlace = (signupId: string, offered: boolean): Promise<Result<Output<'signups.offer'>>> =>
  sendOnce('signups.offer', { signupId, offered });

/** What a teammate offers, in one's own name; to be called inside a tap. */
export async function takeOver(
  signupId: string,
  revision: number,
  despite: readonly WarningCode[],
): Promise<Result<SignupResult>> {
  const asked = askReminders(aboutPlaces);
  const input = { signupId, revision, despite: [...despite] };
  const result = await sendOnce('signups.takeOver', input);
  await asked;
  return result;
}
