import { NOBODY_WAITS, type Line } from '#domain/signups/line';
import { HOUR, MINUTE, startOfDayNamed, type Instant, type Interval } from '#domain/time';

export { usualSettings as settings } from '../../harness/usual-settings';

/** A Sunday. */
export const DAY_NAME = '2026-11-22';

/** An instant of that day by the city's clock: at(8, 30). */
export const at = (hour: number, minute = 0): Instant =>
  startOfDayNamed(DAY_NAME) + hour * HOUR + minute * MINUTE;

export const span = (start: Instant, end: Instant): Interval => ({ start, end });

/** A line in which parties of these sizes wait. */
export const lineOf = (...sizes: readonly number[]): Line =>
  sizes.length === 0 ? NOBODY_WAITS : { many: sizes.length, smallest: Math.min(...sizes) };
