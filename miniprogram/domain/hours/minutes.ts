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
  readonly reason: 'PRESENT' | 'BELOW_SHARE';
}

export const shiftMinutes = (shift: Interval): number => Math.floor((shift.end - shift.start) / MINUTE);

/**
 * The time actually given (令67 art. 8): presence inside the shift, overlapping stays once, whole minutes,
 * nothing below the minimum share of the shift, never more than the shift.
 */
export function proposeMinutes(shift: Interval, pairs: readonly Pair[], rules: Settings['hours']): Proposal {
  const stays = pairs
    .map((p) => within({ start: p.in, end: p.out }, shift))
    .filter((stay): stay is Interval => stay !== null);
  const present = Math.floor(covered(stays) / MINUTE);
  const whole = shiftMinutes(shift);
  // A share such as 0.55 is no exact binary fraction: whoever stayed just long enough must not lose by it.
  const enough = present >= whole * rules.minimumShare - 1e-6;
  return { minutes: enough ? present : 0, present, shift: whole, reason: enough ? 'PRESENT' : 'BELOW_SHARE' };
}

/** A leader may confirm other minutes than proposed: with a reason, never more than the shift or the day allows. */
export function confirmRefusal(
  line: { minutes: number; reason: string },
  proposal: Proposal,
  creditedToday: number,
  rules: Settings['hours'],
): Refusal | null {
  if (line.minutes > proposal.shift) return { code: 'ABOVE_SHIFT', details: { max: proposal.shift } };
  if (line.minutes !== proposal.minutes && line.reason === '') return { code: 'REASON_NEEDED' };
  if (line.minutes > 0 && creditedToday + line.minutes > rules.dailyLimitMinutes) {
    return { code: 'OVER_DAILY_LIMIT', details: { max: rules.dailyLimitMinutes } };
  }
  return null;
}
