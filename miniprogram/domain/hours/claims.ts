import { wasNeverOpen, type ActivityState } from '../activities/lifecycle';
import type { SlotKind } from '../activities/schemas';
import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import type { Instant, Interval } from '../time';
import { levelOfDay, reaches, type Actor, type CaseKind, type Level, type Reach } from './cases';

/** What somebody who confirms hours may say alone, and what of it waits for somebody else. */

/** People whose hours are proposed on a page and confirmed by a call: a full shift has several pages. */
export const CONFIRMED_AT_ONCE = 80;

/** Hours are given in shifts, and stand once these are over. */
export function hoursRefusal(slot: Interval & { readonly kind: SlotKind }, now: Instant): Refusal | null {
  if (slot.kind !== 'shift') return { code: 'NOT_A_SHIFT' };
  return now < slot.end ? { code: 'NOT_FINISHED', details: { at: slot.end } } : null;
}

/** Whether hours of a slot can be filed at all. */
export function filingRefusal(kind: SlotKind, activity: ActivityState): Refusal | null {
  if (kind !== 'shift') return { code: 'NOT_A_SHIFT' };
  return wasNeverOpen(activity) ? { code: 'NOT_OPEN' } : null;
}

/**
 * Whether a day that comes to this level is for this person to confirm. Staff never say by their office what is their
 * own, or of somebody whom they keep.
 */
export const mayCredit = (level: Level, reach: Reach, staff: Actor | null, near: boolean): boolean =>
  level === 'team' || (staff !== null && !near && reaches(level, reach, staff));

/** By what the day then comes to; taking hours away is nobody's above the team. */
export const levelAfter = (ofDay: number, minutes: number, rules: Settings['hours']): Level =>
  minutes > 0 ? levelOfDay(ofDay + minutes, rules) : 'team';

/** Minutes that somebody means to credit for one presence. */
export interface Claim {
  readonly minutes: number;
  /** Minutes of it that something else than the confirmer's word says. */
  readonly borneOut: number;
  /** What else is credited of that day. */
  readonly ofDay: number;
  /** Its line stands in the ledger, by an earlier try. */
  readonly written: boolean;
}

export interface ClaimShare {
  /** To be credited at once; 0: no line. */
  readonly alone: number;
  /** OVER_DAY: all of it, for the centre or the city · the others: what nothing but one person's word bears out. */
  readonly rest: {
    readonly kind: Exclude<CaseKind, 'CONTEST'>;
    readonly minutes: number;
    readonly level: Level;
  } | null;
}

/** How much of a claim is credited at once, and what waits for a second person, the centre or the city. */
export function shareOf(
  { minutes, borneOut, ofDay, written }: Claim,
  rules: Settings['hours'],
  mayCreditDay: (level: Level) => boolean,
): ClaimShare {
  const alone = Math.min(minutes, borneOut);
  const level = levelOfDay(ofDay + minutes, rules);
  const above = alone > 0 && !mayCreditDay(levelOfDay(ofDay + alone, rules));
  if (above && !written) return { alone: 0, rest: { kind: 'OVER_DAY', minutes, level } };
  const kind = alone > 0 ? 'CORRECTION' : 'MAKE_UP';
  return {
    alone: written ? 0 : alone,
    rest: minutes > alone ? { kind, minutes: minutes - alone, level } : null,
  };
}
