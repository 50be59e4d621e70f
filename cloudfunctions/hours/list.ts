import { useCase } from '../core/use-case';
import { latestLines, lineOf, summaryOf } from './views';

export const list = useCase('hours.list', {
  ask: () => ({}),

  async run({ input, settings, me }) {
    const found = await latestLines(me.accountId, input.limit + 1, input.before);
    const shown = found.slice(0, input.limit);
    // The total belongs to the first page, whose first line is the last of the ledger.
    const summary = summaryOf(input.before === undefined ? found[0] : undefined, settings);
    return { summary, lines: shown.map(lineOf), more: found.length > input.limit };
  },
});
