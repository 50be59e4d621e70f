import type { Pair } from '../attendance/rules';
import type { Refusal } from '../errors';
import { reasonRefusal } from '../refusals';
import type { Settings } from '../settings';
import { covered, MINUTE, within, type Interval } from '../time';

export interface Proposal {
  /** Whole minutes that the rules propose to credit. */
  readonly minutes: number;
  /** Whole minutes present inside the shift. */
  readonly present: number;
  readonly shift: number;
  /** Whole minutes that may be credited at most: what other hours leave of the shift. */
  readonly most: number;
  readonly reason: 'PRESENT' | 'BELOW_SHARE';
}

export const shiftMinutes = (shift: Interval): number => Math.floor((shift.end - shift.start) / MINUTE);

/** What a person has been credited for one shift, in one line and all that corrects it. */
export interface Credited {
  readonly shift: Interval;
  /** Presence on record; none where hours were made up for. */
  readonly stays: readonly Interval[];
  readonly minutes: number;
}

/**
 * The time actually given (令67 art. 8): presence inside the shift, overlapping stays once, whole minutes,
 * nothing below the minimum share of the shift, never more than the shift. What has been credited for other
 * shifts is not credited again: not its presence, and nothing beyond the room that it leaves (I5).
 */
export function proposeMinutes(
  shift: Interval,
  pairs: readonly Pair[],
  rules: Settings['hours'],
  others: readonly Credited[] = [],
): Proposal {
  const present = Math.floor(covered(clip(pairs.map(stayOf), shift)) / MINUTE);
  const whole = shiftMinutes(shift);
  const most = roomIn(shift, others);
  // A share such as 0.55 is no exact binary fraction: whoever stayed just long enough must not lose by it.
  const enough = present >= whole * rules.minimumShare - 1e-6;
  const reason = enough ? 'PRESENT' : 'BELOW_SHARE';
  return { minutes: enough ? minutesIn(shift, pairs, others) : 0, present, shift: whole, most, reason };
}

/** Whole minutes of a shift that these stays alone can be credited for, however short they are. */
export function minutesIn(shift: Interval, pairs: readonly Pair[], others: readonly Credited[]): number {
  const stays = clip(pairs.map(stayOf), shift);
  const taken = others.flatMap((o) => (o.minutes > 0 ? clip(clip(o.stays, o.shift), shift) : []));
  const own = Math.floor((covered([...stays, ...taken]) - covered(taken)) / MINUTE);
  return Math.min(own, roomIn(shift, others));
}

/**
 * Whole minutes that can still be credited for a shift, so that all that is credited could have been given
 * one after the other, each within its own shift (I5). That is so as long as no stretch of time holds
 * shifts with more minutes than it is long; every stretch around this shift is looked at.
 */
export function roomIn(shift: Interval, others: readonly Pick<Credited, 'shift' | 'minutes'>[]): number {
  const starts = [shift.start, ...others.map((o) => o.shift.start)].filter((s) => s <= shift.start);
  const ends = [shift.end, ...others.map((o) => o.shift.end)].filter((e) => e >= shift.end);
  const rooms = starts.flatMap((start) =>
    ends.map((end) => {
      const inside = others.filter((o) => o.shift.start >= start && o.shift.end <= end);
      return (end - start) / MINUTE - inside.reduce((sum, o) => sum + o.minutes, 0);
    }),
  );
  return Math.max(0, Math.floor(Math.min(...rooms)));
}

export const stayOf = (pair: Pair): Interval => ({ start: pair.in, end: pair.out });

/** The parts of the intervals that lie inside another. */
export const clip = (intervals: readonly Interval[], outer: Interval): Interval[] =>
  intervals.map((i) => within(i, outer)).filter((i): i is Interval => i !== null);

/** A leader may confirm other minutes than proposed: with a reason, never more than the shift has room for. */
export function confirmRefusal(
  line: { minutes: number; reason: string },
  proposal: Proposal,
): Refusal | null {
  if (line.minutes > proposal.most) return { code: 'ABOVE_SHIFT', details: { max: proposal.most } };
  return line.minutes === proposal.minutes ? null : reasonRefusal(line.reason);
}
