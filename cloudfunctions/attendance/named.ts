import { signupIdOf } from '#domain/ids';
import { _, find, insert, update } from '../core/database';
import { receipt, updateOnce } from '../core/receipts';
import type { MarkDocument, SignupDocument } from '../documents';
import { dropsIn, signupResult } from '../signups/record';
import { giveBack, holdOf, keepPlace, passOn, takePlace } from '../signups/roster';
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
  const answer = receipt(namedIn, signupResult(slot._id, accountId, null));
  const stage = isClosed(here) ? 'over' : 'confirmed';
  const live = stage === 'over' ? {} : { liveFor: [accountId] };
  const at = new Date(now);
  const signup: SignupDocument = {
    _id: signupIdOf(slot._id, accountId),
    slotId: slot._id,
    activityId: slot.activityId,
    accountId,
    receipts: [answer],
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
    if ((await updateOnce('signups', still, data, answer)) === 1) return signup;
  } else if ((await insert('signups', signup)) === 'INSERTED') return signup;
  // By a try of this very call the record may stand, and may have been taken back since.
  const [ended] = await find('signups', { _id: signup._id, state: 'cancelled' }, { limit: 1 });
  if (!ended) return signup;
  await giveBack(slot, accountId, hold, now);
  return null;
}

/** Taken back with the naming; whoever waits gets the place from the repair. */
export async function takeNamedPlaceBack(here: AtSlot, signup: SignupDocument): Promise<void> {
  await passOn(here.slot, signup.accountId, [], here.now);
  const named = { _id: signup._id, state: 'confirmed', namedIn: _.exists(true) };
  await update('signups', named, { ...dropsIn('cancelled'), state: 'cancelled' });
}
