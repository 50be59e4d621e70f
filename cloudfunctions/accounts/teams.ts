import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { membershipIdOf, teamIdOf } from '#domain/ids';
import { areasOf } from '../activities/post';
import { audit } from '../core/audit';
import { insert } from '../core/database';
import { byId } from '../core/question';
import { useCase } from '../core/use-case';

/** A team at home at a station, led by a person that the staff know. Ids follow from the nonce: sent again it is the same team. */
export const register = useCase('teams.register', {
  ask: ({ stationId, leaderAccountId }) => ({
    station: byId('stations', stationId),
    leader: byId('accounts', leaderAccountId, ['phone']),
  }),
  subject: ({ station: [station] }) => (station ? { areas: areasOf(station) } : {}),

  async run({ input, loaded, settings, me, nonce, now }): Promise<Output<'teams.register'>> {
    const [station] = loaded.station;
    const [leader] = loaded.leader;
    if (!station || !leader) throw new Refused('NOT_FOUND');
    if (!settings.teamCategories.some((c) => c.id === input.category)) {
      throw new Refused('BAD_INPUT', { field: 'category' });
    }
    const teamId = teamIdOf(me.identity, nonce);
    const at = new Date(now);
    const { name, category, stationId } = input;
    await audit(me, nonce, { at, action: 'teams.register', subject: teamId, before: null, after: { name, category, stationId, leaderAccountId: leader._id }, reason: '' }); // prettier-ignore
    await insert('memberships', { _id: membershipIdOf(teamId, leader._id), teamId, accountId: leader._id, role: 'leader', state: 'active', since: at }); // prettier-ignore
    await insert('teams', { _id: teamId, name, category, stationId, areas: areasOf(station), suspended: false, createdAt: at }); // prettier-ignore
    return { teamId };
  },
});
