import { isMinor } from '../accounts/registration';
import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import { dayOf, type Instant, type Interval } from '../time';

/**
 * An emergency call-up: one notice of a station to many volunteers, whose answers are counted as they come. It ends only
 * when everyone who came is safe at home, or somebody in charge has said what became of them.
 */

/** How a person stands on a list: each in exactly one way, so the counts of a list come to its people. */
export const standings = ['silent', 'cannot', 'coming', 'home', 'settled'] as const;
export type Standing = (typeof standings)[number];

/** What a person, or somebody who has spoken with them, says. */
export const answerKinds = ['coming', 'cannot', 'home'] as const;
export type AnswerKind = (typeof answerKinds)[number];

/** open: people are called · ending: nobody comes any more, and it is seen who is still out · over. */
export type CallupState = 'open' | 'ending' | 'over';

export type Counts = Readonly<Record<Standing, number>>;
export const NO_COUNTS: Counts = { silent: 0, cannot: 0, coming: 0, home: 0, settled: 0 };

export const sumOf = (counts: readonly Counts[]): Counts =>
  counts.reduce(
    (sum, each) => ({
      silent: sum.silent + each.silent,
      cannot: sum.cannot + each.cannot,
      coming: sum.coming + each.coming,
      home: sum.home + each.home,
      settled: sum.settled + each.settled,
    }),
    NO_COUNTS,
  );

/** Lists of one call-up: rescue, cleaning, water and power, counselling. */
export const LISTS_AT_MOST = 6;

/** So many metres at most are near. */
export const NEAR_AT_MOST = 50_000;

/** Only who is on the way can be safe home; who is home has come, whatever they say after it. */
export function answerRefusal(state: CallupState, standing: Standing, answer: AnswerKind): Refusal | null {
  if (answer === 'home') return standing === 'coming' || standing === 'home' ? null : { code: 'NOT_COMING' };
  if (state !== 'open') return { code: 'CALL_OVER' };
  if (answer === 'cannot' && (standing === 'home' || standing === 'settled')) return { code: 'NOT_COMING' };
  return null;
}

/** What became of somebody who did not say that they are home: only of who was on the way, and with words. */
export function settleRefusal(standing: Standing, reason: string): Refusal | null {
  if (standing !== 'coming') return { code: 'NOT_COMING' };
  return reason === '' ? { code: 'REASON_NEEDED' } : null;
}

export const listRefusal = (state: CallupState, lists: number): Refusal | null =>
  state !== 'open' || lists >= LISTS_AT_MOST ? { code: 'CALL_OVER' } : null;

/** It ends when nobody is out. */
export const endRefusal = ({ coming }: Counts): Refusal | null =>
  coming === 0 ? null : { code: 'STILL_OUT', details: { many: coming } };

/** When they say that they will be there, in words for a list: a time before now is now. */
export const arrivalOf = (from: Instant | undefined, now: Instant): Instant => Math.max(from ?? now, now);

/** Facts of somebody who may be called. */
export interface Callable {
  readonly birthDate: string;
  readonly skills: readonly string[];
}

/** Registered volunteers of age (条例 685: tasks fit age and ability), with one of the skills where some are asked for. */
export function isCalled(
  person: Callable | undefined,
  skills: readonly string[],
  { accounts }: Settings,
  now: Instant,
): boolean {
  if (!person || isMinor(person.birthDate, dayOf(now), accounts)) return false;
  return skills.length === 0 || skills.some((skill) => person.skills.includes(skill));
}

/** A shift of a list, as far as it matters who comes to it. */
export interface Round extends Interval {
  readonly id: string;
  readonly left: number;
}

/** Of the shifts that have room the one that somebody who is there from then on comes to first; undefined: none. */
export const roundFor = (rounds: readonly Round[], from: Instant): Round | undefined =>
  [...rounds].sort((a, b) => a.start - b.start).find(({ end, left }) => end > from && left > 0);

/** Only shifts of what is published, and has not ended. */
export function linkRefusal(state: CallupState, activity: string, shifts: number): Refusal | null {
  if (state !== 'open') return { code: 'CALL_OVER' };
  if (activity !== 'published') return { code: 'NOT_IN_THIS_STATE' };
  return shifts === 0 ? { code: 'NOT_A_SHIFT' } : null;
}
