import { statisticsIdOf } from '#domain/ids';
import { DAY, dayOf, MINUTE, startOfDay, type Instant } from '#domain/time';
import { inChunks } from '../core/chunks';
import { _, aggregate, insert, update } from '../core/database';
import type { Routine } from '../core/sweep';
import { useCase } from '../core/use-case';
import type { DayFigures, StatisticsDocument } from '../documents';

interface Sum {
  _id: { day: string; area: string };
  count: number;
  minutes?: number;
}

/** A city has some hundred 中心 and 所, and stations under them that hold something in a month: by each of the days. */
const SUMS_AT_MOST = 10_000;
/** Hours confirmed in two days are of few days; those of one left out stand until it is rolled up by hand. */
const DAYS_AT_MOST = 100;

/** Days that are made anew together: figures of a hundred areas a day and more, in one answer. */
const DAYS = 10;
const EVERY = 10 * MINUTE;

/** A run that died, and a write that was seen late, lie within it. */
const OVERLAP = 20 * MINUTE;

/**
 * Figures of every area for every day of which anything was written since the last run, from the ledger and the
 * activities themselves: run again it writes the same, so a figure can always be made anew from what it counts.
 */
export const rollup: Routine = {
  next: (now) => now + EVERY,

  async *slices(work, { due }) {
    const { now } = work;
    const since = due === 0 ? startOfDay(now) - DAY : Math.min(due, now) - EVERY - OVERLAP;
    const days = await daysTouched(since, now);
    for (const some of inChunks(days, DAYS)) {
      await work.done(async () => work.count('documents', await rollUp(some)));
      yield;
    }
  },
};

/** The same for one day, from an operator's console. */
export const rollUpDay = useCase('city.rollup', {
  ask: () => ({}),
  run: async ({ input }) => ({ documents: await rollUp([input.day]) }),
});

/** What comes later is counted once its day has come: so that day is counted when it begins. */
async function daysTouched(since: Instant, now: Instant): Promise<string[]> {
  const today = dayOf(now);
  const touched = [
    ...(await daysOf('hours', { at: _.gte(new Date(since)) })),
    ...(await daysOf('activities', { changedAt: _.gte(new Date(since)), day: _.lte(today) })),
  ];
  return [...new Set([...(since < startOfDay(now) ? [today] : []), ...touched])];
}

async function daysOf(
  collection: 'hours' | 'activities',
  touched: Record<string, unknown>,
): Promise<string[]> {
  const stages = [{ match: touched }, { group: { _id: '$day' } }];
  return (await aggregate<{ _id: string }>(collection, stages, DAYS_AT_MOST)).map(({ _id }) => _id);
}

/** Of these days together: how many areas' figures were looked at. */
async function rollUp(days: readonly string[]): Promise<number> {
  const hours = await hoursOf(days);
  const activities = await activitiesOf(days);
  const before = await writtenFor(days);
  let looked = 0;
  for (const day of days) {
    const month = monthNamed(day);
    const known = new Map(before.filter((s) => s.month === month).map((s) => [s.area, s.days[day]]));
    const counted = figuresOn(day, hours, activities, known);
    for (const [area, figures] of counted) {
      if (JSON.stringify(known.get(area)) !== JSON.stringify(figures)) await write(month, area, day, figures);
    }
    looked += counted.size;
  }
  return looked;
}

/** Of each month only these days. */
const writtenFor = (days: readonly string[]): Promise<StatisticsDocument[]> =>
  aggregate<StatisticsDocument>(
    'statistics',
    [
      { match: { month: _.in([...new Set(days.map(monthNamed))]) } },
      { project: { area: 1, month: 1, ...Object.fromEntries(days.map((day) => [`days.${day}`, 1])) } },
    ],
    SUMS_AT_MOST,
  );

const monthNamed = (day: string): string => day.slice(0, 7);

type Known = ReadonlyMap<string, DayFigures | undefined>;

/** By area; those counted before, too: what was cancelled since must come off again. */
function figuresOn(day: string, hours: readonly Sum[], activities: readonly Sum[], before: Known) {
  const served = new Map(hours.filter((s) => s._id.day === day).map((s) => [s._id.area, s]));
  const held = new Map(activities.filter((s) => s._id.day === day).map((s) => [s._id.area, s]));
  const counted = [...before].flatMap(([area, figures]) => (figures === undefined ? [] : [area]));
  const areas = new Set([...served.keys(), ...held.keys(), ...counted]);
  const figures = (area: string): DayFigures => ({
    activities: held.get(area)?.count ?? 0,
    personTimes: served.get(area)?.count ?? 0,
    minutes: served.get(area)?.minutes ?? 0,
  });
  return new Map([...areas].map((area) => [area, figures(area)]));
}

const perArea = { day: '$day', area: '$areas' };

const hoursOf = (days: readonly string[]): Promise<Sum[]> =>
  aggregate<Sum>(
    'hours',
    [
      { match: { day: _.in(days) } },
      // A correction changes hours; whoever served did so once.
      {
        project: {
          day: 1,
          areas: 1,
          minutes: 1,
          served: { $cond: [{ $eq: ['$kind', 'correction'] }, 0, 1] },
        },
      },
      { unwind: '$areas' },
      { group: { _id: perArea, count: { $sum: '$served' }, minutes: { $sum: '$minutes' } } },
    ],
    SUMS_AT_MOST,
  );

const activitiesOf = (days: readonly string[]): Promise<Sum[]> =>
  aggregate<Sum>(
    'activities',
    [
      { match: { day: _.in(days), state: _.in(['published', 'closed']) } },
      { project: { day: 1, areas: 1 } },
      { unwind: '$areas' },
      { group: { _id: perArea, count: { $sum: 1 } } },
    ],
    SUMS_AT_MOST,
  );

/** One day in one area's month; two roll-ups at once leave each other's days alone. */
async function write(month: string, area: string, day: string, figures: DayFigures): Promise<void> {
  const _id = statisticsIdOf(month, area);
  if ((await update('statistics', { _id }, { [`days.${day}`]: _.set(figures) })) === 1) return;
  const fresh = { _id, area, month, days: { [day]: figures } };
  if ((await insert('statistics', fresh)) === 'DUPLICATE') {
    await update('statistics', { _id }, { [`days.${day}`]: _.set(figures) });
  }
}
