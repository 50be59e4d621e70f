import type { Refusal } from '../errors';
import { defined } from '../defined';
import type { Settings } from '../settings';
import { DAY, type Instant, type Interval } from '../time';
import { spanOf } from './rules';

const WEEK = 7 * DAY;

interface Timed {
  readonly slots: readonly Interval[];
  readonly signupFrom?: Instant | undefined;
  readonly signupUntil?: Instant | undefined;
}

/** The same on the same weekday and at the same time, so many weeks on; its sign-up moves along. */
export function weeksLater<T extends Timed>(activity: T, weeks: number): T {
  const by = weeks * WEEK;
  const { signupFrom, signupUntil } = activity;
  return {
    ...activity,
    slots: activity.slots.map((slot) => ({ ...slot, start: slot.start + by, end: slot.end + by })),
    ...defined({
      signupFrom: signupFrom === undefined ? undefined : signupFrom + by,
      signupUntil: signupUntil === undefined ? undefined : signupUntil + by,
    }),
  };
}

/** Null when this may be posted once a week, `times` times. Each alone is judged as any other. */
export function repeatRefusal(
  activity: Timed,
  times: number,
  settings: Settings['activities'],
  now: Instant,
): Refusal | null {
  const { start } = spanOf(activity.slots);
  const ahead = Math.floor((now + settings.maxDaysAhead * DAY - start) / WEEK) + 1;
  const max = Math.min(settings.repeatAtMost, Math.max(1, ahead));
  return times <= max ? null : { code: 'BAD_INPUT', details: { field: 'repeat', max } };
}

/** In how many weeks an earlier activity can be held again: at its next weekday that is still to come. */
export function weeksUntilNext(start: Instant, now: Instant): number {
  return Math.max(1, Math.floor((now - start) / WEEK) + 1);
}
