import {
  clockOf,
  DAY,
  dayOf,
  MINUTE,
  startOfDay,
  startOfDayNamed,
  type Instant,
  type Interval,
} from '../time';

/** When a slot is held, as a leader says it: a day and two times of the clock. */
export interface SlotTimes {
  /** 'YYYY-MM-DD', the day on which it begins. */
  readonly day: string;
  /** 'HH:MM' */
  readonly from: string;
  /** 'HH:MM', or '24:00' for the midnight that ends the day. At or before `from` it is the next day's. */
  readonly to: string;
}

export const MIDNIGHT = '24:00';
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since the day began; null where it is no time of the clock. */
function minutesIn(time: string): number | null {
  const [, hours, minutes] = CLOCK.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** Null when the day or the time is not one. */
export function instantOf(day: string, time: string): Instant | null {
  const minutes = minutesIn(time);
  const midnight = startOfDayNamed(day);
  return minutes === null || Number.isNaN(midnight) ? null : midnight + minutes * MINUTE;
}

/** Of 22:00 to 06:00 the night, of 20:00 to 24:00 the evening; null when one of them is no time. */
export function intervalOf({ day, from, to }: SlotTimes): Interval | null {
  const start = instantOf(day, from);
  const sameDay = to === MIDNIGHT ? instantOf(day, '00:00') : instantOf(day, to);
  if (start === null || sameDay === null) return null;
  return { start, end: sameDay > start ? sameDay : sameDay + DAY };
}

/** The same the other way, of whatever is shorter than a day. */
export const timesOf = ({ start, end }: Interval): SlotTimes => ({
  day: dayOf(start),
  from: clockOf(start),
  to: startOfDay(end) === end ? MIDNIGHT : clockOf(end),
});

/** What ends with the day ends on it. */
export const endsNextDay = ({ start, end }: Interval): boolean => end > startOfDay(start) + DAY;

/** Whatever lasts a day or longer is several slots: nobody gives time so long, and '8:00 to 8:00' is a slip. */
export const lastsDays = ({ start, end }: Interval): boolean => end - start >= DAY;

/** All of them begin on one day, so that it need be said once. */
export const onOneDay = (slots: readonly Interval[]): boolean =>
  new Set(slots.map(({ start }) => startOfDay(start))).size <= 1;
