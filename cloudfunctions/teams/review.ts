import type { Output } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { otherThanReadRefusal, verdictRefusal } from '#domain/refusals';
import { openingRefusal } from '#domain/teams/founding';
import { moveRefusal, stateAfterMove } from '#domain/teams/lifecycle';
import { nameGrams } from '#domain/stations/rules';
import { _, update } from '../core/database';
import { following, many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { queueMessages } from '../messages/outbox';
import type { TeamWords } from './documents';
import { heldAt } from './held';
import { teamReviewed } from './messages';
import { PERSON_SECRETS } from './views';
import { isSeated, leaderToBe, openedFields, seatLeader, unseat, type Seating } from './opening';
import { notHeldFields } from './records';

type Reviewed = Output<'teams.review'>;

const lookUpsFor = ({ teamId }: { teamId: string }) =>
  following({ team: needed(one('teams', teamId)) }, ({ team }) => ({
    held: many('memberships', 'accountId', team.founderId),
    founder: one('accounts', team.founderId, PERSON_SECRETS),
  }));
type Reviewing = Context<'teams.review', ReturnType<typeof lookUpsFor>>;

/** Staff's verdict on a new team, or on new words of an old one. */
export const reviewTeam = useCase('teams.review', {
  ask: lookUpsFor,
  subject: ({ team }) => ({ areas: team.areas }),

  async run(context) {
    const { team } = context.loaded;
    const replay = receiptFor<Reviewed>(team, context.nonce);
    if (replay) return tellApplicant(context, replay);
    // What waits no longer is refused as decided.
    if (team.heldSince) refuseIf(otherThanReadRefusal(context.input.submittedAt, heldAt(team)));
    return team.change ? judgeChange(context, team.change) : judgeTeam(context);
  },
});

async function judgeTeam(context: Reviewing): Promise<Reviewed> {
  const { input, loaded, settings, nonce, now } = context;
  const { team, founder } = loaded;
  const { verdict, reason } = input;
  refuseIf(moveRefusal(team.state, verdict, reason));
  const { teamsAtMost: atMost } = settings.accounts;
  const seating = { founderId: team.founderId, name: founder?.name ?? '', held: loaded.held, atMost };
  const state = stateAfterMove(team.state, verdict) ?? team.state;
  const result: Reviewed = { teamId: team._id, state };
  if (verdict === 'approve')
    refuseIf(openingRefusal(founder?.volunteer !== undefined, leaderToBe(team._id, seating), atMost));
  await log(context, { state: team.state }, { state });
  const first = verdict === 'approve' ? await seat(context, team._id, seating) : null;
  if (first) return first;
  const at = new Date(now);
  const verdicts = {
    approve: () => openedFields(team, at),
    refuse: () => ({ state, since: at, reason, ...notHeldFields() }),
  };
  // Mended and sent again since it was read, it is another thing to judge.
  const asRead = { _id: team._id, state: 'submitted', heldSince: team.heldSince };
  const judged = await updateOnce('teams', asRead, verdicts[verdict](), receipt(nonce, result));
  if (judged === 0) return comeLate(context, { state: team.state });
  // An approval that was broken off may have seated the founder.
  if (verdict === 'refuse' && isSeated(team._id, seating)) await unseat(team._id, team.founderId);
  return tellApplicant(context, result);
}

/** What this very call, sent twice, was answered meanwhile; else null. */
async function seat(context: Reviewing, teamId: string, seating: Seating): Promise<Reviewed | null> {
  const { now, nonce, reload } = context;
  if ((await seatLeader(teamId, seating, new Date(now))) !== 'FULL') return null;
  // All taken: by teams that were quicker, or by another who approves this one just now.
  const { team, held } = await reload();
  if (isSeated(teamId, { ...seating, held })) return null;
  const first = receiptFor<Reviewed>(team, nonce);
  if (first) return first;
  await nothingDone(context, { state: 'submitted' });
  throw new Refused('TOO_MANY_TEAMS', { max: seating.atMost });
}

/** The log must not say that this verdict changed anything. */
const nothingDone = ({ me, nonce }: Reviewing, before: object): Promise<number> =>
  update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set(before) });

async function judgeChange(context: Reviewing, words: TeamWords): Promise<Reviewed> {
  const { verdict, reason } = context.input;
  const { team } = context.loaded;
  refuseIf(verdictRefusal(verdict, reason));
  const result: Reviewed = { teamId: team._id, state: team.state };
  await log(context, { name: team.name, change: 'waiting' }, { name: words.name, change: verdict });
  const found = team.state === 'active' ? { grams: nameGrams(words.name) } : {};
  const change = verdict === 'approve' ? { ...words, ...found } : { reason };
  const judged = await updateOnce(
    'teams',
    { _id: team._id, heldSince: team.heldSince },
    { ...change, change: _.remove(), ...notHeldFields() },
    receipt(context.nonce, result),
  );
  return judged === 1
    ? tellApplicant(context, result)
    : comeLate(context, { name: team.name, change: 'waiting' });
}

const log = ({ input, audit }: Reviewing, before: object, after: object) =>
  audit({
    subject: input.teamId,
    before,
    after,
    reason: input.verdict === 'refuse' ? input.reason : '',
  });

/** Somebody else was quicker. */
async function comeLate(context: Reviewing, before: object): Promise<Reviewed> {
  const first = (await context.reload()).team;
  const own = receiptFor<Reviewed>(first, context.nonce);
  if (own) return own;
  await nothingDone(context, before);
  if (first.state === 'refused') await unseat(first._id, first.founderId);
  throw new Refused('ALREADY_REVIEWED');
}

/** Whoever founded it, or leads it now; sent again after a try that was broken off here, it is the same message. */
async function tellApplicant(
  { input, loaded: { team }, nonce, now }: Reviewing,
  result: Reviewed,
): Promise<Reviewed> {
  const approved = input.verdict === 'approve';
  const to = team.leaderId === '' ? team.founderId : team.leaderId;
  const detail = approved ? team.stationName : input.reason;
  await queueMessages([teamReviewed(team, to, approved ? '已通过' : '已退回', detail, nonce, now)]);
  return result;
}
