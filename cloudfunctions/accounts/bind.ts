import type { Caller } from '#domain/accounts/access';
import type { AccountHistory } from '#domain/accounts/history';
import { defined } from '#domain/defined';
import { parkedOpenidOf } from '#domain/ids';
import { _, update, updateUnique } from '../core/database';
import { count, ME, type Found } from '../core/loading';
import { updateUniqueOnce } from '../core/receipts';
import { dropKey } from '../core/unique';
import type { Receipt } from '../core/values';
import type { AccountDocument } from './documents';

/**
 * An openid is bound to at most one account at any moment: the unique index sees to it. To bind it to
 * another, the account it had is parked first. Whoever opens the mini-program in between gets an empty
 * account, and the next try parks that one too.
 */

/** Looks up whether the caller's account has been used for anything yet. */
export const ownUse = () => ({
  ownSignups: count('signups', 'liveFor', ME),
  ownLines: count('hours', 'accountId', ME),
  ownKept: count('accounts', 'keptBy', ME),
});

export const ownHistory = (caller: Caller, found: Found<ReturnType<typeof ownUse>>): AccountHistory => ({
  registrations: caller.registered ? 1 : 0,
  teams: caller.teams.length,
  duties: caller.duties.length,
  signups: found.ownSignups,
  hours: found.ownLines,
  kept: found.ownKept,
});

/** False when this openid is not bound to this account any more. */
export async function parkAccount(
  accountId: string,
  openid: string,
  also: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const bound = { _id: accountId, openid };
  return (await update('accounts', bound, { openid: parkedOpenidOf(accountId), ...also })) === 1;
}

/** Takes parking back, when the other account went to somebody else: what an account that nothing hangs on had. */
export async function unparkAccount({ _id, openid, name, phone, grants, consents }: AccountDocument) {
  const parked = { _id, openid: parkedOpenidOf(_id) };
  const had = defined({ grants: grants && _.set(grants), consents: consents && _.set(consents) });
  await update('accounts', parked, { openid, name, phone, partedAt: _.remove(), ...had });
}

/** What an account loses, and takes over, once a WeChat of its own is bound to it. */
const ownNow = (grants: Grants) => ({
  // Leave to send messages was given to a WeChat, not to an account.
  grants: grants ? _.set(grants) : _.remove(),
  keptBy: _.remove(),
  keptByTeam: _.remove(),
  keptSeat: dropKey(),
  relation: _.remove(),
  claim: _.remove(),
  // The phone it had before may still draw its code: from now on that is nobody's.
  codeKey: _.remove(),
});

export type Bound = 'BOUND' | 'TAKEN' | 'OTHERWISE';

type Grants = AccountDocument['grants'];

/**
 * TAKEN: the openid is bound to another account. OTHERWISE: the conditions do not hold (any more).
 * @param grants what this WeChat lets be sent, as the account knew that it had until now
 */
export async function bindWechat(
  conditions: Readonly<Record<string, unknown>> & { _id: string },
  openid: string,
  grants: Grants,
  also: Readonly<Record<string, unknown>> = {},
  kept?: Receipt,
): Promise<Bound> {
  const data = { openid, ...ownNow(grants), ...also };
  const written = kept
    ? await updateUniqueOnce('accounts', conditions, data, kept)
    : await updateUnique('accounts', conditions, data);
  if (written === 'DUPLICATE') return 'TAKEN';
  return written === 1 ? 'BOUND' : 'OTHERWISE';
}
