import { DAY, dayOf, startOfDay } from '../domain/time';
import { dayName, weekday } from './format';

/** Days to choose from, for components/day-strip. */

export const DAYS_SHOWN = 14;

export interface DayTab {
  /** '2026-11-22' */
  readonly id: string;
  /** '今天', '周一' */
  readonly name: string;
  readonly number: string;
  readonly label: string;
  /** Something is known to be on. */
  readonly marked?: boolean;
}

export function daysFrom(now: number): DayTab[] {
  return Array.from({ length: DAYS_SHOWN }, (_, i) => {
    const at = startOfDay(now) + i * DAY;
    const day = dayOf(at);
    return {
      id: day,
      name: i < 2 ? dayName(at, now) : weekday(at),
      number: String(Number(day.slice(8))),
      label: dayName(at, now),
    };
  });
}
