import { claimRefusal, CLAIM_TRIES } from '#domain/accounts/claims';
import type { Output } from '#domain/contract';
import { historyRefusal } from '#domain/accounts/history';
import { refuseIf, Refused, unlessRefused } from '#domain/errors';
import { claimTriesIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { keyIn } from '#domain/unique';
import { ms } from '../core/clock';
import { one, oneBy } from '../core/loading';
import { receipt, receiptFor } from '../core/receipts';
import { requireKeys } from '../core/secrets';
import { useCase, type Me } from '../core/use-case';
import { countExactly } from '../core/uses';
import type { UseDocument } from '../documents';
import { bindWechat, ownHistory, ownUse, parkAccount, unparkAccount } from './bind';
import { partedFields } from './part';
import { claimHashOf } from './paper';

/** A person registered on paper has a phone now: the code binds their account to the WeChat they hold. */
export const claimAccount = useCase('people.claim', {
  ask: ({ code }, me) => {
    requireKeys();
    const tried = one('uses', claimTriesIdOf(me.identity));
    return { person: oneBy('accounts', 'claim.hash', claimHashOf(code)), tried, ...ownUse() };
  },

  async run({ input, loaded, account, caller, me, nonce, now }): Promise<Output<'people.claim'>> {
    const replay = receiptFor<Output<'people.claim'>>(account, nonce);
    if (replay) return replay;
    refuseIf(historyRefusal(ownHistory(caller, loaded)));
    await countTry(loaded.tried, me, now);
    const claim = loaded.person?.claim;
    const person = unlessRefused(loaded.person, claimRefusal(claim && { until: ms(claim.until) }, now));
    const result = { name: person.name, number: keyIn(person.number) ?? '' };
    if (!(await parkAccount(me.accountId, me.openid, partedFields([], now)))) throw new Refused('CONFLICT');
    const unclaimed = { _id: person._id, 'claim.hash': claimHashOf(input.code) };
    const phone = person.phone === '' ? (account?.phone ?? '') : person.phone;
    const outcome = await bindWechat(
      unclaimed,
      me.openid,
      account?.grants,
      { phone },
      receipt(nonce, result),
    );
    if (outcome !== 'BOUND') {
      if (account) await unparkAccount(account);
      throw new Refused(outcome === 'TAKEN' ? 'CONFLICT' : 'CLAIM_INVALID');
    }
    return result;
  },
});

/** Counted before the code is looked at, so that many guesses at once are not one. */
async function countTry(tried: UseDocument | undefined, me: Me, now: Instant): Promise<void> {
  if (await countExactly(claimTriesIdOf(me.identity), tried, CLAIM_TRIES, now)) return;
  const at = tried ? ms(tried.until) : now + CLAIM_TRIES.per;
  throw new Refused('TOO_MANY_TRIES', { at });
}
