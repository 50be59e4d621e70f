import { isNoShow } from '#domain/signups/person';
import { asHeldIn, type HeldOrNot } from '../activities/off';
import { isAbsent, stayedAway } from '../attendance/views';
import { _, update } from '../core/database';
import { findWith, many, one, only } from '../core/loading';
import type { AttendanceDocument, SignupDocument, SlotDocument } from '../documents';

/** More than any city's count: which of them still matter is for the rules to say. */
const KEPT = 100;

type Signup = Pick<SignupDocument, '_id' | 'accountId' | 'state'>;
type OverSlot = Pick<SlotDocument, '_id' | 'kind' | 'start'> & {
  signups: readonly Signup[];
  attendances: readonly AttendanceDocument[];
  activity: HeldOrNot | undefined;
};

/**
 * Notes with each person that they held a place in a shift and did not come: by the leader's word, or because
 * nothing was noted of them. The latter only where the desk was used: where nobody was checked in, nobody knows
 * who came. What is told after that, by a phone or by the leader, is seen when it would count (see personOf).
 */
export async function noteNoShows(slotId: string): Promise<void> {
  const over = await findWith(
    'slots',
    [{ match: { _id: slotId } }],
    1,
    ({ _id, activityId }) => ({
      signups: only(many('signups', 'slotId', _id), ['accountId', 'state']),
      attendances: many('attendances', 'slotId', _id, ['receipts']),
      activity: only(one('activities', activityId), ['state', 'off']),
    }),
    ['_id', 'kind', 'start', 'activityId'],
  );
  for (const slot of over.filter(wasHeld)) {
    for (const signup of absentFrom(slot)) await noteNoShow(signup, slot);
  }
}

const wasHeld = ({ _id, kind, activity }: OverSlot): boolean =>
  kind === 'shift' && activity !== undefined && asHeldIn(activity, _id).state !== 'cancelled';

function absentFrom({ signups, attendances }: OverSlot): Signup[] {
  const deskUsed = attendances.some((attendance) => !stayedAway(attendance));
  return signups.filter(({ _id, state }) => {
    const attendance = attendances.find((a) => a._id === _id);
    const outcome = { state, stayedAway: stayedAway(attendance), absent: isAbsent(attendance) };
    return isNoShow(outcome, deskUsed);
  });
}

/** Once for each shift, however often it is told. */
export async function noteNoShow(
  { _id, accountId }: Pick<Signup, '_id' | 'accountId'>,
  { start }: Pick<SlotDocument, 'start'>,
): Promise<void> {
  const noted = { signupId: _id, at: start };
  await update(
    'accounts',
    // Who has given the account up has no name any more.
    { _id: accountId, name: _.neq(''), 'noShows.signupId': _.neq(_id) },
    { noShows: _.push({ each: [noted], slice: -KEPT }) },
  );
}
