import type { Output } from '#domain/contract';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { teamIdOf } from '#domain/ids';
import { homeRefusal, leaderSeatRefusal, namedLeaderRefusal } from '#domain/teams/founding';
import type { Settings } from '#domain/settings';
import { insert } from '../core/database';
import { following, many, needed, one, oneBy } from '../core/loading';
import { useCase, type Context, type Me } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import { areasOf } from '../stations/areas';
import type { AccountDocument } from '../documents';
import type { MembershipDocument } from './documents';
import { isSeated, leaderToBe, seatLeader, type Seating } from './opening';
import { listedFields, newTeam, teamWordsOf, textOf } from './records';

type Registered = Output<'teams.register'>;

const lookUpsFor = (input: { stationId: string; leaderNumber: string }, me: Me, nonce: string) =>
  following(
    {
      station: needed(one('stations', input.stationId)),
      leader: oneBy('accounts', 'number', input.leaderNumber, ['phone']),
      before: one('teams', teamIdOf(me.identity, nonce)),
    },
    ({ leader }) => ({ held: many('memberships', 'accountId', leader._id) }),
  );
type Registering = Context<'teams.register', ReturnType<typeof lookUpsFor>>;

/**
 * A team that there is already, at home at a station of the staff's and led by a volunteer whom they know: it
 * waits for nobody. Its id follows from the nonce: sent again it is the same team.
 */
export const registerTeam = useCase('teams.register', {
  ask: lookUpsFor,
  subject: ({ station }) => ({ areas: areasOf(station) }),

  async run(context): Promise<Registered> {
    const { input, loaded, settings, me, nonce, now, audit } = context;
    const { station } = loaded;
    const result: Registered = { teamId: teamIdOf(me.identity, nonce), state: 'active' };
    if (loaded.before) return result;
    const leader = unlessRefused(loaded.leader, namedLeaderRefusal(loaded.leader, input.leaderName));
    refuseIf(homeRefusal(station, input.category, settings));
    const seating = seatingOf(leader, loaded.held, settings);
    // A try that died before the team was written may have taken the seat already.
    refuseIf(leaderSeatRefusal(leaderToBe(result.teamId, seating), seating.atMost));
    const words = teamWordsOf(input);
    // Staff are who looks at what the check has doubts of.
    await refuseRisky(textOf(words), me.openid, 'post');

    const at = new Date(now);
    const { category } = input;
    const after = { name: words.name, category, stationId: station._id, leaderId: leader._id };
    await audit({ subject: result.teamId, after });
    await seat(context, result.teamId, seating);
    const founding = { teamId: result.teamId, words, category, station, founderId: leader._id };
    const team = newTeam({ ...founding, state: 'active', at });
    await insert('teams', { ...team, ...listedFields(team) });
    return result;
  },
});

const seatingOf = (
  leader: Pick<AccountDocument, '_id' | 'name'>,
  held: readonly MembershipDocument[],
  settings: Settings,
): Seating => ({
  founderId: leader._id,
  name: leader.name,
  held,
  atMost: settings.accounts.teamsAtMost,
});

async function seat({ now, reload }: Registering, teamId: string, seating: Seating): Promise<void> {
  if ((await seatLeader(teamId, seating, new Date(now))) !== 'FULL') return;
  // All taken: by teams that were quicker, or by this very call sent twice.
  const { held } = await reload();
  if (!isSeated(teamId, { ...seating, held })) throw new Refused('TOO_MANY_TEAMS', { max: seating.atMost });
}
