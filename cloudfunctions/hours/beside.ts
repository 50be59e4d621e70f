import type { Flag } from '#domain/attendance/rules';
import { doubtsOf, quarterOf, quartersLately, wordOf } from '#domain/hours/reasons';
import { lineOrderOf, spanKeyOf, wordsIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import type { CaseDocument, TallyAdd } from '../documents';
import type { Beside } from './append';

/** What of a person's words is counted lately, by tally. */
export const talliesOf = (accountId: string, now: Instant): string[] =>
  quartersLately(now).map((quarter) => wordsIdOf(accountId, quarter));

interface Confirming {
  readonly slot: { readonly _id: string };
  /** The stations above the team, whose staff may look at it. */
  readonly reach: { readonly areas: readonly string[] };
  readonly by: string;
  /** Null where a leader confirms. */
  readonly staff: unknown;
  readonly now: Instant;
}

/** Beside a line that one person's confirmation has written. What staff confirm, a station has looked at. */
export function besideCredited(
  { slot, reach, by, now, staff }: Confirming,
  { id, minutes }: { readonly id: string; readonly minutes: number },
  flags: readonly Flag[],
): Beside {
  if (staff) return { adds: [] };
  const named = flags.includes('BY_LEADER');
  const adds: TallyAdd[] = named ? [{ to: wordsIdOf(by, quarterOf(now)), sum: 'named', n: minutes }] : [];
  const doubts = doubtsOf(flags);
  if (doubts.length === 0) return { adds };
  const lists = reach.areas.map((area) => spanKeyOf(area, quarterOf(now)));
  return { adds, unseen: { in: [slot._id, ...lists], order: lineOrderOf(now, id), flags: doubts } };
}

/** Beside a line that a second person has agreed to. */
export function besideApproved(
  { kind, minutes, filedBy, accountId, reasons }: CaseDocument,
  by: string,
  now: Instant,
): Beside {
  const quarter = quarterOf(now);
  const word = minutes > 0 ? wordOf(kind, reasons?.flags ?? []) : null;
  const rests: TallyAdd[] = word ? [{ to: wordsIdOf(filedBy, quarter), sum: word, n: minutes }] : [];
  const pair: TallyAdd[] =
    filedBy === accountId
      ? [
          { to: wordsIdOf(filedBy, quarter), sum: 'agreedBy', who: by, n: 1 },
          { to: wordsIdOf(by, quarter), sum: 'agreedFor', who: filedBy, n: 1 },
        ]
      : [];
  return { adds: [...rests, ...pair] };
}
