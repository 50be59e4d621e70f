import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, AttendanceDocument, SignupDocument, SlotDocument } from '../documents';

/** More than any city's count: which of them still matter is for the rules to say. */
const KEPT = 100;

type Over = SlotDocument & {
  signups: SignupDocument[];
  attendances: AttendanceDocument[];
  activity: ActivityDocument[];
};

/**
 * Notes with each person that they held a place in a shift and did not come. Only where the desk was used:
 * where nobody was checked in, nobody knows who came. Whoever has an attendance by the time it would count
 * was there after all, or is excused: sent late from a phone, or named in by the leader (see personOf).
 */
export async function noteNoShows(slotIds: readonly string[]): Promise<void> {
  const over = await aggregate<Over>('slots', [
    { match: { _id: _.in(slotIds) } },
    { project: { roster: 0, key: 0, receipts: 0 } },
    ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
    ...stagesOf('attendances', via('attendances', 'slotId', '_id', ['receipts', 'pairs'])),
    ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
  ]);
  for (const slot of over.filter(wasKept)) {
    const there = new Set(slot.attendances.map((a) => a._id));
    const absent = slot.signups.filter((s) => s.state === 'confirmed' && !there.has(s._id));
    for (const signup of absent) await note(signup, slot);
  }
}

const wasKept = ({ kind, attendances, activity: [activity] }: Over): boolean =>
  kind === 'shift' && attendances.length > 0 && activity !== undefined && activity.state !== 'cancelled';

function note({ _id, accountId }: SignupDocument, { start }: SlotDocument): Promise<number> {
  const noted = { signupId: _id, at: start };
  return update(
    'accounts',
    { _id: accountId, 'noShows.signupId': _.neq(_id) },
    { noShows: _.push({ each: [noted], slice: -KEPT }) },
  );
}
