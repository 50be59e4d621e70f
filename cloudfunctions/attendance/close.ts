import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { closeStay, countPresent, forgetPhones } from './closing';
import { _, aggregate, update } from '../core/database';
import { later, Pieces } from '../core/pieces';
import { via, stagesOf } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, OutboxDocument, SlotDocument } from '../documents';
import { fileAway } from '../activities/file';
import { noteNoShows } from '../signups/no-shows';
import { noLonger } from '../signups/places';
import { messageTo, send } from '../messages/outbox';

/** A run that leaves some is followed by the next. */
const BATCH = 200;

type Open = AttendanceDocument & { slot: SlotDocument[]; activity: ActivityDocument[] };

/**
 * Ends what is over: a stay that nobody checked out goes to the shift's end and is marked; slots,
 * sign-ups and activities leave the indexes of what is live.
 */
export const close = useCase('jobs.close', {
  ask: () => ({}),

  async run({ settings, now }) {
    const pieces = new Pieces('jobs.close');
    const open = await aggregate<Open>(
      'attendances',
      [{ match: { openUntil: _.lte(new Date(now)) } }, { sort: { openUntil: 1 } }],
      BATCH,
      [
        ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
      ],
    );
    const told: OutboxDocument[] = [];
    let closed = 0;
    for (const each of open) {
      const { _id, openUntil } = each;
      const putOff = () => update('attendances', { _id, openUntil }, { openUntil: later(now) });
      closed += await pieces.count(() => closeOne(each, settings, now, told), putOff);
    }
    await pieces.done(() => send(told));
    const activities = await pieces.count(() => retire(settings, now, pieces));
    const filed = await pieces.count(() => fileAway(settings, now));
    return { attendances: closed, activities, filed, failed: pieces.failed };
  },
});

async function closeOne(
  found: Open,
  settings: Settings,
  now: Instant,
  told: OutboxDocument[],
): Promise<number> {
  const {
    slot: [slot],
    activity: [activity],
    ...attendance
  } = found;
  if (!slot || !activity) throw new Error(`nowhere: ${attendance._id}`);
  if (!(await closeStay(attendance, { slot, activity, settings, now }))) return 0;
  // Where nobody checks out, the end of the shift is no news.
  if (activity.mode === 'inOut') told.push(messageTo('checkedOut', attendance.accountId, slot, activity, now, '')); // prettier-ignore
  return 1;
}

type Over = SlotDocument & { activity: ActivityDocument[] };

async function retire(settings: Settings, now: Instant, pieces: Pieces): Promise<number> {
  const over = { liveUntil: _.lte(new Date(now)) };
  const slots = await aggregate<Over>(
    'slots',
    [{ match: over }, { sort: { liveUntil: 1 } }],
    BATCH,
    stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
  );
  const ids: string[] = [];
  for (const found of slots) {
    const { _id, liveUntil } = found;
    const putOff = () => update('slots', { _id, liveUntil }, { liveUntil: later(now) });
    if (await pieces.done(() => settleOne(found, settings, now), putOff)) ids.push(_id);
  }
  if (ids.length > 0) {
    await forgetPhones(ids);
    await update('signups', { slotId: _.in(ids), liveFor: _.exists(true) }, noLonger());
    await update('slots', { _id: _.in(ids) }, { liveUntil: _.remove() });
  }
  return update('activities', over, { spot: _.remove(), liveAt: _.remove(), liveUntil: _.remove() });
}

/** Who was there, and who was not, is settled before the slot leaves what is live. */
async function settleOne(
  { activity: [activity], ...slot }: Over,
  settings: Settings,
  now: Instant,
): Promise<void> {
  if (activity) await countPresent({ slot, activity, settings, now });
  await noteNoShows(slot._id);
}
