import { dayOf, type Instant } from '#domain/time';
import type { MonthFigures } from '#domain/home/views';
import type { StatisticsDocument } from '../documents';

/** Stands for everything in the city: written into `areas` beside the ids of the stations above a thing. */
export const WHOLE_CITY = 'all';

/** '2026-11' */
export const monthOf = (instant: Instant): string => dayOf(instant).slice(0, 7);

export function figuresOf(statistics: StatisticsDocument | undefined): MonthFigures {
  const days = Object.values(statistics?.days ?? {});
  return {
    activities: days.reduce((sum, d) => sum + d.activities, 0),
    personTimes: days.reduce((sum, d) => sum + d.personTimes, 0),
    minutes: days.reduce((sum, d) => sum + d.minutes, 0),
  };
}
