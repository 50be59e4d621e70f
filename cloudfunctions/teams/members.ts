import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { answerRefusal, removeRefusal } from '#domain/teams/membership';
import { _, update, updateUnique } from '../core/database';
import { byId, having } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { checkText } from '../core/wechat';
import { send } from '../messages/outbox';
import { factsOf } from './apply';
import { membershipChanged } from './messages';
import { activeFields, heldBy, noLongerThere, withSeat } from './seats';
import { PERSON_SECRETS } from './views';

type Answered = Output<'teams.answer'>;

const answerQuestion = (teamId: string, accountId: string) => ({
  team: byId('teams', teamId),
  held: having('memberships', 'accountId', accountId),
  person: byId('accounts', accountId, PERSON_SECRETS),
});
type Answering = Context<'teams.answer', ReturnType<typeof answerQuestion>>;

/** A leader lets somebody in, or says why not. */
export const answer = useCase('teams.answer', {
  ask: ({ teamId, accountId }) => answerQuestion(teamId, accountId),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run(context) {
    const { input, loaded, settings, me, nonce, reload } = context;
    const _id = membershipIdOf(input.teamId, input.accountId);
    const theirs = loaded.held.find((m) => m._id === _id);
    const replay = receiptFor<Answered>(theirs, nonce);
    // The membership keeps what other calls were answered, too: told is only what became of this one.
    if (replay)
      return theirs?.state === replay.state ? tellApplicant(context, replay, theirs.reason) : replay;
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const { teamsAtMost } = settings.accounts;
    const held = heldBy(loaded.held);
    const refused = answerRefusal(team.state, factsOf(theirs), input.answer, input.reason, held, teamsAtMost);
    if (refused) throw new Refused(refused.code, refused.details);
    await checkReason(input.answer === 'refuse' ? input.reason : '', me.openid);

    const result: Answered = {
      accountId: input.accountId,
      state: input.answer === 'approve' ? 'active' : 'refused',
    };
    const written =
      input.answer === 'approve' ? await letIn(context, result) : await turnDown(context, result);
    if (written === 1) return tellApplicant(context, result, input.reason);
    const first = (await reload()).held.find((m) => m._id === _id);
    const own = receiptFor<Answered>(first, nonce);
    if (own) return own;
    throw written === 'FULL' && first?.state === 'applied'
      ? new Refused('TOO_MANY_TEAMS', { max: teamsAtMost })
      : new Refused('ALREADY_DECIDED');
  },
});

async function checkReason(reason: string, openid: string): Promise<void> {
  if (reason === '') return;
  if ((await checkText(reason, openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');
}

const asked = ({ teamId, accountId }: Answering['input']) => ({
  _id: membershipIdOf(teamId, accountId),
  state: 'applied',
});

function letIn({ input, loaded, settings, nonce, now }: Answering, result: Answered) {
  const { teamId, accountId } = input;
  const joining = { teamId, accountId, name: loaded.person[0]?.name ?? '' };
  return withSeat(accountId, loaded.held, settings.accounts.teamsAtMost, (seat) =>
    updateUnique('memberships', asked(input), {
      ...activeFields(joining, 'member', seat, new Date(now)),
      reason: '',
      askedOf: _.remove(),
      receipts: keepReceipt(nonce, result),
    }),
  );
}

const turnDown = ({ input, nonce, now }: Answering, result: Answered) =>
  update('memberships', asked(input), {
    state: 'refused',
    since: new Date(now),
    reason: input.reason,
    askedOf: _.remove(),
    receipts: keepReceipt(nonce, result),
  });

async function tellApplicant(
  { input, loaded, nonce, now }: Answering,
  result: Answered,
  why = '',
): Promise<Answered> {
  const [team] = loaded.team;
  if (!team) return result;
  const joined = result.state === 'active';
  const detail = joined ? team.stationName : why;
  await send([membershipChanged(team, input.accountId, joined ? '已加入' : '未通过', detail, nonce, now)]);
  return result;
}

type Removed = Output<'teams.remove'>;

/** A leader takes somebody out of the team, and tells them why. */
export const removeMember = useCase('teams.remove', {
  ask: ({ teamId, accountId }) => ({
    team: byId('teams', teamId),
    theirs: byId('memberships', membershipIdOf(teamId, accountId)),
  }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded, caller, me, nonce, now, reload }) {
    const { teamId, accountId, reason } = input;
    const [theirs] = loaded.theirs;
    const result: Removed = { accountId };
    const tell = async (why = '') => {
      const [team] = loaded.team;
      if (team) await send([membershipChanged(team, accountId, '已移出', why, nonce, now)]);
      return result;
    };
    if (receiptFor(theirs, nonce)) return theirs?.state === 'removed' ? tell(theirs.reason) : result;
    const by = caller.heads.includes(teamId) ? 'leader' : 'deputy';
    const refused = removeRefusal(factsOf(theirs), by, reason);
    if (!theirs || refused) throw new Refused(refused?.code ?? 'NOT_A_MEMBER');
    await checkReason(reason, me.openid);
    const gone = { state: 'removed', role: 'member', since: new Date(now), reason, ...noLongerThere() };
    // Made a deputy or the leader at this moment, another rule holds.
    const asRead = { _id: theirs._id, state: 'active', role: theirs.role };
    if ((await update('memberships', asRead, { ...gone, receipts: keepReceipt(nonce, result) })) === 1)
      return tell(reason);
    const own = receiptFor<Removed>((await reload()).theirs[0], nonce);
    if (!own) throw new Refused('NOT_A_MEMBER');
    return own;
  },
});
