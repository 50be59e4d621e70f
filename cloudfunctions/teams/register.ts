import { nameAlone } from '#domain/names';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { teamIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { insert } from '../core/database';
import { byId, having, via, type Loaded } from '../core/question';
import { useCase, type Context, type Me } from '../core/use-case';
import { checkText } from '../core/wechat';
import { areasOf } from '../stations/areas';
import { saidOf, wordsOf } from './found';
import { needSeat, seated, seatLeader, type Seating } from './opening';
import { listed, newTeam } from './records';

type Registered = Output<'teams.register'>;

const question = (input: { stationId: string; leaderNumber: string }, me: Me, nonce: string) => ({
  station: byId('stations', input.stationId),
  leader: having('accounts', 'number', input.leaderNumber, ['phone']),
  held: via('memberships', 'accountId', 'leader._id'),
  before: byId('teams', teamIdOf(me.identity, nonce)),
});
type Q = ReturnType<typeof question>;
type Registering = Context<'teams.register', Q>;

/**
 * A team that there is already, at home at a station of the staff's and led by a volunteer whom they know: it
 * waits for nobody. Its id follows from the nonce: sent again it is the same team.
 */
export const register = useCase<'teams.register', Q>('teams.register', {
  ask: question,
  subject: ({ station: [station] }) => (station ? { areas: areasOf(station) } : {}),

  async run(context) {
    const { input, loaded, settings, me, nonce, now, audit } = context;
    const result: Registered = { teamId: teamIdOf(me.identity, nonce), state: 'active' };
    if (loaded.before[0]) return result;
    const { station, leader } = foundFor(context);
    const seating = seatingOf(leader, loaded, settings);
    // A try that died before the team was written may have taken the seat already.
    needSeat(result.teamId, seating);
    const words = wordsOf(input);
    // Staff are who looks at what the check has doubts of.
    if ((await checkText(saidOf(words), me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');

    const at = new Date(now);
    const { category } = input;
    const after = { name: words.name, category, stationId: station._id, leaderId: leader._id };
    await audit({ subject: result.teamId, after });
    await seat(context, result.teamId, seating);
    const founding = { teamId: result.teamId, words, category, station, founderId: leader._id };
    const team = newTeam({ ...founding, state: 'active', at });
    await insert('teams', { ...team, ...listed(team) });
    return result;
  },
});

/** The name is asked for too: a digit amiss would make a stranger the leader. */
function foundFor({ input, loaded, settings }: Registering) {
  const [station] = loaded.station;
  const [leader] = loaded.leader;
  if (!station || !leader || nameAlone(leader.name) !== nameAlone(input.leaderName))
    throw new Refused('NOT_FOUND');
  if (station.closed) throw new Refused('STATION_CLOSED');
  if (!settings.teamCategories.some((c) => c.id === input.category)) {
    throw new Refused('BAD_INPUT', { field: 'category' });
  }
  return { station, leader };
}

const seatingOf = (
  leader: { _id: string; name: string },
  { held }: Loaded<Q>,
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
  if (!seated(teamId, { ...seating, held })) throw new Refused('TOO_MANY_TEAMS', { max: seating.atMost });
}
