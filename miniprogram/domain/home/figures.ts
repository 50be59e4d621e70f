import { DAY, dayOf, startOfDay, type Instant } from '../time';

/** What the city did in a month, the running one so far. */
export interface MonthFigures {
  /** '2026-11' */
  readonly month: string;
  readonly activities: number;
  readonly personTimes: number;
  readonly minutes: number;
}

/** '2026-11' */
export const monthOf = (instant: Instant): string => dayOf(instant).slice(0, 7);

/** The one before the month of this moment. */
export function monthBefore(instant: Instant): string {
  const first = startOfDay(instant) - (Number(dayOf(instant).slice(8)) - 1) * DAY;
  return monthOf(first - DAY);
}

const isEmpty = ({ personTimes, minutes }: MonthFigures): boolean => personTimes === 0 && minutes < 60;

/** On the first days of a month there is nothing to say of it yet: then of the last one. */
export const tellingMonth = (month: MonthFigures, before: MonthFigures): MonthFigures =>
  isEmpty(month) ? before : month;
