import { statisticsIdOf } from '#domain/ids';
import { DAY, dayOf, startOfDay, type Instant } from '#domain/time';
import { _, aggregate, find, insert, update } from '../core/database';
import { Pieces } from '../core/pieces';
import { useCase } from '../core/use-case';
import type { DayFigures } from '../documents';

interface Sum {
  _id: string;
  count: number;
  minutes?: number;
}

/** A city has some hundred 中心 and 所, and stations under them that hold something in a month. */
const AREAS_AT_MOST = 1000;
/** Hours confirmed in two days are of few days; those of one left out stand until it is rolled up by hand. */
const DAYS_AT_MOST = 100;

/**
 * A day's figures for every area, from the ledger and the activities themselves: run again it writes the
 * same, so a figure can always be made anew from what it counts. Without a day: today and every day
 * whose hours were confirmed since yesterday.
 */
export const rollup = useCase('jobs.rollup', {
  ask: () => ({}),

  async run({ input, now }) {
    const days = input.day === undefined ? await daysTouched(now) : [input.day];
    const pieces = new Pieces('jobs.rollup');
    let documents = 0;
    for (const day of days) documents += await pieces.count(() => rollUp(day));
    return { documents, failed: pieces.failed };
  },
});

async function daysTouched(now: Instant): Promise<string[]> {
  const touched = await aggregate<{ _id: string }>(
    'hours',
    [{ match: { at: _.gte(new Date(startOfDay(now) - DAY)) } }, { group: { _id: '$day' } }],
    DAYS_AT_MOST,
  );
  return [...new Set([dayOf(now), ...touched.map((t) => t._id)])];
}

async function rollUp(day: string): Promise<number> {
  const month = day.slice(0, 7);
  const hours = await aggregate<Sum>(
    'hours',
    [
      { match: { day } }, // A correction changes hours; whoever served did so once.
      { project: { areas: 1, minutes: 1, served: { $cond: [{ $eq: ['$kind', 'correction'] }, 0, 1] } } },
      { unwind: '$areas' },
      { group: { _id: '$areas', count: { $sum: '$served' }, minutes: { $sum: '$minutes' } } },
    ],
    AREAS_AT_MOST,
  );
  const activities = await aggregate<Sum>(
    'activities',
    [
      { match: { day, state: _.in(['published', 'closed']) } },
      { project: { areas: 1 } },
      { unwind: '$areas' },
      { group: { _id: '$areas', count: { $sum: 1 } } },
    ],
    AREAS_AT_MOST,
  );
  const before = await find('statistics', { month }, { limit: AREAS_AT_MOST });
  // Those counted before too: what was cancelled since must come off again.
  const counted = before.filter((s) => s.days[day] !== undefined).map((s) => s.area);
  const areas = new Set([...hours.map((s) => s._id), ...activities.map((s) => s._id), ...counted]);
  for (const area of areas) {
    const served = hours.find((s) => s._id === area);
    const held = activities.find((s) => s._id === area)?.count ?? 0;
    const figures = { activities: held, personTimes: served?.count ?? 0, minutes: served?.minutes ?? 0 };
    const old = before.find((s) => s.area === area)?.days[day];
    if (JSON.stringify(old) !== JSON.stringify(figures)) await write(month, area, day, figures);
  }
  return areas.size;
}

/** One day in one area's month; two roll-ups at once leave each other's days alone. */
async function write(month: string, area: string, day: string, figures: DayFigures): Promise<void> {
  const _id = statisticsIdOf(month, area);
  if ((await update('statistics', { _id }, { [`days.${day}`]: _.set(figures) })) === 1) return;
  const fresh = { _id, area, month, days: { [day]: figures } };
  if ((await insert('statistics', fresh)) === 'DUPLICATE') {
    await update('statistics', { _id }, { [`days.${day}`]: _.set(figures) });
  }
}
