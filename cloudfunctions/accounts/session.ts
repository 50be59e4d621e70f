import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import type { SessionView } from '#domain/views';
import { insert, update } from '../core/database';
import { via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase, type Me } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { AccountDocument, TeamDocument } from '../documents';

export function newAccount(me: Me, now: number): AccountDocument {
  return { _id: me.accountId, openid: me.openid, name: '', phone: '', duties: [], createdAt: new Date(now) };
}

export function ledTeams(leads: readonly string[], teams: readonly TeamDocument[]): SessionView['teams'] {
  return teams
    .filter((t) => leads.includes(t._id))
    .map((t) => ({ id: t._id, name: t.name, stationId: t.stationId, suspended: t.suspended }));
}

export const teamsOfCaller = () => ({ teams: via('teams', '_id', 'memberships.teamId') });

export const open = useCase('session.open', {
  ask: teamsOfCaller,

  async run({ loaded, settings, account, caller, me, now }) {
    // Two phones of one person may open at once: the second insert changes nothing.
    if (!account && me.accountId !== '') await insert('accounts', newAccount(me, now));
    const { activityCategories, teamCategories, facilities, offers } = settings;
    return {
      accountId: me.accountId,
      name: account?.name ?? '',
      introduced: caller.introduced,
      teams: ledTeams(caller.leads, loaded.teams),
      duties: caller.duties,
      city: { name: settings.city.name, short: settings.city.short, centre: settings.city.centre },
      choices: { activityCategories, teamCategories, facilities, offers },
      templates: settings.messages.templates,
      now,
    };
  },
});

/** What a leader calls people by, and reaches them at. */
export const introduce = useCase('account.introduce', {
  ask: () => ({}),

  async run({ input, account, me, nonce }) {
    const replay = receiptFor<Output<'account.introduce'>>(account, nonce);
    if (replay) return replay;
    const suggestion = await checkText(input.name, me.openid, 'profile');
    if (suggestion === 'risky') throw new Refused('CONTENT_REFUSED');
    const { name, phone } = input;
    await update('accounts', { _id: me.accountId }, { name, phone, receipts: keepReceipt(nonce, { name }) });
    return { name };
  },
});
