import type { Flag } from '../attendance/rules';
import type { Refusal } from '../errors';
import { dayOf, type Instant } from '../time';
import type { CaseKind } from './cases';

/**
 * What is a reason to look closer at hours, for whoever confirms them and for the station. Each may be quite in order
 * (a phone without power, a team of two), so nobody is refused for it: it is counted, shown, and looked at once a quarter.
 */

/** '2026-Q4' */
export function quarterOf(at: Instant): string {
  const [year = '', month = ''] = dayOf(at).split('-');
  return `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

/** This quarter and the one before it: what is lately, so that no first of a month makes all of it forgotten. */
export function quartersLately(now: Instant): readonly [string, string] {
  const [year = 0, quarter = 0] = quarterOf(now).split('-Q').map(Number);
  return [quarterOf(now), quarter > 1 ? `${year}-Q${quarter - 1}` : `${year - 1}-Q4`];
}

/** this: it still goes on · last: what came in it is complete. */
export const quarterChoices = ['this', 'last'] as const;
export type QuarterChoice = (typeof quarterChoices)[number];

/** These say that a presence rests on no code, or on one that proves little. */
const doubtful: readonly Flag[] = [
  'FAR_AWAY',
  'SAME_PHONE',
  'LATE',
  'BY_LEADER',
  'PRINTED',
  'UNPLACED',
  'OWN',
  'AUTO',
];

/** The flags for which somebody should look at hours that were credited without a second person. */
export const doubtsOf = (flags: readonly Flag[]): Flag[] => flags.filter((flag) => doubtful.includes(flag));

/** named: they were named in, or made up for by hand · auto: they held a place where that is presence. */
export type Word = 'named' | 'auto';

/** On what word hours rest that were filed; null where something else bears them out. */
export function wordOf(kind: CaseKind, flags: readonly Flag[]): Word | null {
  if (flags.includes('AUTO')) return 'auto';
  return flags.includes('BY_LEADER') || kind === 'MAKE_UP' ? 'named' : null;
}

/** What one person has had credited lately on such words. */
export interface WordsLately {
  readonly name: string;
  /** Minutes. */
  readonly named: number;
  readonly auto: number;
}

/** How often two people were each other's second person, for their own hours. */
export interface Mutual {
  readonly name: string;
  readonly times: number;
}

interface Agreed {
  readonly agreedBy?: Readonly<Record<string, number>>;
  readonly agreedFor?: Readonly<Record<string, number>>;
}

/** Who agreed to this person's own hours, and had their own agreed to by them; how often in all. */
export function mutuallyAgreed(kept: readonly Agreed[]): ReadonlyMap<string, number> {
  const by = sumByPerson(kept.map(({ agreedBy }) => agreedBy));
  const given = sumByPerson(kept.map(({ agreedFor }) => agreedFor));
  return new Map(
    [...by].flatMap(([who, times]): [string, number][] => {
      const back = given.get(who) ?? 0;
      return times > 0 && back > 0 ? [[who, times + back]] : [];
    }),
  );
}

function sumByPerson(parts: readonly (Readonly<Record<string, number>> | undefined)[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const part of parts)
    for (const [who, times] of Object.entries(part ?? {})) sums.set(who, (sums.get(who) ?? 0) + times);
  return sums;
}

interface Unseen {
  readonly accountId: string;
  readonly confirmedBy: string;
}

/** Whoever looks must not be the one who confirmed it, nor whose hours they are. */
export const mayLookAt = (line: Unseen, near: readonly string[]): boolean =>
  !near.includes(line.accountId) && !near.includes(line.confirmedBy);

export const lookRefusal = (lines: readonly Unseen[], near: readonly string[]): Refusal | null =>
  lines.length > 0 && !lines.some((line) => mayLookAt(line, near)) ? { code: 'SAME_PERSON' } : null;
