import type { Output } from '#domain/contract';
import { Refused, type Refusal } from '#domain/errors';
import { teamIdOf } from '#domain/ids';
import { moveRefusal, subTeamRefusal } from '#domain/teams/lifecycle';
import { tooMany } from '#domain/teams/membership';
import { insert, remove, update } from '../core/database';
import { byId, having } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { StationDocument } from '../documents';
import type { TeamDocument, TeamWords } from './documents';
import { opened, seatLeader } from './opening';
import { homeOf, newTeam } from './records';
import { heldBy } from './seats';

type Founded = Output<'teams.found'>;

interface Asked {
  readonly stationId: string;
  readonly parentTeamId?: string | undefined;
  readonly teamId?: string | undefined;
}

const question = ({ stationId, parentTeamId = '', teamId }: Asked, me: Me, nonce: string) => ({
  station: byId('stations', stationId),
  parent: byId('teams', parentTeamId),
  before: byId('teams', teamId ?? teamIdOf(me.identity, nonce)),
  held: having('memberships', 'accountId', me.accountId),
  pending: having('teams', 'pendingOf', me.accountId),
});
type Found = Context<'teams.found', ReturnType<typeof question>>;

/**
 * A volunteer's new team waits for staff of its area. A sub-team needs no second look where the content
 * check has no doubts: who leads the team above has been looked at.
 */
export const found = useCase('teams.found', {
  ask: question,

  async run(context) {
    const { input, loaded, me, nonce } = context;
    const [before] = loaded.before;
    const replay = receiptFor<Founded>(before, nonce);
    if (replay) return replay;
    const station = stationOf(context);
    refuse(seatRefusal(context));
    refuse(parentRefusal(context, homeOf(station).areas));
    const words = wordsOf(input);
    const suggestion = await checkText(saidOf(words), me.openid, 'post');
    if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
    if (input.teamId !== undefined) return resubmit(context, station, words);
    if (input.parentTeamId !== undefined && suggestion === 'pass')
      return openSubTeam(context, station, words);
    return submit(context, station, words);
  },
});

export const wordsOf = ({ name, about, joining, phone }: TeamWords): TeamWords => ({
  name,
  about,
  joining,
  phone,
});

/** Everything that people will read. */
export const saidOf = ({ name, about, joining }: TeamWords): string => [name, about, joining].join('\n');

function refuse(refusal: Refusal | null): void {
  if (refusal) throw new Refused(refusal.code, refusal.details);
}

function stationOf({ input, loaded, settings }: Found): StationDocument {
  const [station] = loaded.station;
  if (!station) throw new Refused('NOT_FOUND');
  if (station.closed) throw new Refused('STATION_CLOSED');
  if (!settings.teamCategories.some((c) => c.id === input.category)) {
    throw new Refused('BAD_INPUT', { field: 'category' });
  }
  return station;
}

/** Those that wait count too: nobody founds more teams than they could lead. */
function seatRefusal({ input, loaded, settings }: Found): Refusal | null {
  const waiting = loaded.pending.filter(
    (team) => team._id !== input.teamId && team._id !== loaded.before[0]?._id,
  );
  return tooMany(heldBy(loaded.held) + waiting.length, settings.accounts.teamsAtMost);
}

function parentRefusal({ input, loaded, caller }: Found, areas: readonly string[]): Refusal | null {
  if (input.parentTeamId === undefined) return null;
  const [parent] = loaded.parent;
  if (!parent) return { code: 'NOT_FOUND' };
  if (!caller.heads.includes(parent._id)) return { code: 'NOT_ALLOWED' };
  return subTeamRefusal(parent, areas);
}

function fresh({ input, me, nonce, now }: Found, station: StationDocument, words: TeamWords) {
  const { category, parentTeamId } = input;
  const teamId = teamIdOf(me.identity, nonce);
  const at = new Date(now);
  return {
    ...newTeam({ teamId, words, category, station, founderId: me.accountId, state: 'submitted', at }),
    ...(parentTeamId === undefined ? {} : { parentTeamId }),
    pendingOf: me.accountId,
  };
}

const held = (areas: string[], at: Date) => ({ heldFor: areas, heldSince: at });

async function submit(context: Found, station: StationDocument, words: TeamWords): Promise<Founded> {
  const team = fresh(context, station, words);
  const result: Founded = { teamId: team._id, state: 'submitted' };
  await insert('teams', {
    ...team,
    ...held(team.areas, team.since),
    receipts: [receipt(context.nonce, result)],
  });
  return result;
}

/** A refused team, mended. */
async function resubmit(context: Found, station: StationDocument, words: TeamWords): Promise<Founded> {
  const { input, loaded, me, nonce, now, reload } = context;
  const [before] = loaded.before;
  if (before?.founderId !== me.accountId) throw new Refused('NOT_FOUND');
  refuse(moveRefusal(before.state, 'resubmit', ''));
  const result: Founded = { teamId: before._id, state: 'submitted' };
  const home = homeOf(station);
  const at = new Date(now);
  const sent = await update(
    'teams',
    { _id: before._id, state: 'refused' },
    {
      ...words,
      ...home,
      ...held(home.areas, at),
      category: input.category,
      state: 'submitted',
      since: at,
      reason: '',
      receipts: keepReceipt(nonce, result),
    },
  );
  if (sent === 1) return result;
  const replay = receiptFor<Founded>((await reload()).before[0], nonce);
  if (!replay) throw new Refused('NOT_IN_THIS_STATE');
  return replay;
}

/** A try that died after writing the team finds it there, and goes on. */
async function openSubTeam(context: Found, station: StationDocument, words: TeamWords): Promise<Founded> {
  const { loaded, settings, account, me, nonce, now, reload } = context;
  const team: TeamDocument = loaded.before[0] ?? fresh(context, station, words);
  const result: Founded = { teamId: team._id, state: 'active' };
  const at = new Date(now);
  if (!loaded.before[0]) await insert('teams', team);
  const founder = { founderId: me.accountId, name: account?.name ?? '' };
  const seating = { ...founder, held: loaded.held, atMost: settings.accounts.teamsAtMost };
  if ((await seatLeader(team._id, seating, at)) === 'FULL') {
    const now = await reload();
    const replay = receiptFor<Founded>(now.before[0], nonce);
    if (replay) return replay;
    await remove('teams', { _id: team._id, state: 'submitted' });
    throw new Refused('TOO_MANY_TEAMS', { max: settings.accounts.teamsAtMost });
  }
  await update(
    'teams',
    { _id: team._id, state: 'submitted' },
    { ...opened(team, at), receipts: keepReceipt(nonce, result) },
  );
  return result;
}
