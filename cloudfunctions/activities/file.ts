import { lifecycle } from '#domain/activities/lifecycle';
import type { Settings } from '#domain/settings';
import { DAY, HOUR, type Instant } from '#domain/time';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, AttendanceDocument } from '../documents';

/** A run that leaves some is followed by the next. */
const BATCH = 100;

type Over = ActivityDocument & { waiting: AttendanceDocument[] };

/**
 * Files what is over and done with: nothing scanned without a network can come in any more, and nobody's hours
 * wait for the leader. What still waits is looked at again a day later.
 */
export async function fileAway(settings: Settings, now: Instant): Promise<number> {
  const over = await aggregate<Over>(
    'activities',
    [
      { match: { unsettled: _.lte(new Date(now - settings.attendance.offlineHours * HOUR)) } },
      { sort: { unsettled: 1 } },
    ],
    BATCH,
    [
      { project: { _id: 1 } },
      ...stagesOf('slots', via('slots', 'activityId', '_id', ['roster', 'key', 'receipts'])),
      ...stagesOf('waiting', via('attendances', 'toConfirm', 'slots._id', ['receipts', 'pairs'])),
    ],
  );
  const done = over.filter((a) => a.waiting.length === 0).map((a) => a._id);
  const later = over.filter((a) => a.waiting.length > 0).map((a) => a._id);
  if (later.length > 0) {
    const tomorrow = new Date(now - settings.attendance.offlineHours * HOUR + DAY);
    await update('activities', { _id: _.in(later) }, { unsettled: tomorrow });
  }
  if (done.length === 0) return 0;
  const ended = { _id: _.in(done), state: _.in(lifecycle.close.from), end: _.lte(new Date(now)) };
  const filed = await update('activities', ended, { state: lifecycle.close.to, unsettled: _.remove() });
  // What nobody judged in time is never held.
  await update('activities', { _id: _.in(done), state: 'submitted' }, { unsettled: _.remove() });
  return filed;
}
