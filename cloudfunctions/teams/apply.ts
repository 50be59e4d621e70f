import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { applyRefusal, leaveRefusal, type Membership } from '#domain/teams/membership';
import { noKey } from '#domain/unique';
import { ms } from '../core/clock';
import { insert, update } from '../core/database';
import { byId, having } from '../core/question';
import { keepReceipt, receipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { MembershipDocument } from './documents';
import { heldBy, noLongerThere } from './seats';

type Applied = Output<'teams.apply'>;

/** As the rules know it. */
export const factsOf = (membership: MembershipDocument | undefined): Membership | null =>
  membership ? { state: membership.state, role: membership.role, at: ms(membership.since) } : null;

/** Asks to be let in. The words are read by the leader alone, a person: only what is refused outright is kept from them. */
export const apply = useCase('teams.apply', {
  ask: ({ teamId }, me) => ({
    team: byId('teams', teamId),
    held: having('memberships', 'accountId', me.accountId),
  }),

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const { teamId, words } = input;
    const _id = membershipIdOf(teamId, me.accountId);
    const before = loaded.held.find((m) => m._id === _id);
    const replay = receiptFor<Applied>(before, nonce);
    if (replay) return replay;
    const [team] = loaded.team;
    if (!team) throw new Refused('NOT_FOUND');
    const refused = applyRefusal(
      team.state,
      factsOf(before),
      heldBy(loaded.held),
      settings.accounts.teamsAtMost,
      now,
    );
    if (refused) throw new Refused(refused.code, refused.details);
    if (words !== '' && (await checkText(words, me.openid, 'post')) === 'risky')
      throw new Refused('CONTENT_REFUSED');

    const result: Applied = { teamId, state: 'applied' };
    const asking = {
      role: 'member',
      state: 'applied',
      since: new Date(now),
      words,
      reason: '',
      askedOf: teamId,
    } as const;
    const done = before
      ? await update(
          'memberships',
          { _id, state: before.state },
          { ...asking, receipts: keepReceipt(nonce, result) },
        )
      : await insert('memberships', {
          _id,
          teamId,
          accountId: me.accountId,
          seat: noKey(_id),
          ...asking,
          receipts: [receipt(nonce, result)],
        });
    if (done === 1 || done === 'INSERTED') return result;
    const first = (await reload()).held.find((m) => m._id === _id);
    const own = receiptFor<Applied>(first, nonce);
    if (!own) throw new Refused(first?.state === 'active' ? 'ALREADY_MEMBER' : 'ALREADY_APPLIED');
    return own;
  },
});

/** Leaves a team, which frees the seat, or takes back what one has asked. */
export const leave = useCase('teams.leave', {
  ask: ({ teamId }, me) => ({ mine: byId('memberships', membershipIdOf(teamId, me.accountId)) }),

  async run({ input: { teamId }, loaded, nonce, now, reload }) {
    const [mine] = loaded.mine;
    const replay = receiptFor<Output<'teams.leave'>>(mine, nonce);
    if (replay) return replay;
    const refused = leaveRefusal(factsOf(mine));
    if (!mine || refused) throw new Refused(refused?.code ?? 'NOT_A_MEMBER');
    const result = { teamId };
    const left = { state: 'left', role: 'member', since: new Date(now), ...noLongerThere() };
    // Answered or made the leader at this moment, it is another thing to leave.
    const asRead = { _id: mine._id, state: mine.state, role: mine.role };
    if ((await update('memberships', asRead, { ...left, receipts: keepReceipt(nonce, result) })) === 1)
      return result;
    const own = receiptFor<Output<'teams.leave'>>((await reload()).mine[0], nonce);
    if (!own) throw new Refused('CONFLICT');
    return own;
  },
});
