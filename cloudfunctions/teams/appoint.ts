import type { Output } from '#domain/contract';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import {
  appointRefusal,
  headRefusal,
  isBeingHandedOver,
  ROLE_AFTER_HANDOVER,
} from '#domain/teams/membership';
import { _, update } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce, writeOnce } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import { queueMessages } from '../messages/outbox';
import type { MembershipDocument, TeamDocument } from './documents';
import { handedOver } from './leaders';
import { membershipFacts, roleFields } from './seats';
import { renewCodes } from './codes';

type Appointed = Output<'teams.appoint'>;

const lookUpsFor = ({ teamId, accountId }: { teamId: string; accountId: string }, me: Me) => ({
  team: needed(one('teams', teamId)),
  theirs: one('memberships', membershipIdOf(teamId, accountId)),
  mine: one('memberships', membershipIdOf(teamId, me.accountId)),
});
type Appointing = Context<'teams.appoint', ReturnType<typeof lookUpsFor>>;

/** The leader makes deputies, and hands the team over. */
export const appointMember = useCase('teams.appoint', {
  ask: lookUpsFor,
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run(context) {
    const { input, loaded, caller, me, nonce } = context;
    const { team, theirs } = loaded;
    // The team keeps what other calls were answered too: only a hand-over has somebody step down.
    const handedOver = receiptFor<Partial<Appointed>>(team, nonce);
    if (isHandOver(handedOver)) return stepDown(context, handedOver);
    const replay = receiptFor<Appointed>(theirs, nonce);
    if (replay) return replay;
    refuseIf(headRefusal(caller.heads.includes(input.teamId), team.leaderId, me.accountId));
    const facts = membershipFacts(theirs);
    if (theirs && isBeingHandedOver(facts, theirs.accountId, team.leaderId)) return resume(context, theirs);
    const member = unlessRefused(theirs, appointRefusal(team.state, facts, input.role));
    return input.role === 'leader' ? handOver(context, member) : giveRole(context, member);
  },
});

const isHandOver = (kept: Partial<Appointed> | null): kept is Appointed => kept?.role === 'leader';

/** A hand-over to them was broken off. */
const resume = (context: Appointing, theirs: MembershipDocument): Promise<Appointed> =>
  context.input.role === 'leader' ? handOver(context, theirs) : giveRole(context, theirs);

/** Who left and came back meanwhile has another place in the list. */
const asRead = ({ _id, since }: MembershipDocument) => ({ _id, state: 'active', since });

/** And been given no other role by a hand-over since. */
const asLed = ({ leading }: MembershipDocument) => ({ 'leading.at': leading?.at ?? _.exists(false) });

async function giveRole({ input, nonce, now }: Appointing, theirs: MembershipDocument): Promise<Appointed> {
  const { accountId, role } = input;
  const result: Appointed = { accountId, role };
  const data = { ...roleFields(theirs, role), leading: _.remove() };
  if (role === 'member' && theirs.role !== 'member') await renewCodes([theirs.teamId], now);
  await writeOnce('memberships', asRead(theirs), data, receipt(nonce, result));
  return result;
}

/**
 * Who leads is one field of the team, so there is never none and never two. The new leader's role comes
 * first: from then on they can neither leave nor be removed.
 */
async function handOver(context: Appointing, theirs: MembershipDocument): Promise<Appointed> {
  const { me, nonce, now } = context;
  const before = theirs.leading?.before ?? theirs.role;
  const leading = _.set({ at: new Date(now), before, from: me.accountId, cause: nonce });
  const still = { ...asRead(theirs), ...asLed(theirs) };
  const promoted = await update('memberships', still, { ...roleFields(theirs, 'leader'), leading });
  if (promoted === 1) return passOn(context, theirs);
  // Left, was removed or was promoted at this moment: from another phone, or by this very call, sent twice.
  const { team } = await context.reload();
  if (!isHandedOver(team, theirs.accountId, nonce)) throw new Refused('CONFLICT');
  return { accountId: theirs.accountId, role: 'leader' };
}

/** To them, whatever became of it since. */
const isHandedOver = (team: TeamDocument, accountId: string, nonce: string): boolean =>
  team.leaderId === accountId || receiptFor(team, nonce) !== null;

async function passOn(context: Appointing, theirs: MembershipDocument): Promise<Appointed> {
  const { input, loaded, me, nonce, now, reload } = context;
  const { accountId } = input;
  const result: Appointed = { accountId, role: 'leader' };
  const former = { accountId: me.accountId, until: new Date(now) };
  const handed = await updateOnce(
    'teams',
    { _id: loaded.team._id, leaderId: me.accountId },
    {
      leaderId: accountId,
      formerLeaders: _.push({ each: [former], slice: -FORMER_KEPT }),
    },
    receipt(nonce, result),
  );
  if (handed === 1) return stepDown(context, result);
  // Handed over from another phone at this moment: to the same person it is done, to another it stands.
  if (isHandedOver((await reload()).team, accountId, nonce)) return result;
  const role = theirs.role === 'deputy' ? 'deputy' : 'member';
  const back = { ...roleFields(theirs, role), leading: _.remove() };
  await update('memberships', { _id: theirs._id, role: 'leader', 'leading.cause': nonce }, back);
  throw new Refused('NOT_IN_THIS_STATE');
}

const FORMER_KEPT = 20;

/** The giver stays as a deputy; both are told. Sent again it changes nothing more. */
async function stepDown(
  { input, loaded: { team, mine }, me, nonce, now }: Appointing,
  result: Appointed,
): Promise<Appointed> {
  if (mine && result.accountId !== me.accountId) {
    const led = { _id: mine._id, role: 'leader', ...asLed(mine) };
    // What they were before they led it is of no more account to the sweep.
    const before = mine.leading && { 'leading.before': ROLE_AFTER_HANDOVER };
    await update('memberships', led, { ...roleFields(mine, ROLE_AFTER_HANDOVER), ...before });
  }
  await queueMessages(handedOver(team, me.accountId, input.accountId, nonce, now));
  return result;
}
