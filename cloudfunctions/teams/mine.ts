import type { MyTeam, TeamDraft } from '#domain/teams/views';
import { _, aggregate } from '../core/database';
import { following, many } from '../core/loading';
import { useCase } from '../core/use-case';
import type { TeamDocument } from './documents';
import { mineOf, TEAM_BULK } from './views';

const SHOWN = ['active', 'applied', 'refused'];

/** The teams one is in or has asked, with what was answered; and those one has founded that wait or were refused. */
export const myTeams = useCase('teams.mine', {
  ask: (_input, me) =>
    following(
      {
        mine: many('memberships', 'accountId', me.accountId, ['receipts']),
        pending: many('teams', 'pendingOf', me.accountId, ['receipts']),
      },
      ({ mine }) => ({ teams: many('teams', '_id', mine.teamId, TEAM_BULK) }),
    ),

  async run({ loaded, settings, caller }) {
    const waiting = await waitingIn(caller.leads);
    const teams = loaded.teams.flatMap((team): MyTeam[] => {
      const mine = mineOf(loaded.mine.find((m) => m.teamId === team._id));
      if (!mine || !SHOWN.includes(mine.state)) return [];
      const leads = caller.leads.includes(team._id);
      return [
        {
          id: team._id,
          name: team.name,
          category: team.category,
          state: team.state,
          reason: leads ? team.reason : '',
          sub: team.parentTeamId !== undefined,
          mine,
          waiting: waiting.get(team._id) ?? 0,
        },
      ];
    });
    const rank = (team: MyTeam) => SHOWN.indexOf(team.mine.state);
    return {
      teams: teams.sort((a, b) => rank(a) - rank(b) || a.mine.since - b.mine.since),
      pending: loaded.pending.map(draftOf),
      atMost: settings.accounts.teamsAtMost,
    };
  },
});

/** How many have asked each team that the caller leads. */
async function waitingIn(teamIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (teamIds.length === 0) return new Map();
  const counted = await aggregate<{ _id: string; count: number }>(
    'memberships',
    [{ match: { askedOf: _.in(teamIds) } }, { group: { _id: '$askedOf', count: { $sum: 1 } } }],
    teamIds.length,
  );
  return new Map(counted.map(({ _id, count }) => [_id, count]));
}

const draftOf = (team: TeamDocument): TeamDraft => {
  const { _id, state, name, category, about, joining, phone, stationId, stationName, reason } = team;
  return {
    teamId: _id,
    state,
    name,
    category,
    about,
    joining,
    phone,
    reason,
    station: { id: stationId, name: stationName },
  };
};
