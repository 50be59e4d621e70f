/**
 * Instants are epoch milliseconds here and on the wire, Date in the store. Days and clock times are
 * Asia/Shanghai, which has had no summer time since 1991, so a fixed offset is exact.
 */
export type Instant = number;

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const SHANGHAI_OFFSET = 8 * HOUR;

/** Half-open: start belongs to it, end does not. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

/** '2026-11-22', the calendar day in Shanghai. */
export function dayOf(instant: Instant): string {
  return new Date(instant + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

/** Midnight in Shanghai that begins the day of this instant. */
export function startOfDay(instant: Instant): Instant {
  return Math.floor((instant + SHANGHAI_OFFSET) / DAY) * DAY - SHANGHAI_OFFSET;
}

/** Midnight in Shanghai that begins the day 'YYYY-MM-DD'. */
export function startOfDayNamed(day: string): Instant {
  return Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET;
}

/** Monday is 1, Sunday is 7. */
export function weekdayOf(instant: Instant): number {
  const sunday0 = new Date(instant + SHANGHAI_OFFSET).getUTCDay();
  return sunday0 === 0 ? 7 : sunday0;
}

/** Minutes since midnight in Shanghai, 0 to 1439. */
export function minuteOfDay(instant: Instant): number {
  return Math.floor((instant - startOfDay(instant)) / MINUTE);
}

/** '08:30' */
export function clockOf(instant: Instant): string {
  return new Date(instant + SHANGHAI_OFFSET).toISOString().slice(11, 16);
}

export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The part of an interval that lies inside another; null when nothing does. */
export function within(inner: Interval, outer: Interval): Interval | null {
  const start = Math.max(inner.start, outer.start);
  const end = Math.min(inner.end, outer.end);
  return start < end ? { start, end } : null;
}

/** Sorted, disjoint intervals that cover the same instants: overlapping time counts once (I5). */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter((i) => i.start < i.end).sort((a, b) => a.start - b.start);
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged[merged.length - 1];
    if (last && next.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end) };
    } else {
      merged.push(next);
    }
  }
  return merged;
}

/** Total length in milliseconds of what the intervals cover. */
export function covered(intervals: readonly Interval[]): number {
  return union(intervals).reduce((sum, i) => sum + (i.end - i.start), 0);
}
