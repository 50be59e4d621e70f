import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { membershipIdOf, teamIdOf } from '#domain/ids';
import { tooMany } from '#domain/teams/membership';
import { areasOf } from '../activities/post';
import { audit } from '../core/audit';
import { insert } from '../core/database';
import { byId, having } from '../core/question';
import { useCase } from '../core/use-case';
import { listed, newTeam } from './records';
import { activeFields, heldBy, withSeat } from './seats';

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
    const { teamsAtMost } = settings.accounts;
    const _id = membershipIdOf(teamId, leader._id);
    // A try that died before the team may have taken the seat already.
    const seated = loaded.held.some((m) => m._id === _id);
    const refused = seated ? null : tooMany(heldBy(loaded.held), teamsAtMost);
    if (refused) throw new Refused(refused.code, refused.details);

    await audit(me, nonce, { at, action: 'teams.register', subject: teamId, before: null, after: { name, category, stationId, leaderAccountId: leader._id }, reason: '' }); // prettier-ignore
    if (!seated) {
      const seat = await withSeat(leader._id, loaded.held, teamsAtMost, (seat) =>
        insert('memberships', {
          ...{ _id, teamId, accountId: leader._id },
          ...activeFields(teamId, 'leader', seat, at),
        }),
      );
      // All taken: by teams that were quicker, or by this very call sent twice.
      const ours = seat === 'FULL' && (await reload()).held.some((m) => m._id === _id);
      if (seat === 'FULL' && !ours) throw new Refused('TOO_MANY_TEAMS', { max: teamsAtMost });
    }
    const words = { name, about, joining, phone };
    const team = newTeam({ teamId, words, category, station, founderId: leader._id, state: 'active', at });
    await insert('teams', { ...team, ...listed(team) });
    return { teamId };
  },
});
