import type { Refusal } from '../errors';
import type { Instant, Interval } from '../time';
import { moveRefusal, type ActivityState } from './lifecycle';
import { reviewRefusal, type Verdict } from './rules';

/** What can be done to a weekly row at once. Each of its dates is an activity, and lives for itself. */

interface Dated extends Interval {
  readonly state: ActivityState;
}

/** The dates that it can be done to, soonest first; where there are none, why not to the last one. */
export type Choice<T> =
  | { readonly open: readonly [T, ...T[]]; readonly why: null }
  | { readonly open: readonly []; readonly why: Refusal };

function choiceOf<T extends Dated>(row: readonly T[], refusalOf: (date: T) => Refusal | null): Choice<T> {
  const dates = [...row].sort((a, b) => a.start - b.start);
  const [first, ...later] = dates.filter((date) => refusalOf(date) === null);
  if (first) return { open: [first, ...later], why: null };
  const last = dates[dates.length - 1];
  return { open: [], why: (last && refusalOf(last)) ?? { code: 'NOT_FOUND' } };
}

/** One verdict goes for all dates that are as they were posted: what was edited since has to be read by itself. */
export const rowToJudge = <T extends Dated & { readonly revision: number }>(
  row: readonly T[],
  verdict: Verdict,
  reason: string,
  now: Instant,
): Choice<T> =>
  choiceOf(
    row.filter(({ revision }) => revision === 0),
    (date) => reviewRefusal(date, verdict, reason, now),
  );

/** Called off together is what is still to come; what has begun is called off by itself. */
export const rowToCancel = <T extends Dated>(row: readonly T[], now: Instant): Choice<T> =>
  choiceOf(
    row,
    (date) =>
      moveRefusal(date, 'cancel', 'leader', now) ?? (now < date.start ? null : { code: 'TIME_PASSED' }),
  );
