import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { auditIdOf } from '#domain/ids';
import { moveRefusal, stateAfterMove } from '#domain/teams/lifecycle';
import { nameGrams } from '#domain/stations/rules';
import { _, update } from '../core/database';
import { byId, via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { send } from '../messages/outbox';
import type { TeamDocument } from './documents';
import { heldAt } from './held';
import { teamReviewed } from './messages';
import { PERSON_SECRETS } from './views';
import { needSeat, opened, seated, seatLeader, unseat, type Seating } from './opening';

type Reviewed = Output<'teams.review'>;

const question = (teamId: string) => ({
  team: byId('teams', teamId),
  held: via('memberships', 'accountId', 'team.founderId'),
  founder: via('accounts', '_id', 'team.founderId', PERSON_SECRETS),
});
type Review = Context<'teams.review', ReturnType<typeof question>>;

/** Staff's verdict on a new team, or on new words of an old one. */
export const review = useCase('teams.review', {
  ask: ({ teamId }) => question(teamId),
  subject: ({ team: [team] }) => (team ? { areas: team.areas } : {}),

  async run(context) {
    const [team] = context.loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Reviewed>(team, context.nonce);
    if (replay) return tell(context, team, replay);
    const { submittedAt } = context.input;
    // Other words have been sent since those were read.
    const other = submittedAt !== undefined && submittedAt !== heldAt(team);
    if (other && team.heldSince) throw new Refused('CONFLICT');
    return team.change ? judgeChange(context, team, team.change) : judgeTeam(context, team);
  },
});

async function judgeTeam(context: Review, team: TeamDocument): Promise<Reviewed> {
  const { input, loaded, settings, nonce, now } = context;
  const { verdict, reason } = input;
  const refused = moveRefusal(team.state, verdict, reason);
  if (refused) throw new Refused(refused.code);
  const [founder] = loaded.founder;
  const { teamsAtMost: atMost } = settings.accounts;
  const seating = { founderId: team.founderId, name: founder?.name ?? '', held: loaded.held, atMost };
  const state = stateAfterMove(team.state, verdict) ?? team.state;
  const result: Reviewed = { teamId: team._id, state };
  if (verdict === 'approve') {
    // Has given the account up since: there is nobody to lead it.
    if (!founder?.volunteer) throw new Refused('NOT_FOUND');
    needSeat(team._id, seating);
  }
  await log(context, { state: team.state }, { state });
  if (verdict === 'approve') await seat(context, team._id, seating);
  const at = new Date(now);
  const verdicts = {
    approve: () => opened(team, at),
    refuse: () => ({ state, since: at, reason, heldFor: _.remove(), heldSince: _.remove() }),
  };
  // Mended and sent again since it was read, it is another thing to judge.
  const asRead = { _id: team._id, state: 'submitted', heldSince: team.heldSince };
  const judged = await update('teams', asRead, {
    ...verdicts[verdict](),
    receipts: keepReceipt(nonce, result),
  });
  if (judged === 0) return late(context, team, { state: team.state });
  // An approval that was broken off may have seated the founder.
  if (verdict === 'refuse' && seated(team._id, seating)) await unseat(team._id, team.founderId);
  return tell(context, team, result);
}

async function seat(context: Review, teamId: string, seating: Seating): Promise<void> {
  const { now, reload } = context;
  if ((await seatLeader(teamId, seating, new Date(now))) !== 'FULL') return;
  // All taken: by teams that were quicker, or by another who approves this one just now.
  const held = (await reload()).held;
  if (seated(teamId, { ...seating, held })) return;
  await nothingDone(context, { state: 'submitted' });
  throw new Refused('TOO_MANY_TEAMS', { max: seating.atMost });
}

/** The log must not say that this verdict changed anything. */
const nothingDone = ({ me, nonce }: Review, before: object): Promise<number> =>
  update('audit', { _id: auditIdOf(me.identity, nonce) }, { after: _.set(before) });

async function judgeChange(
  context: Review,
  team: TeamDocument,
  words: NonNullable<TeamDocument['change']>,
): Promise<Reviewed> {
  const { verdict, reason } = context.input;
  if (verdict === 'refuse' && reason === '') throw new Refused('REASON_NEEDED');
  const result: Reviewed = { teamId: team._id, state: team.state };
  await log(context, { name: team.name, change: 'waiting' }, { name: words.name, change: verdict });
  const found = team.state === 'active' ? { grams: nameGrams(words.name) } : {};
  const change = verdict === 'approve' ? { ...words, ...found } : { reason };
  const judged = await update(
    'teams',
    { _id: team._id, heldSince: team.heldSince },
    {
      ...change,
      change: _.remove(),
      heldFor: _.remove(),
      heldSince: _.remove(),
      receipts: keepReceipt(context.nonce, result),
    },
  );
  return judged === 1
    ? tell(context, team, result)
    : late(context, team, { name: team.name, change: 'waiting' });
}

const log = ({ input, audit }: Review, before: object, after: object): Promise<void> =>
  audit({
    subject: input.teamId,
    before,
    after,
    reason: input.verdict === 'refuse' ? input.reason : '',
  });

/** Somebody else was quicker. */
async function late(context: Review, team: TeamDocument, before: object): Promise<Reviewed> {
  const first = (await context.reload()).team[0];
  const own = receiptFor<Reviewed>(first, context.nonce);
  if (own) return own;
  await nothingDone(context, before);
  if (first?.state === 'refused') await unseat(team._id, team.founderId);
  throw new Refused('ALREADY_REVIEWED');
}

/** Whoever founded it, or leads it now; sent again after a try that was broken off here, it is the same message. */
async function tell({ input, nonce, now }: Review, team: TeamDocument, result: Reviewed): Promise<Reviewed> {
  const approved = input.verdict === 'approve';
  const to = team.leaderId === '' ? team.founderId : team.leaderId;
  const detail = approved ? team.stationName : input.reason;
  await send([teamReviewed(team, to, approved ? '已通过' : '已退回', detail, nonce, now)]);
  return result;
}
