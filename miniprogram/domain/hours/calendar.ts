import { DAY, dayOf, startOfDayNamed, weekdayOf, type Instant } from '../time';

/**
 * The State Council's working days: Monday to Friday, but for the days off and the make-up working days
 * that it decrees every year. Years that nobody has entered yet are plain weekdays.
 */
export interface WorkCalendar {
  /** 'YYYY-MM-DD': weekdays on which nobody works. */
  readonly holidays: readonly string[];
  /** Saturdays and Sundays on which people work. */
  readonly workdays: readonly string[];
}

export function isWorkingDay(day: string, calendar: WorkCalendar): boolean {
  if (calendar.workdays.includes(day)) return true;
  return weekdayOf(startOfDayNamed(day)) <= 5 && !calendar.holidays.includes(day);
}

/** '2026-11-23' after '2026-11-22'. */
const dayAfter = (day: string): string => dayOf(startOfDayNamed(day) + DAY);
const dayBefore = (day: string): string => dayOf(startOfDayNamed(day) - DAY);

/** The nth working day after a day, which itself does not count; of 0 the day itself. */
export function addWorkingDays(day: string, n: number, calendar: WorkCalendar): string {
  let reached = day;
  for (let left = n; left > 0;) {
    reached = dayAfter(reached);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/** The nth working day before a day, which itself does not count. */
export function subtractWorkingDays(day: string, n: number, calendar: WorkCalendar): string {
  let reached = day;
  for (let left = n; left > 0;) {
    reached = dayBefore(reached);
    if (isWorkingDay(reached, calendar)) left -= 1;
  }
  return reached;
}

/** Working days after the one and up to and with the other; 0 when there are none or it is the earlier. */
export function workingDaysBetween(after: string, upTo: string, calendar: WorkCalendar): number {
  let count = 0;
  for (let day = dayAfter(after); day <= upTo; day = dayAfter(day)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/** What is needed of the settings: how many working days, and which days those are. */
export interface Deadlines {
  readonly hours: { readonly confirmWithinWorkingDays: number };
  readonly calendar: WorkCalendar;
}

/** Midnight after the nth working day that follows the day of `from`. */
export function deadlineAfter(from: Instant, workingDays: number, calendar: WorkCalendar): Instant {
  return startOfDayNamed(addWorkingDays(dayOf(from), workingDays, calendar)) + DAY;
}

/**
 * 令67: hours are recorded within so many working days of the activity. The day it ended does not count;
 * the last working day counts whole, so this is the midnight after it.
 */
export const confirmBy = (end: Instant, { hours, calendar }: Deadlines): Instant =>
  deadlineAfter(end - 1, hours.confirmWithinWorkingDays, calendar);

/** Reminded three working days ahead of a deadline: from the morning on, when people look at their phones. */
const REMINDED_AHEAD = 3;
const MORNING = 9 * 60 * 60 * 1000;

export function remindBefore(deadline: Instant, calendar: WorkCalendar): Instant {
  const last = dayOf(deadline - 1);
  return startOfDayNamed(subtractWorkingDays(last, REMINDED_AHEAD, calendar)) + MORNING;
}

export type Countdown =
  /** So many working days after today; 0: today is the last. */
  | { readonly state: 'LEFT'; readonly days: number }
  /** The deadline is over, so many working days ago with today; 0: none has begun since. */
  | { readonly state: 'OVER'; readonly days: number };

/** How long there is until a midnight that a deadline ends at. */
export function countdown(now: Instant, deadline: Instant, calendar: WorkCalendar): Countdown {
  const last = dayOf(deadline - 1);
  const today = dayOf(now);
  if (now < deadline) return { state: 'LEFT', days: workingDaysBetween(today, last, calendar) };
  return { state: 'OVER', days: workingDaysBetween(last, today, calendar) };
}
