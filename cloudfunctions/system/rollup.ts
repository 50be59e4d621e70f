import { dayOf } from '#domain/time';
import { aggregate, put, find, _ } from '../core/database';
import { useCase } from '../core/use-case';
import type { StatisticsDocument } from '../documents';
import { statisticsIdOf } from './statistics';

interface Sum {
  _id: string;
  count: number;
  minutes?: number;
}

const AREAS_AT_MOST = 1000;

/**
 * One day's figures for every area, from the ledger and the activities themselves: run again it writes
 * the same, so a figure can always be made anew from what it counts.
 */
export const rollup = useCase('jobs.rollup', {
  ask: () => ({}),

  async run({ input, now }) {
    const day = input.day ?? dayOf(now);
    const month = day.slice(0, 7);
    const hours = await aggregate<Sum>('hours', [
      { match: { day } },
      { project: { areas: 1, minutes: 1 } },
      { unwind: '$areas' },
      { group: { _id: '$areas', count: { $sum: 1 }, minutes: { $sum: '$minutes' } } },
    ]);
    const activities = await aggregate<Sum>('activities', [
      { match: { day, state: 'published' } },
      { project: { areas: 1 } },
      { unwind: '$areas' },
      { group: { _id: '$areas', count: { $sum: 1 } } },
    ]);
    const areas = [...new Set([...hours, ...activities].map((s) => s._id))].slice(0, AREAS_AT_MOST);
    if (areas.length === 0) return { documents: 0 };
    const ids = areas.map((area) => statisticsIdOf(month, area));
    const before = await find('statistics', { _id: _.in(ids) }, { limit: AREAS_AT_MOST });
    for (const area of areas) {
      const _id = statisticsIdOf(month, area);
      const old: StatisticsDocument = before.find((s) => s._id === _id) ?? { _id, area, month, days: {} };
      const served = hours.find((s) => s._id === area);
      const held = activities.find((s) => s._id === area)?.count ?? 0;
      const figures = { activities: held, personTimes: served?.count ?? 0, minutes: served?.minutes ?? 0 };
      if (JSON.stringify(old.days[day]) === JSON.stringify(figures)) continue;
      await put('statistics', { ...old, days: { ...old.days, [day]: figures } });
    }
    return { documents: areas.length };
  },
});
