import type { MyTeam, TeamDraft } from '#domain/teams/views';
import { having, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { TeamDocument } from './documents';
import { mineOf } from './views';

const SHOWN = ['active', 'applied', 'refused'];

/** The teams one is in or has asked, with what was answered; and those one has founded that wait or were refused. */
export const mine = useCase('teams.mine', {
  ask: (_input, me) => ({
    mine: having('memberships', 'accountId', me.accountId, ['receipts']),
    teams: via('teams', '_id', 'mine.teamId', ['receipts', 'grams']),
    asked: via('memberships', 'askedOf', 'mine.teamId', ['receipts', 'words']),
    pending: having('teams', 'pendingOf', me.accountId, ['receipts']),
  }),

  run({ loaded, settings, caller }) {
    const teams = loaded.teams.flatMap((team): MyTeam[] => {
      const mine = mineOf(loaded.mine.find((m) => m.teamId === team._id));
      if (!mine || !SHOWN.includes(mine.state)) return [];
      const leads = caller.leads.includes(team._id);
      return [
        {
          ...{ id: team._id, name: team.name, category: team.category, state: team.state },
          reason: leads ? team.reason : '',
          sub: team.parentTeamId !== undefined,
          mine,
          waiting: leads ? loaded.asked.filter((m) => m.askedOf === team._id).length : 0,
        },
      ];
    });
    const rank = (team: MyTeam) => SHOWN.indexOf(team.mine.state);
    return Promise.resolve({
      teams: teams.sort((a, b) => rank(a) - rank(b) || a.mine.since - b.mine.since),
      pending: loaded.pending.map(draftOf),
      atMost: settings.accounts.teamsAtMost,
    });
  },
});

const draftOf = (team: TeamDocument): TeamDraft => {
  const { _id, state, name, category, about, joining, phone, stationId, stationName, reason } = team;
  return {
    ...{ teamId: _id, state, name, category, about, joining, phone, reason },
    station: { id: stationId, name: stationName },
  };
};
