import { Refused } from '#domain/errors';
import { digest, sign } from '#domain/sha';
import { DAY } from '#domain/time';
import { _ } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';

const INVITATION_LASTS = 7 * DAY;

interface Invited {
  shopId: string;
  invitation: string;
  until: number;
}

/**
 * A link for one person. It follows from the call and the shop's key, so that the same call sent again gives
 * the same link, and only its digest is kept. A new one ends the last.
 */
export const inviteKeeper = useCase('benefits.invite', {
  ask: ({ shopId }) => ({ shop: needed(one('shops', shopId)) }),
  subject: ({ shop }) => ({ areas: shop.areas }),

  async run({ input: { shopId }, loaded: { shop }, me, nonce, now, audit }): Promise<Invited> {
    const invitation = sign(shop.key, `invitation.${me.identity}.${nonce}`).slice(0, 32);
    const replay = receiptFor<{ until: number }>(shop, nonce);
    if (replay) return { shopId, invitation, until: replay.until };
    const until = now + INVITATION_LASTS;
    await audit({ subject: shopId, after: { until: new Date(until) } });
    const kept = { digest: digest(invitation), until: new Date(until) };
    await writeOnce('shops', { _id: shopId }, { invitation: _.set(kept) }, receipt(nonce, { until }));
    return { shopId, invitation, until };
  },
});

export const dismissKeeper = useCase('benefits.dismiss', {
  ask: ({ shopId }) => ({ shop: needed(one('shops', shopId)) }),
  subject: ({ shop }) => ({ areas: shop.areas }),

  async run({ input: { shopId, accountId }, loaded: { shop }, nonce, audit }) {
    const result = { shopId };
    if (receiptFor(shop, nonce)) return result;
    if (!shop.keepers.includes(accountId)) throw new Refused('NOT_FOUND');
    await audit({ subject: shopId, before: { accountId } });
    await writeOnce('shops', { _id: shopId }, { keepers: _.pull(accountId) }, receipt(nonce, result));
    return result;
  },
});
