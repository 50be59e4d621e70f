import { lifecycle } from '#domain/activities/lifecycle';
import type { Settings } from '#domain/settings';
import { DAY, HOUR, type Instant } from '#domain/time';
import { _, update } from '../core/database';
import { count, earliest, findWith, following, many, only } from '../core/loading';
import type { Sweep } from '../core/sweep';

const BATCH = 100;

/** What is over leaves the indexes of what is live. */
export const endActivities: Sweep = {
  on: earliest('activities', 'liveUntil'),

  async *slices(work) {
    const over = { liveUntil: _.lte(new Date(work.now)) };
    const live = { spot: _.remove(), liveAt: _.remove(), liveUntil: _.remove() };
    work.count('activities', await update('activities', over, live));
    yield;
  },
};

/** So long a phone without a network may still have something to tell of it. */
const tellable = ({ attendance }: Settings): number => attendance.offlineHours * HOUR;

/**
 * Files what is over and done with: nothing scanned without a network can come in any more, and nobody's hours
 * wait for the leader. What still waits is looked at again a day later.
 */
export const fileActivities: Sweep = {
  on: earliest('activities', 'unsettled'),
  after: tellable,

  async *slices(work) {
    const until = new Date(work.now - tellable(work.settings));
    const tomorrow = new Date(until.getTime() + DAY);
    for (;;) {
      const over = await overBy(until);
      const done = over.filter((a) => !isUnsettled(a)).map((a) => a._id);
      if (done.length > 0) work.count('filed', await file(done, work.now));
      const left = { _id: _.in(over.map((a) => a._id)), unsettled: _.lte(until) };
      if (over.length > 0) await update('activities', left, { unsettled: tomorrow });
      if (over.length < BATCH) return;
      yield;
    }
  },
};

const overBy = (until: Date) =>
  findWith(
    'activities',
    [{ match: { unsettled: _.lte(until) } }, { sort: { unsettled: 1 } }],
    BATCH,
    ({ _id }) =>
      following({ slots: only(many('slots', 'activityId', _id), ['liveUntil']) }, ({ slots }) => ({
        // How many people's hours wait to be confirmed.
        waiting: count('attendances', 'toConfirm', slots._id),
      })),
    ['_id'],
  );
type OverActivity = Awaited<ReturnType<typeof overBy>>[number];

/** Until a slot has left what is live, nobody knows whose hours are going to wait. */
const isUnsettled = ({ waiting, slots }: OverActivity): boolean =>
  waiting > 0 || slots.some(({ liveUntil }) => liveUntil !== undefined);

async function file(ids: readonly string[], now: Instant): Promise<number> {
  const ended = { _id: _.in(ids), state: _.in(lifecycle.close.from), end: _.lte(new Date(now)) };
  const filed = await update('activities', ended, {
    state: lifecycle.close.to,
    unsettled: _.remove(),
    countAt: new Date(now),
  });
  // What nobody judged in time is never held.
  const never = { unsettled: _.remove(), toCount: _.remove() };
  await update('activities', { _id: _.in(ids), state: 'submitted' }, never);
  return filed;
}
