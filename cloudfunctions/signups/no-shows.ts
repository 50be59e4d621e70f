import { asHeldIn, type HeldOrNot } from '../activities/off';
import { isAbsent, stayedAway } from '../attendance/views';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { AttendanceDocument, SignupDocument, SlotDocument } from '../documents';

/** More than any city's count: which of them still matter is for the rules to say. */
const KEPT = 100;

type Signup = Pick<SignupDocument, '_id' | 'accountId' | 'state'>;
type Over = Pick<SlotDocument, '_id' | 'kind' | 'start'> & {
  signups: Signup[];
  attendances: AttendanceDocument[];
  activity: HeldOrNot[];
};

/**
 * Notes with each person that they held a place in a shift and did not come: by the leader's word, or because
 * nothing was noted of them. The latter only where the desk was used: where nobody was checked in, nobody knows
 * who came. What is told after that, by a phone or by the leader, is seen when it would count (see personOf).
 */
export async function noteNoShows(slotId: string): Promise<void> {
  const over = await aggregate<Over>('slots', [{ match: { _id: slotId } }], 1, [
    { project: { roster: 0, key: 0, receipts: 0 } },
    ...stagesOf('signups', via('signups', 'slotId', '_id')),
    ...stagesOf('attendances', via('attendances', 'slotId', '_id', ['receipts'])),
    ...stagesOf('activity', via('activities', '_id', 'activityId')),
    {
      project: {
        kind: 1,
        start: 1,
        'signups._id': 1,
        'signups.accountId': 1,
        'signups.state': 1,
        attendances: 1,
        'activity.state': 1,
        'activity.off': 1,
      },
    },
  ]);
  for (const slot of over.filter(wasHeld)) {
    for (const signup of absentFrom(slot)) await noteNoShow(signup, slot);
  }
}

const wasHeld = ({ _id, kind, activity: [activity] }: Over): boolean =>
  kind === 'shift' && activity !== undefined && asHeldIn(activity, _id).state !== 'cancelled';

function absentFrom({ signups, attendances }: Over): Signup[] {
  const kept = attendances.some((attendance) => !stayedAway(attendance));
  return signups.filter(({ _id, state }) => {
    const attendance = attendances.find((a) => a._id === _id);
    return state === 'confirmed' && stayedAway(attendance) && (kept || isAbsent(attendance));
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
    { _id: accountId, 'noShows.signupId': _.neq(_id) },
    { noShows: _.push({ each: [noted], slice: -KEPT }) },
  );
}
