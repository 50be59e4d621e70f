import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { teamIdOf } from '#domain/ids';
import { areasOf } from '../activities/post';
import { audit } from '../core/audit';
import { insert } from '../core/database';
import { byId, having } from '../core/question';
import { useCase } from '../core/use-case';
import { needSeat, seated, seatLeader } from './opening';
import { listed, newTeam } from './records';

/** A team at home at a station, led by a person that the staff know. Ids follow from the nonce: sent again it is the same team. */
export const register = useCase('teams.register', {
  ask: ({ stationId, leaderAccountId }, me, nonce) => ({
    station: byId('stations', stationId),
    leader: byId('accounts', leaderAccountId, ['phone']),
    held: having('memberships', 'accountId', leaderAccountId),
    before: byId('teams', teamIdOf(me.identity, nonce)),
  }),
  subject: ({ station: [station] }) => (station ? { areas: areasOf(station) } : {}),

  async run({ input, loaded, settings, me, nonce, now, reload }): Promise<Output<'teams.register'>> {
    const teamId = teamIdOf(me.identity, nonce);
    if (loaded.before[0]) return { teamId };
    const [station] = loaded.station;
    const [leader] = loaded.leader;
    if (!station || !leader) throw new Refused('NOT_FOUND');
    if (!settings.teamCategories.some((c) => c.id === input.category)) {
      throw new Refused('BAD_INPUT', { field: 'category' });
    }
    const at = new Date(now);
    const { name, category, stationId, about, joining, phone = '' } = input;
    const seating = {
      founderId: leader._id,
      name: leader.name,
      held: loaded.held,
      atMost: settings.accounts.teamsAtMost,
    };
    // A try that died before the team was written may have taken the seat already.
    needSeat(teamId, seating);
    await audit(me, nonce, { at, action: 'teams.register', subject: teamId, before: null, after: { name, category, stationId, leaderAccountId: leader._id }, reason: '' }); // prettier-ignore
    if ((await seatLeader(teamId, seating, at)) === 'FULL') {
      // All taken: by teams that were quicker, or by this very call sent twice.
      const { held } = await reload();
      if (!seated(teamId, { ...seating, held })) throw new Refused('TOO_MANY_TEAMS', { max: seating.atMost });
    }
    const words = { name, about, joining, phone };
    const team = newTeam({ teamId, words, category, station, founderId: leader._id, state: 'active', at });
    await insert('teams', { ...team, ...listed(team) });
    return { teamId };
  },
});
