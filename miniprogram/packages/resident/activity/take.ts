import type { MessageKind } from '../../../domain/settings';
import type { WarningCode } from '../../../domain/signups/person';
import type { SignupResult } from '../../../domain/signups/views';
import type { Visit } from '../../../domain/visits/visit';
import { sendOnce } from '../../../kit/sending';
import type { Result } from '../../../services/cloud';
import { askReminders } from '../../../services/reminders';

/** One wish for a place. */
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
  /** Where they come to the home. */
  readonly visit?: Visit;
}

export const wishFor = (wish: Pick<Wish, 'slotId' | 'wait' | 'revision'> & Partial<Wish>): Wish => ({
  personId: '',
  party: 1,
  despite: [],
  ...wish,
});

/** What whoever has a place wants to be told of it, the most pressing first. */
const aboutPlaces: readonly MessageKind[] = ['changed', 'cancelled', 'reminderSoon', 'reminderDay'];

/** To be called inside a tap: the question about reminders stands beside the call and never holds it up. */
export async function takePlace({ personId, ...wish }: Wish): Promise<Result<SignupResult>> {
  const asked = askReminders(wish.wait ? ['promoted', ...aboutPlaces] : [...aboutPlaces, 'promoted']);
  const person = personId === '' ? {} : { personId };
  const input = { ...wish, ...person, despite: [...wish.despite] };
  const result = await sendOnce('signups.take', input);
  await asked;
  return result;
}

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
