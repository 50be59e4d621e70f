import type { Output } from '#domain/contract';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { applyRefusal, leaveRefusal } from '#domain/teams/membership';
import { noKey } from '#domain/unique';
import { insert } from '../core/database';
import { many, needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import { endedFields, membershipFacts, teamsHeld } from './seats';
import { renewCodes } from './codes';

type Applied = Output<'teams.apply'>;

/** Asks to be let in. The words are read by the leader alone, a person: only what is refused outright is kept from them. */
export const applyToTeam = useCase('teams.apply', {
  ask: ({ teamId }, me) => ({
    team: needed(one('teams', teamId)),
    memberships: many('memberships', 'accountId', me.accountId),
  }),

  async run({ input, loaded: { team, memberships }, settings, me, nonce, now, reload }) {
    const { teamId, words } = input;
    const _id = membershipIdOf(teamId, me.accountId);
    const before = memberships.find((m) => m._id === _id);
    const replay = receiptFor<Applied>(before, nonce);
    if (replay) return replay;
    const { teamsAtMost } = settings.accounts;
    refuseIf(applyRefusal(team.state, membershipFacts(before), teamsHeld(memberships), teamsAtMost, now));
    await refuseRisky(words, me.openid, 'post');

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
      ? await updateOnce('memberships', { _id, state: before.state }, asking, receipt(nonce, result))
      : await insert('memberships', {
          _id,
          teamId,
          accountId: me.accountId,
          seat: noKey(_id),
          ...asking,
          receipts: [receipt(nonce, result)],
        });
    if (done === 1 || done === 'INSERTED') return result;
    const first = (await reload()).memberships.find((m) => m._id === _id);
    const own = receiptFor<Applied>(first, nonce);
    if (!own) throw new Refused(first?.state === 'active' ? 'ALREADY_MEMBER' : 'ALREADY_APPLIED');
    return own;
  },
});

/** Leaves a team, which frees the seat, or takes back what one has asked. */
export const leaveTeam = useCase('teams.leave', {
  ask: ({ teamId }, me) => ({ membership: one('memberships', membershipIdOf(teamId, me.accountId)) }),

  async run({ input: { teamId }, loaded, nonce, now, reload }) {
    const replay = receiptFor<Output<'teams.leave'>>(loaded.membership, nonce);
    if (replay) return replay;
    const mine = unlessRefused(loaded.membership, leaveRefusal(membershipFacts(loaded.membership)));
    const result = { teamId };
    const left = { state: 'left', role: 'member', since: new Date(now), ...endedFields(new Date(now)) };
    if (mine.role === 'deputy') await renewCodes([teamId], now);
    // Answered or made the leader at this moment, it is another thing to leave.
    const asRead = { _id: mine._id, state: mine.state, role: mine.role };
    if ((await updateOnce('memberships', asRead, left, receipt(nonce, result))) === 1) return result;
    const own = receiptFor<Output<'teams.leave'>>((await reload()).membership, nonce);
    if (!own) throw new Refused('CONFLICT');
    return own;
  },
});
