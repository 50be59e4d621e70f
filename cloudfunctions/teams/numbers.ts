import { monthsUpTo, sumOf } from '#domain/teams/record';
import { dayOf } from '#domain/time';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { monthsOf } from './record';

const MONTHS = 12;

/** What a team did in each of the last twelve months, for those who lead it. */
export const teamNumbers = useCase('teams.numbers', {
  ask: ({ teamId }) => ({ team: needed(one('teams', teamId)) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ loaded: { team }, now }) {
    const months = await monthsOf(team._id, monthsUpTo(now, MONTHS), now);
    const thisYear = months.filter(({ month }) => month.startsWith(dayOf(now).slice(0, 4)));
    return { name: team.name, months, year: sumOf(thisYear) };
  },
});
