import type { Output } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused, unlessRefused, type Refusal } from '#domain/errors';
import { freeSeats, teamIdOf } from '#domain/ids';
import { homeRefusal, resubmitRefusal } from '#domain/teams/founding';
import { subTeamRefusal } from '#domain/teams/lifecycle';
import { seatRefusal } from '#domain/teams/membership';
import { keyIn, withKey } from '#domain/unique';
import { insert, remove } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import { checkText } from '../core/wechat';
import { areasOf } from '../stations/areas';
import type { TeamDocument, TeamWords } from './documents';
import { openedFields, seatLeader } from './opening';
import { heldFields, homeFields, newTeam, teamWordsOf, textOf } from './records';
import { teamsHeld } from './seats';

type Founded = Output<'teams.found'>;

interface FoundInput {
  readonly stationId: string;
  readonly parentTeamId?: string | undefined;
  readonly teamId?: string | undefined;
}

const lookUpsFor = ({ stationId, parentTeamId, teamId }: FoundInput, me: Me, nonce: string) => ({
  station: needed(one('stations', stationId)),
  parent: parentTeamId === undefined ? one('teams', '') : needed(one('teams', parentTeamId)),
  before: one('teams', teamId ?? teamIdOf(me.identity, nonce)),
  held: many('memberships', 'accountId', me.accountId),
  pending: many('teams', 'pendingOf', me.accountId),
});
type Founding = Context<'teams.found', ReturnType<typeof lookUpsFor>>;

/**
 * A volunteer's new team waits for staff of its area. A sub-team needs no second look where the content
 * check has no doubts: who leads the team above has been looked at.
 */
export const foundTeam = useCase('teams.found', {
  ask: lookUpsFor,

  async run(context) {
    const { input, loaded, settings, me, nonce } = context;
    const replay = receiptFor<Founded>(loaded.before, nonce);
    if (replay) return replay;
    refuseIf(homeRefusal(loaded.station, input.category, settings));
    refuseIf(founderRefusal(context));
    refuseIf(parentRefusal(context));
    const words = teamWordsOf(input);
    const suggestion = await checkText(textOf(words), me.openid, 'post');
    if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
    if (input.teamId !== undefined) return resubmit(context, words);
    if (input.parentTeamId !== undefined && suggestion === 'pass') return openSubTeam(context, words);
    return submit(context, words);
  },
});

/** Those that wait count too: nobody founds more teams than they could lead. */
function founderRefusal({ input, loaded, settings }: Founding): Refusal | null {
  const waiting = loaded.pending.filter(
    (team) => team._id !== input.teamId && team._id !== loaded.before?._id,
  );
  return seatRefusal(teamsHeld(loaded.held) + waiting.length, settings.accounts.teamsAtMost);
}

const parentRefusal = ({ loaded: { station, parent }, caller }: Founding): Refusal | null =>
  parent ? subTeamRefusal(parent, areasOf(station), caller.heads.includes(parent._id)) : null;

function fresh({ input, loaded: { station }, me, nonce, now }: Founding, words: TeamWords) {
  const { category, parentTeamId } = input;
  const teamId = teamIdOf(me.identity, nonce);
  const at = new Date(now);
  return {
    ...newTeam({ teamId, words, category, station, founderId: me.accountId, state: 'submitted', at }),
    ...defined({ parentTeamId }),
    pendingOf: me.accountId,
  };
}

async function submit(context: Founding, words: TeamWords): Promise<Founded> {
  const { settings, me, nonce, reload } = context;
  const team = fresh(context, words);
  const result: Founded = { teamId: team._id, state: 'submitted' };
  const held = heldFields(team.areas, team.since);
  let { loaded } = context;
  for (;;) {
    const [seat] = freeSeats(me.accountId, seatsTaken(loaded), settings.accounts.teamsAtMost);
    if (seat === undefined) throw new Refused('TOO_MANY_TEAMS', { max: settings.accounts.teamsAtMost });
    const pendingSeat = withKey(team._id, seat);
    const written = { ...team, ...held, pendingSeat, receipts: [receipt(nonce, result)] };
    // The unique seat lets no two at once be one too many.
    if ((await insert('teams', written)) === 'INSERTED') return result;
    loaded = await reload();
    if (loaded.before) return result;
  }
}

/** By teams that they are in, and by those that wait. */
const seatsTaken = ({ held, pending }: Founding['loaded']): (string | null)[] => [
  ...held.map((membership) => keyIn(membership.seat)),
  ...pending.map((team) => keyIn(team.pendingSeat)),
];

/** A refused team, mended. */
async function resubmit(context: Founding, words: TeamWords): Promise<Founded> {
  const { input, loaded, me, nonce, now, reload } = context;
  const before = unlessRefused(loaded.before, resubmitRefusal(loaded.before, me.accountId));
  const result: Founded = { teamId: before._id, state: 'submitted' };
  const home = homeFields(loaded.station);
  const at = new Date(now);
  const sent = await updateOnce(
    'teams',
    { _id: before._id, state: 'refused' },
    {
      ...words,
      ...home,
      ...heldFields(home.areas, at),
      category: input.category,
      state: 'submitted',
      since: at,
      reason: '',
    },
    receipt(nonce, result),
  );
  if (sent === 1) return result;
  const replay = receiptFor<Founded>((await reload()).before, nonce);
  if (!replay) throw new Refused('NOT_IN_THIS_STATE');
  return replay;
}

/** A try that died after writing the team finds it there, and goes on. */
async function openSubTeam(context: Founding, words: TeamWords): Promise<Founded> {
  const { loaded, settings, account, me, nonce, now, reload } = context;
  const team: TeamDocument = loaded.before ?? fresh(context, words);
  const result: Founded = { teamId: team._id, state: 'active' };
  const at = new Date(now);
  // On the list of staff until it is open: there it stays when this dies, or who founds it does not try again.
  if (!loaded.before) await insert('teams', { ...team, ...heldFields(team.areas, team.since) });
  const founder = { founderId: me.accountId, name: account?.name ?? '' };
  const seating = { ...founder, held: loaded.held, atMost: settings.accounts.teamsAtMost };
  if ((await seatLeader(team._id, seating, at)) === 'FULL') {
    const now = await reload();
    const replay = receiptFor<Founded>(now.before, nonce);
    if (replay) return replay;
    await remove('teams', { _id: team._id, state: 'submitted' });
    throw new Refused('TOO_MANY_TEAMS', { max: settings.accounts.teamsAtMost });
  }
  const submitted = { _id: team._id, state: 'submitted' };
  await updateOnce('teams', submitted, openedFields(team, at), receipt(nonce, result));
  return result;
}
