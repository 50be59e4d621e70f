import { counted, waitUntil, type Tries } from '#domain/accounts/claims';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { having } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { requireKeys } from '../core/secrets';
import { useCase } from '../core/use-case';
import type { AccountDocument } from '../documents';
import { bind, ownHistory, park, refuseHistory, unpark } from './bind';
import { wiped } from './leave';
import { claimHashOf } from './paper';

/** A person registered on paper has a phone now: the code binds their account to the WeChat they hold. */
export const claim = useCase('people.claim', {
  ask: ({ code }) => {
    requireKeys();
    return { person: having('accounts', 'claim.hash', claimHashOf(code)), ...ownHistory() };
  },

  async run({ input, loaded, account, caller, me, nonce, now }): Promise<Output<'people.claim'>> {
    const replay = receiptFor<Output<'people.claim'>>(account, nonce);
    if (replay) return replay;
    refuseHistory(caller, loaded);
    await countTry(account, me.accountId, now);
    const [person] = loaded.person;
    if (!person?.claim) throw new Refused('CLAIM_INVALID');
    if (now >= ms(person.claim.until)) throw new Refused('CLAIM_EXPIRED');
    const result = { name: person.name, number: keyIn(person.number) ?? '' };
    if (!(await park(me.accountId, me.openid))) throw new Refused('CONFLICT');
    const unclaimed = { _id: person._id, 'claim.hash': claimHashOf(input.code) };
    const phone = person.phone === '' ? (account?.phone ?? '') : person.phone;
    const also = { phone, receipts: keepReceipt(nonce, result) };
    const outcome = await bind(unclaimed, me.openid, account?.grants, also);
    if (outcome !== 'BOUND') {
      await unpark(me.accountId, me.openid);
      throw new Refused(outcome === 'TAKEN' ? 'CONFLICT' : 'CLAIM_INVALID');
    }
    await update('accounts', { _id: me.accountId }, wiped([]));
    return result;
  },
});

/** Counted before the code is looked at, so that many guesses at once are not one. */
async function countTry(account: AccountDocument | null, accountId: string, now: Instant): Promise<void> {
  const kept = account?.tries;
  const before: Tries | null = kept ? { since: ms(kept.since), count: kept.count } : null;
  const at = waitUntil(before, now);
  if (at !== null) throw new Refused('TOO_MANY_TRIES', { at });
  const { since, count } = counted(before, now);
  const unchanged = kept
    ? { 'tries.since': kept.since, 'tries.count': kept.count }
    : { tries: _.exists(false) };
  const tries = _.set({ since: new Date(since), count });
  if ((await update('accounts', { _id: accountId, ...unchanged }, { tries })) === 0)
    throw new Refused('CONFLICT');
}
