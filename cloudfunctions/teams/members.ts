import type { Output } from '#domain/contract';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { answerRefusal, removeRefusal } from '#domain/teams/membership';
import { _ } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce, updateUniqueOnce } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import { queueMessages } from '../messages/outbox';
import { membershipChanged } from './messages';
import { activeFields, endedFields, membershipFacts, teamsHeld, withSeat } from './seats';
import { PERSON_SECRETS } from './views';
import { renewCodes } from './codes';

type Answered = Output<'teams.answer'>;

const lookUpsFor = ({ teamId, accountId }: { teamId: string; accountId: string }) => ({
  team: needed(one('teams', teamId)),
  held: many('memberships', 'accountId', accountId),
  person: one('accounts', accountId, PERSON_SECRETS),
});
type Answering = Context<'teams.answer', ReturnType<typeof lookUpsFor>>;

/** A leader lets somebody in, or says why not. */
export const answerApplication = useCase('teams.answer', {
  ask: lookUpsFor,
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run(context) {
    const { input, loaded, settings, me, nonce, reload } = context;
    const _id = membershipIdOf(input.teamId, input.accountId);
    const theirs = loaded.held.find((m) => m._id === _id);
    const replay = receiptFor<Answered>(theirs, nonce);
    // The membership keeps what other calls were answered, too: told is only what became of this one.
    if (replay)
      return theirs?.state === replay.state ? tellApplicant(context, replay, theirs.reason) : replay;
    const { state } = loaded.team;
    const { teamsAtMost } = settings.accounts;
    const held = teamsHeld(loaded.held);
    const facts = membershipFacts(theirs);
    refuseIf(answerRefusal(state, facts, input.answer, input.reason, held, teamsAtMost));
    await refuseRisky(input.answer === 'refuse' ? input.reason : '', me.openid, 'post');

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

const stillApplied = ({ teamId, accountId }: Answering['input']) => ({
  _id: membershipIdOf(teamId, accountId),
  state: 'applied',
});

function letIn({ input, loaded, settings, nonce, now }: Answering, result: Answered) {
  const { teamId, accountId } = input;
  const joining = { teamId, accountId, name: loaded.person?.name ?? '' };
  return withSeat(accountId, loaded.held, settings.accounts.teamsAtMost, (seat) =>
    updateUniqueOnce(
      'memberships',
      stillApplied(input),
      { ...activeFields(joining, 'member', seat, new Date(now)), reason: '', askedOf: _.remove() },
      receipt(nonce, result),
    ),
  );
}

const turnDown = ({ input, nonce, now }: Answering, result: Answered) =>
  updateOnce(
    'memberships',
    stillApplied(input),
    { state: 'refused', since: new Date(now), reason: input.reason, askedOf: _.remove() },
    receipt(nonce, result),
  );

async function tellApplicant(
  { input, loaded: { team }, nonce, now }: Answering,
  result: Answered,
  why = '',
): Promise<Answered> {
  const joined = result.state === 'active';
  const detail = joined ? team.stationName : why;
  await queueMessages([
    membershipChanged(team, input.accountId, joined ? '已加入' : '未通过', detail, nonce, now),
  ]);
  return result;
}

type Removed = Output<'teams.remove'>;

/** A leader takes somebody out of the team, and tells them why. */
export const removeMember = useCase('teams.remove', {
  ask: ({ teamId, accountId }) => ({
    team: needed(one('teams', teamId)),
    membership: one('memberships', membershipIdOf(teamId, accountId)),
  }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input, loaded, caller, me, nonce, now, reload }) {
    const { teamId, accountId, reason } = input;
    const { team, membership } = loaded;
    const result: Removed = { accountId };
    const tellPerson = async (why = '') => {
      await queueMessages([membershipChanged(team, accountId, '已移出', why, nonce, now)]);
      return result;
    };
    if (receiptFor(membership, nonce))
      return membership?.state === 'removed' ? tellPerson(membership.reason) : result;
    const by = caller.heads.includes(teamId) ? 'leader' : 'deputy';
    const theirs = unlessRefused(membership, removeRefusal(membershipFacts(membership), by, reason));
    await refuseRisky(reason, me.openid, 'post');
    const gone = {
      state: 'removed',
      role: 'member',
      since: new Date(now),
      reason,
      ...endedFields(new Date(now)),
    };
    if (theirs.role === 'deputy') await renewCodes([teamId], now);
    // Made a deputy or the leader at this moment, another rule holds.
    const asRead = { _id: theirs._id, state: 'active', role: theirs.role };
    if ((await updateOnce('memberships', asRead, gone, receipt(nonce, result))) === 1)
      return tellPerson(reason);
    const own = receiptFor<Removed>((await reload()).membership, nonce);
    if (!own) throw new Refused('NOT_A_MEMBER');
    return own;
  },
});
