import type { WordsLately } from '#domain/hours/reasons';
import type { TallyDocument } from '../documents';

/** What tallies of somebody's words come to: those of talliesOf, as far as there are any. */
export const wordsLately = (name: string, tallies: readonly Pick<TallyDocument, 'sums'>[]): WordsLately => ({
  name,
  named: tallies.reduce((sum, tally) => sum + (tally.sums.named ?? 0), 0),
  auto: tallies.reduce((sum, tally) => sum + (tally.sums.auto ?? 0), 0),
});
