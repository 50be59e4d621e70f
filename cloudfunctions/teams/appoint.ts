import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { appointRefusal, ROLE_AFTER_HANDOVER } from '#domain/teams/membership';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import { send } from '../messages/outbox';
import { factsOf } from './apply';
import type { MembershipDocument, TeamDocument } from './documents';
import { membershipChanged } from './messages';
import { inOffice } from './seats';

type Appointed = Output<'teams.appoint'>;

const question = ({ teamId, accountId }: { teamId: string; accountId: string }, me: Me) => ({
  team: byId('teams', teamId),
  theirs: byId('memberships', membershipIdOf(teamId, accountId)),
  mine: byId('memberships', membershipIdOf(teamId, me.accountId)),
});
type Appointing = Context<'teams.appoint', ReturnType<typeof question>>;

/** The leader makes deputies, and hands the team over. */
export const appoint = useCase('teams.appoint', {
  ask: question,
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run(context) {
    const { input, loaded, caller, me, nonce } = context;
    const [team] = loaded.team;
    const [theirs] = loaded.theirs;
    if (!team) throw new Refused('NOT_FOUND');
    // The team keeps what other calls were answered too: only a hand-over has somebody step down.
    const handedOver = receiptFor<Partial<Appointed>>(team, nonce);
    if (isHandOver(handedOver)) return stepDown(context, team, handedOver);
    const replay = receiptFor<Appointed>(theirs, nonce);
    if (replay) return replay;
    const heads = caller.heads.includes(input.teamId) && team.leaderId === me.accountId;
    if (!heads) throw new Refused('NOT_ALLOWED');
    if (theirs && promotedBefore(theirs, team)) return resume(context, team, theirs);
    const refused = appointRefusal(team.state, factsOf(theirs), input.role);
    if (!theirs || refused) throw new Refused(refused?.code ?? 'NOT_A_MEMBER');
    return input.role === 'leader' ? handOver(context, team, theirs) : give(context, theirs);
  },
});

const isHandOver = (kept: Partial<Appointed> | null): kept is Appointed => kept?.role === 'leader';

/** A hand-over to them was broken off: they have the role, the team has its old leader. */
const promotedBefore = (theirs: MembershipDocument, team: TeamDocument): boolean =>
  theirs.state === 'active' && theirs.role === 'leader' && theirs.accountId !== team.leaderId;

const resume = (context: Appointing, team: TeamDocument, theirs: MembershipDocument): Promise<Appointed> =>
  context.input.role === 'leader' ? pass(context, team, theirs) : give(context, theirs);

/** Who left and came back meanwhile has another place in the list. */
const asRead = ({ _id, since }: MembershipDocument) => ({ _id, state: 'active', since });

async function give({ input, nonce }: Appointing, theirs: MembershipDocument): Promise<Appointed> {
  const { accountId, role } = input;
  const result: Appointed = { accountId, role };
  const office = { ...inOffice(theirs, role), receipts: keepReceipt(nonce, result) };
  const given = await update('memberships', asRead(theirs), office);
  if (given === 0) throw new Refused('NOT_A_MEMBER');
  return result;
}

/**
 * Who leads is one field of the team, so there is never none and never two. The new leader's role comes
 * first: from then on they can neither leave nor be removed.
 */
async function handOver(
  context: Appointing,
  team: TeamDocument,
  theirs: MembershipDocument,
): Promise<Appointed> {
  const promoted = await update('memberships', asRead(theirs), inOffice(theirs, 'leader'));
  // Left, was removed or was promoted from another phone at this moment.
  if (promoted === 0) throw new Refused('NOT_IN_THIS_STATE');
  return pass(context, team, theirs);
}

async function pass(context: Appointing, team: TeamDocument, theirs: MembershipDocument): Promise<Appointed> {
  const { input, me, nonce, now, reload } = context;
  const { accountId } = input;
  const result: Appointed = { accountId, role: 'leader' };
  const former = { accountId: me.accountId, until: new Date(now) };
  const handed = await update(
    'teams',
    { _id: team._id, leaderId: me.accountId },
    {
      leaderId: accountId,
      formerLeaders: _.push({ each: [former], slice: -FORMER_KEPT }),
      receipts: keepReceipt(nonce, result),
    },
  );
  if (handed === 1) return stepDown(context, team, result);
  // Handed over from another phone at this moment: to the same person it is done, to another it stands.
  if ((await reload()).team[0]?.leaderId === accountId) return result;
  const role = theirs.role === 'deputy' ? 'deputy' : 'member';
  await update('memberships', { _id: theirs._id, role: 'leader' }, inOffice(theirs, role));
  throw new Refused('NOT_IN_THIS_STATE');
}

const FORMER_KEPT = 20;

/** The giver stays as a deputy; both are told. Sent again it changes nothing more. */
async function stepDown(
  { input, loaded, me, nonce, now }: Appointing,
  team: TeamDocument,
  result: Appointed,
): Promise<Appointed> {
  const [mine] = loaded.mine;
  if (mine && result.accountId !== me.accountId) {
    await update('memberships', { _id: mine._id, role: 'leader' }, inOffice(mine, ROLE_AFTER_HANDOVER));
  }
  await send([
    membershipChanged(team, input.accountId, '已任队长', '这支队伍交给您了', nonce, now),
    membershipChanged(team, me.accountId, '已交接', '您现在是副队长', nonce, now),
  ]);
  return result;
}
