import { monthsUpTo, sumOf } from '#domain/teams/record';
import { dayOf } from '#domain/time';
import { needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { monthsOf, recordLookUps } from './record';
import { TEAM_SECRETS } from './views';

const MONTHS = 12;

/** What a team did in each of the last twelve months, for those who lead it. */
export const teamNumbers = useCase('teams.numbers', {
  ask: ({ teamId }, _me, _nonce, now) => ({
    team: needed(one('teams', teamId, TEAM_SECRETS)),
    ...recordLookUps(teamId, monthsUpTo(now, MONTHS), now),
  }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  run({ loaded, now }) {
    const { team } = loaded;
    const months = monthsOf(loaded, team._id, monthsUpTo(now, MONTHS));
    const thisYear = months.filter(({ month }) => month.startsWith(dayOf(now).slice(0, 4)));
    return Promise.resolve({ name: team.name, months, year: sumOf(thisYear) });
  },
});
