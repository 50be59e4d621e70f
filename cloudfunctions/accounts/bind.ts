import type { Caller } from '#domain/accounts/access';
import { Refused } from '#domain/errors';
import { parkedOpenidOf } from '#domain/ids';
import { _, update, updateUnique } from '../core/database';
import { countOf, having, ME } from '../core/question';
import { dropKey } from '../core/unique';
import type { AccountDocument } from './documents';

/**
 * An openid is bound to at most one account at any moment: the unique index sees to it. To bind it to
 * another, the account it had is parked first. Whoever opens the mini-program in between gets an empty
 * account, and the next try parks that one too.
 */

/** Question: whether the caller's account has been used for anything yet. */
export const ownHistory = () => ({
  ownSignups: having('signups', 'liveFor', ME, ['receipts']),
  ownLines: countOf('hours', 'accountId', ME),
  ownKept: countOf('accounts', 'keptBy', ME),
});

interface History {
  readonly ownSignups: readonly unknown[];
  readonly ownLines: number;
  readonly ownKept: number;
}

/** Only an account that nothing hangs on can be given up for another. */
export function refuseHistory(caller: Caller, { ownSignups, ownLines, ownKept }: History): void {
  const used = caller.registered || caller.teams.length > 0 || caller.duties.length > 0;
  if (used || ownSignups.length + ownLines + ownKept > 0) throw new Refused('HAS_HISTORY');
}

/** False when this openid is not bound to this account any more. */
export async function park(
  accountId: string,
  openid: string,
  also: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const bound = { _id: accountId, openid };
  return (await update('accounts', bound, { openid: parkedOpenidOf(accountId), ...also })) === 1;
}

/** Takes parking back, when the other account went to somebody else. */
export async function unpark(accountId: string, openid: string): Promise<void> {
  await update('accounts', { _id: accountId, openid: parkedOpenidOf(accountId) }, { openid });
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
export async function bind(
  conditions: Readonly<Record<string, unknown>> & { _id: string },
  openid: string,
  grants: Grants,
  also: Readonly<Record<string, unknown>> = {},
): Promise<Bound> {
  const written = await updateUnique('accounts', conditions, { openid, ...ownNow(grants), ...also });
  if (written === 'DUPLICATE') return 'TAKEN';
  return written === 1 ? 'BOUND' : 'OTHERWISE';
}
