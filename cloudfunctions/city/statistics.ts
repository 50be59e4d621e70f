import type { MonthFigures } from '#domain/home/figures';
import type { StatisticsDocument } from '../documents';

/** Stands for everything in the city: written into `areas` beside the ids of the stations above a thing. */
export const WHOLE_CITY = 'all';

export function figuresOf(month: string, statistics: StatisticsDocument | undefined): MonthFigures {
  const days = Object.values(statistics?.days ?? {});
  return {
    month,
    activities: days.reduce((sum, d) => sum + d.activities, 0),
    personTimes: days.reduce((sum, d) => sum + d.personTimes, 0),
    minutes: days.reduce((sum, d) => sum + d.minutes, 0),
  };
}
