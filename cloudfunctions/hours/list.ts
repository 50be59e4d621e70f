import { useCase } from '../core/use-case';
import { aboutPerson, itsPerson } from './person';
import { latestLines, lineOf, summaryOf } from './views';

export const hoursList = useCase('hours.list', {
  ask: aboutPerson,
  subject: itsPerson,

  async run({ input, loaded, settings }) {
    const { _id, name } = loaded.person;
    const found = await latestLines(_id, input.limit + 1, input.before);
    const shown = found.slice(0, input.limit);
    // The total belongs to the first page, whose first line is the last of the ledger.
    const summary = summaryOf(input.before === undefined ? found[0] : undefined, settings);
    return { name, summary, lines: shown.map(lineOf), more: found.length > input.limit };
  },
});
