import type { Pair } from '../attendance/rules';
import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import { covered, MINUTE, within, type Interval } from '../time';

export interface Proposal {
  /** Whole minutes that the rules propose to credit. */
  readonly minutes: number;
  /** Whole minutes present inside the shift. */
  readonly present: number;
  readonly shift: number;
  /** Whole minutes that may be credited at most: the shift without what was credited elsewhere. */
  readonly most: number;
  readonly reason: 'PRESENT' | 'BELOW_SHARE';
}

export const shiftMinutes = (shift: Interval): number => Math.floor((shift.end - shift.start) / MINUTE);

/**
 * The time actually given (令67 art. 8): presence inside the shift, overlapping stays once, whole minutes,
 * nothing below the minimum share of the shift, never more than the shift. `elsewhere` is presence that has
 * been credited for other shifts: nobody is credited twice for the same hour (I5).
 */
export function proposeMinutes(
  shift: Interval,
  pairs: readonly Pair[],
  rules: Settings['hours'],
  elsewhere: readonly Interval[] = [],
): Proposal {
  const stays = clip(pairs.map(stayOf), shift);
  const taken = clip(elsewhere, shift);
  const present = Math.floor(covered(stays) / MINUTE);
  const own = Math.floor((covered([...stays, ...taken]) - covered(taken)) / MINUTE);
  const whole = shiftMinutes(shift);
  const most = Math.floor((shift.end - shift.start - covered(taken)) / MINUTE);
  // A share such as 0.55 is no exact binary fraction: whoever stayed just long enough must not lose by it.
  const enough = present >= whole * rules.minimumShare - 1e-6;
  const reason = enough ? 'PRESENT' : 'BELOW_SHARE';
  return { minutes: enough ? own : 0, present, shift: whole, most, reason };
}

export const stayOf = (pair: Pair): Interval => ({ start: pair.in, end: pair.out });

/** The parts of the intervals that lie inside another. */
export const clip = (intervals: readonly Interval[], outer: Interval): Interval[] =>
  intervals.map((i) => within(i, outer)).filter((i): i is Interval => i !== null);

/** A leader may confirm other minutes than proposed: with a reason, never more than the shift or the day allows. */
export function confirmRefusal(
  line: { minutes: number; reason: string },
  proposal: Proposal,
  creditedToday: number,
  rules: Settings['hours'],
): Refusal | null {
  if (line.minutes > proposal.most) return { code: 'ABOVE_SHIFT', details: { max: proposal.most } };
  if (line.minutes !== proposal.minutes && line.reason === '') return { code: 'REASON_NEEDED' };
  if (line.minutes > 0 && creditedToday + line.minutes > rules.dailyLimitMinutes) {
    return { code: 'OVER_DAILY_LIMIT', details: { max: rules.dailyLimitMinutes } };
  }
  return null;
}
