import { isWorkday } from 'chinese-days';
import type { WorkCalendar } from '#domain/hours/calendar';
import { DAY, dayOf, startOfDayNamed, weekdayOf } from '#domain/time';

/** The last year whose days off the State Council has announced and the package knows. */
const KNOWN_UNTIL = 2026;
const KNOWN_FROM = 2025;

/** Where the years that are known depart from Monday to Friday: for a city's settings. */
export function workCalendar(from = KNOWN_FROM, until = KNOWN_UNTIL): WorkCalendar {
  const holidays: string[] = [];
  const workdays: string[] = [];
  const end = startOfDayNamed(`${String(until + 1)}-01-01`);
  for (let at = startOfDayNamed(`${String(from)}-01-01`); at < end; at += DAY) {
    const day = dayOf(at);
    const weekday = weekdayOf(at) <= 5;
    if (isWorkday(day) === weekday) continue;
    (weekday ? holidays : workdays).push(day);
  }
  return { holidays, workdays };
}
