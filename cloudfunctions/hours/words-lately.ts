import { quartersLately, type WordsLately } from '#domain/hours/reasons';
import { wordsIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { one } from '../core/loading';
import type { TallyDocument } from '../documents';

/** What was counted lately of this person's words. */
export function wordsOf(accountId: string, now: Instant) {
  const [thisOne, lastOne] = quartersLately(now);
  return {
    thisQuarter: one('tallies', wordsIdOf(accountId, thisOne)),
    lastQuarter: one('tallies', wordsIdOf(accountId, lastOne)),
  };
}

export const wordsLately = (
  name: string,
  tallies: readonly (Pick<TallyDocument, 'sums'> | undefined)[],
): WordsLately => ({
  name,
  named: tallies.reduce((sum, tally) => sum + (tally?.sums.named ?? 0), 0),
  auto: tallies.reduce((sum, tally) => sum + (tally?.sums.auto ?? 0), 0),
});
