import { teamMonthIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { earliest, findWith, many, only } from '../core/loading';
import { later } from '../core/pieces';
import type { Sweep } from '../core/sweep';
import { addUp, summed } from '../core/tallies';
import type { TallyAdd } from '../documents';

/** Each comes with its slots. */
const BATCH = 100;

/** Adds what is filed to what its team did in that month. */
export const countActivities: Sweep = {
  on: earliest('activities', 'countAt'),

  async *slices(work) {
    for (;;) {
      const filed = await uncounted({ countAt: _.lte(new Date(work.now)) });
      const putOff = (ids: readonly string[]) =>
        update('activities', asRead(ids, work.now), { countAt: later(work.now) });
      const keyed = await work.those(filed, keyOf, ({ _id }) => putOff([_id]));
      for (const key of new Set(keyed.map(({ found }) => found))) {
        const ids = keyed.filter(({ found }) => found === key).map(({ each }) => each._id);
        if (
          await work.done(
            () => addUp(key, () => waitingAmong(ids)),
            () => putOff(ids),
          )
        )
          work.count('counted', ids.length);
        yield;
      }
      if (filed.length < BATCH) return;
    }
  },
};

const uncounted = (match: Readonly<Record<string, unknown>>) =>
  findWith(
    'activities',
    [{ match }, { sort: { countAt: 1 } }],
    BATCH,
    ({ _id }) => ({ slots: only(many('slots', 'activityId', _id), ['kind', 'taken']) }),
    ['_id', 'teamId', 'day'],
  );
type Filed = Awaited<ReturnType<typeof uncounted>>[number];

const keyOf = ({ teamId, day }: Filed): string => teamMonthIdOf(teamId, day.slice(0, 7));

/** Those of them that nobody has counted since. */
const asRead = (ids: readonly string[], now: Instant) => ({
  _id: _.in(ids),
  countAt: _.lte(new Date(now)),
});

async function waitingAmong(ids: readonly string[]) {
  const filed = await uncounted({ _id: _.in(ids), countAt: _.exists(true) });
  if (filed.length === 0) return null;
  const adds = summed(filed.flatMap(addsOf));
  return { from: 'activities' as const, ids: filed.map(({ _id }) => _id), adds };
}

/** Held once, with the places that residents had at its services. */
function addsOf(activity: Filed): TallyAdd[] {
  const to = keyOf(activity);
  const services = activity.slots.filter(({ kind }) => kind === 'service');
  const served = services.reduce((sum, { taken }) => sum + taken, 0);
  return [
    { to, sum: 'activities', n: 1 },
    { to, sum: 'served', n: served },
  ];
}
