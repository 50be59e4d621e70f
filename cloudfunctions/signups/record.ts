import { defined } from '#domain/defined';
import { signupIdOf } from '#domain/ids';
import { fieldsDroppedIn, type SignupStage } from '#domain/signups/life';
import type { Ending, LiveState } from '#domain/signups/rules';
import type { SignupResult } from '#domain/signups/views';
import type { Instant } from '#domain/time';
import { _, insert, update, type Operator } from '../core/database';
import { receipt, updateOnce } from '../core/receipts';
import type { Hold, SignupDocument, SlotDocument } from '../documents';

/** How sign-ups are written: the record of a place, or of waiting for one. The roster is the truth about places. */

/** What a sign-up loses that enters this stage. */
export const dropsIn = (stage: SignupStage): Record<string, Operator> =>
  Object.fromEntries(fieldsDroppedIn(stage).map((field) => [field, _.remove()]));

/** Who comes, how many, and who signed them up. */
export type Booking = Pick<
  SignupDocument,
  'accountId' | 'party' | 'revision' | 'bookedBy' | 'confirmBy' | 'visit'
>;

/** As the place came, whatever was wished for; what the roster does not keep stays as it was said. */
export const bookingIn = <B extends Pick<Booking, 'accountId'>>(
  wished: B,
  { party, revision, bookedBy, confirmBy }: Hold,
): B & Booking => ({ ...wished, party, revision, bookedBy, confirmBy });

/** What the phone is told; `ahead` is null of whoever holds a place. */
export const signupResult = (slotId: string, accountId: string, ahead: number | null): SignupResult => ({
  signupId: signupIdOf(slotId, accountId),
  slotId,
  state: ahead === null ? 'confirmed' : 'waiting',
  ahead,
});

/** In whose lists the sign-up stands while it is live. */
const liveFor = ({ accountId, bookedBy }: Booking): string[] =>
  bookedBy === undefined ? [accountId] : [accountId, bookedBy];

interface Signing {
  readonly slot: Pick<SlotDocument, '_id' | 'activityId'>;
  readonly booking: Booking;
  readonly result: SignupResult;
  readonly at: Date;
  readonly nonce: string;
}

/** What a sign-up holds from the moment at which somebody takes a place, or waits for one. */
const signedUp = ({ slot, booking, result, at }: Signing) =>
  defined({
    ...booking,
    state: result.state,
    at,
    waitingFor: result.state === 'waiting' ? slot._id : undefined,
    // The message that says so is put out by a sweep.
    tellAt: result.state === 'waiting' ? undefined : at,
  });

/**
 * Writes that somebody has signed up: anew, or over a sign-up of theirs that is in none but these states. False when
 * another call has written first.
 */
export async function writeSignup(
  signing: Signing,
  before: Pick<SignupDocument, '_id'> | undefined,
  over: 'cancelled' | Operator = 'cancelled',
): Promise<boolean> {
  const { slot, booking, result, nonce } = signing;
  const live = signedUp(signing);
  if (!before) {
    const ids = { _id: result.signupId, slotId: slot._id, activityId: slot.activityId };
    const signup = { ...ids, ...live, liveFor: liveFor(booking), receipts: [receipt(nonce, result)] };
    return (await insert('signups', signup)) === 'INSERTED';
  }
  const data = {
    ...dropsIn(result.state),
    bookedBy: _.remove(),
    ...live,
    ...defined({ visit: booking.visit && _.set(booking.visit) }),
    liveFor: _.set(liveFor(booking)),
  };
  const still = { _id: before._id, state: over };
  return (await updateOnce('signups', still, data, receipt(nonce, result))) === 1;
}

/** The record of a place that was taken, not passed on: as it was taken, whatever another tap had wished for. */
export async function confirmWaiting(
  { _id }: Pick<SignupDocument, '_id'>,
  { party, revision }: Pick<Hold, 'party' | 'revision'>,
): Promise<boolean> {
  const state: LiveState = 'confirmed';
  const data = { state, ...dropsIn(state), party, revision };
  return (await update('signups', { _id, state: 'waiting' }, data)) === 1;
}

/** The end of a sign-up. */
export const ended = (ending: Ending, now: Instant) => ({
  ...dropsIn('cancelled'),
  state: 'cancelled',
  ending,
  endedAt: new Date(now),
});

/** The record of a place that a teammate has taken over. */
export const endSwapped = ({ _id, at }: Pick<SignupDocument, '_id' | 'at'>, now: Instant): Promise<number> =>
  update('signups', { _id, at, state: 'confirmed' }, ended('swapped', now));
