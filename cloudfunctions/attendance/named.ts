import { signupIdOf } from '#domain/ids';
import { _, insert, update } from '../core/database';
import type { MarkDocument, SignupDocument } from '../documents';
import { dropsIn } from '../signups/record';
import { holdOf, keepPlace, passOn, takePlace } from '../signups/roster';
import { isClosed, type AtSlot } from './frame';

/**
 * The place of somebody whom the leader named in without a sign-up. It is taken as any other: in the slot's roster
 * first, then the record, which the repair writes if this process dies between.
 */
export async function giveNamedPlace(
  here: AtSlot,
  accountId: string,
  before: SignupDocument | undefined,
  { id: namedIn }: MarkDocument,
): Promise<SignupDocument | null> {
  const { slot, now } = here;
  const alone = { party: 1, revision: slot.revision };
  const hold = { ...holdOf(alone, namedIn, now), named: true as const };
  // Held already: by a try that died before it could be recorded.
  if (!(await takePlace(slot, accountId, hold)) && !(await keepPlace(slot, accountId, now))) return null;
  const stage = isClosed(here) ? 'over' : 'confirmed';
  const live = stage === 'over' ? {} : { liveFor: [accountId] };
  const at = new Date(now);
  const signup: SignupDocument = {
    _id: signupIdOf(slot._id, accountId),
    slotId: slot._id,
    activityId: slot.activityId,
    accountId,
    receipts: [],
    ...before,
    ...alone,
    state: 'confirmed',
    at,
    namedIn,
    ...live,
  };
  if (before) {
    const still = { _id: before._id, state: before.state };
    const data = { ...dropsIn(stage), ...alone, state: 'confirmed', at, namedIn, ...live };
    await update('signups', still, data);
  } else {
    await insert('signups', signup);
  }
  return signup;
}

/** Taken back with the naming; whoever waits gets the place from the repair. */
export async function takeNamedPlaceBack(here: AtSlot, signup: SignupDocument): Promise<void> {
  await passOn(here.slot, signup.accountId, [], here.now);
  const named = { _id: signup._id, state: 'confirmed', namedIn: _.exists(true) };
  await update('signups', named, { ...dropsIn('cancelled'), state: 'cancelled' });
}
