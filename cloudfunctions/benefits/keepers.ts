import { Refused } from '#domain/errors';
import { digest, sign } from '#domain/sha';
import { DAY } from '#domain/time';
import { audit } from '../core/audit';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
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
export const invite = useCase('benefits.invite', {
  ask: ({ shopId }) => ({ shop: byId('shops', shopId) }),
  subject: ({ shop: [shop] }) => (shop ? { areas: shop.areas } : {}),

  async run({ input: { shopId }, loaded, me, nonce, now }): Promise<Invited> {
    const [shop] = loaded.shop;
    if (!shop) throw new Refused('NOT_FOUND');
    const invitation = sign(shop.key, `invitation.${me.identity}.${nonce}`).slice(0, 32);
    const replay = receiptFor<{ until: number }>(shop, nonce);
    if (replay) return { shopId, invitation, until: replay.until };
    const until = now + INVITATION_LASTS;
    await audit(me, nonce, { at: new Date(now), action: 'benefits.invite', subject: shopId, before: null, after: { until: new Date(until) }, reason: '' }); // prettier-ignore
    const kept = { digest: digest(invitation), until: new Date(until) };
    const data = { invitation: _.set(kept), receipts: keepReceipt(nonce, { until }) };
    await update('shops', { _id: shopId }, data);
    return { shopId, invitation, until };
  },
});

export const dismiss = useCase('benefits.dismiss', {
  ask: ({ shopId }) => ({ shop: byId('shops', shopId) }),
  subject: ({ shop: [shop] }) => (shop ? { areas: shop.areas } : {}),

  async run({ input: { shopId, accountId }, loaded, me, nonce, now }) {
    const [shop] = loaded.shop;
    const result = { shopId };
    if (receiptFor(shop, nonce)) return result;
    if (!shop?.keepers.includes(accountId)) throw new Refused('NOT_FOUND');
    await audit(me, nonce, { at: new Date(now), action: 'benefits.dismiss', subject: shopId, before: { accountId }, after: null, reason: '' }); // prettier-ignore
    const data = { keepers: _.pull(accountId), receipts: keepReceipt(nonce, result) };
    await update('shops', { _id: shopId }, data);
    return result;
  },
});
