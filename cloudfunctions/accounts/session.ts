import { randomUUID } from 'node:crypto';
import type { Output } from '#domain/contract';
import { mayTellPlace } from '#domain/accounts/consents';
import { Refused } from '#domain/errors';
import { accountIdOf, nextAccountIdOf } from '#domain/ids';
import type { CityView, SessionView } from '#domain/accounts/views';
import type { Settings } from '#domain/settings';
import { _, find, insert } from '../core/database';
import { CALLER, many } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { AccountDocument, TeamDocument } from '../documents';
import { renameMember } from '../teams/seats';
import { consentsOf } from './data';
import { freshAccount } from './fresh';

/**
 * The account of this WeChat identity, made on first sight. Two phones of one person may open at once: the
 * unique openid lets one of them through.
 */
export async function bindAccount(openid: string, at: Date): Promise<AccountDocument> {
  // The first id is free unless its account was given up or has been bound to another WeChat identity since.
  for (const _id of [accountIdOf(openid), nextAccountIdOf(openid, randomUUID())]) {
    const fresh = freshAccount(_id, openid, at);
    if ((await insert('accounts', fresh)) === 'INSERTED') return fresh;
    const [bound] = await find('accounts', { openid }, { limit: 1 });
    if (bound) return bound;
  }
  throw new Refused('CONFLICT');
}

export function ledTeams(leads: readonly string[], teams: readonly TeamDocument[]): SessionView['teams'] {
  return teams
    .filter((t) => leads.includes(t._id))
    .map((t) => ({ id: t._id, name: t.name, stationId: t.stationId, suspended: t.state === 'suspended' }));
}

export const teamsOfCaller = () => ({ teams: many('teams', '_id', CALLER.memberships.teamId) });

export const openSession = useCase('session.open', {
  ask: teamsOfCaller,

  async run({ input, loaded, settings, account, caller, me, now }) {
    const bound = account ?? (me.openid === '' ? null : await bindAccount(me.openid, new Date(now)));
    return {
      accountId: bound?._id ?? '',
      name: bound?.name ?? '',
      introduced: caller.introduced,
      registered: caller.registered,
      tellsPlace: mayTellPlace(caller.registered, consentsOf(bound?.consents)),
      teams: ledTeams(caller.leads, loaded.teams),
      duties: caller.duties,
      version: settings.version,
      ofCity: input.knows === settings.version ? null : cityView(settings),
      grants: account?.grants ?? {},
      now,
    };
  },
});

function cityView(settings: Settings): CityView {
  const { activityCategories, teamCategories, facilities, offers, skills, shopCategories, requests } =
    settings;
  const { city, accounts, activities, attendance, messages } = settings;
  return {
    ages: { minimumAge: accounts.minimumAge, adultAge: accounts.adultAge },
    city,
    choices: { activityCategories, teamCategories, facilities, offers, skills, shopCategories },
    requestCategories: requests.categories,
    posting: { repeatAtMost: activities.repeatAtMost, mode: attendance.mode },
    templates: messages.templates,
  };
}

/** What a leader calls people by, and reaches them at. */
export const introduceCaller = useCase('account.introduce', {
  ask: () => ({}),

  async run({ input, account, caller, me, nonce }) {
    const inTeams = caller.teams.length > 0;
    const replay = receiptFor<Output<'account.introduce'>>(account, nonce);
    if (replay) {
      if (account && inTeams) await renameMember(account._id, account.name);
      return replay;
    }
    await refuseRisky(input.name, me.openid, 'profile');
    const registered = account?.volunteer !== undefined;
    // The name that somebody registered with stands on certificates: it is not theirs to change here.
    const name = registered ? account.name : input.name;
    const asRead = { _id: me.accountId, openid: me.openid, volunteer: _.exists(registered) };
    await writeOnce('accounts', asRead, { name, phone: input.phone }, receipt(nonce, { name }));
    if (inTeams) await renameMember(me.accountId, name);
    return { name };
  },
});
