import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { closeStay, countPresent, forgetPhones } from '../attendance/closing';
import { _, aggregate, update } from '../core/database';
import { via, stagesOf } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, OutboxDocument, SlotDocument } from '../documents';
import { fileAway } from '../activities/file';
import { noteNoShows } from '../signups/no-shows';
import { noLonger } from '../signups/places';
import { messageTo, send } from './messages';

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
    const open = await aggregate<Open>('attendances', [
      { match: { openUntil: _.lte(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
    ]);
    const told: OutboxDocument[] = [];
    let closed = 0;
    for (const {
      slot: [slot],
      activity: [activity],
      ...attendance
    } of open) {
      if (!slot || !activity || !(await closeStay(attendance, { slot, activity, settings, now }))) continue;
      closed += 1;
      // Where nobody checks out, the end of the shift is no news.
      if (activity.mode === 'inOut') told.push(messageTo('checkedOut', attendance.accountId, slot, activity, now, '')); // prettier-ignore
    }
    await send(told);
    const activities = await retire(settings, now);
    return { attendances: closed, activities, filed: await fileAway(settings, now) };
  },
});

type Over = SlotDocument & { activity: ActivityDocument[] };

async function retire(settings: Settings, now: Instant): Promise<number> {
  const over = { liveUntil: _.lte(new Date(now)) };
  const slots = await aggregate<Over>('slots', [
    { match: over },
    { limit: BATCH },
    ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
  ]);
  const ids = slots.map((s) => s._id);
  if (ids.length > 0) {
    for (const {
      activity: [activity],
      ...slot
    } of slots) {
      if (activity) await countPresent({ slot, activity, settings, now });
    }
    await forgetPhones(ids);
    await noteNoShows(ids);
    await update('signups', { slotId: _.in(ids), liveFor: _.exists(true) }, noLonger());
    await update('slots', { _id: _.in(ids) }, { liveUntil: _.remove() });
  }
  return update('activities', over, { spot: _.remove(), liveAt: _.remove(), liveUntil: _.remove() });
}
