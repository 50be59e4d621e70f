import { OFFERS_AT_MOST } from '#domain/benefits/schemas';
import { Refused } from '#domain/errors';
import { dayOf } from '#domain/time';
import { audit } from '../core/audit';
import { _, update } from '../core/database';
import { byId } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { ShopDocument } from './documents';
import { offerIdOf } from './ids';

const shopAsked = ({ shopId }: { shopId: string }) => ({ shop: byId('shops', shopId) });
const ofItsAreas = ({ shop: [shop] }: { shop: ShopDocument[] }) => (shop ? { areas: shop.areas } : {});

/** Its own only: a name that every object has is none. */
const offerIn = ({ offers }: ShopDocument, id: string) =>
  Object.hasOwn(offers, id) ? offers[id] : undefined;

export const saveOffer = useCase('benefits.saveOffer', {
  ask: shopAsked,
  subject: ofItsAreas,

  async run({ input, loaded, me, nonce, now }) {
    const [shop] = loaded.shop;
    if (!shop) throw new Refused('NOT_FOUND');
    const replay = receiptFor<{ offerId: string }>(shop, nonce);
    if (replay) return replay;
    const { title, what, fromStars, conditions, until = null } = input;
    const before = input.offerId === undefined ? null : offerIn(shop, input.offerId);
    if (before === undefined) throw new Refused('NOT_FOUND');
    if (until !== null && until < dayOf(now)) throw new Refused('TIME_PASSED');
    if (!before && Object.keys(shop.offers).length >= OFFERS_AT_MOST) throw new Refused('TOO_MANY_OFFERS');
    const said = [title, what, conditions].join('\n');
    if ((await checkText(said, me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');

    const offer = { title, what, fromStars, conditions, until };
    const result = { offerId: input.offerId ?? offerIdOf(me.identity, nonce) };
    await audit(me, nonce, { at: new Date(now), action: 'benefits.saveOffer', subject: shop._id, before, after: { ...result, ...offer }, reason: '' }); // prettier-ignore
    const data = { [`offers.${result.offerId}`]: _.set(offer), receipts: keepReceipt(nonce, result) };
    await update('shops', { _id: shop._id }, data);
    return result;
  },
});

/** From now on nobody sees it; what was given stands. */
export const endOffer = useCase('benefits.endOffer', {
  ask: shopAsked,
  subject: ofItsAreas,

  async run({ input: { shopId, offerId }, loaded, me, nonce, now }) {
    const [shop] = loaded.shop;
    const result = { offerId };
    if (receiptFor(shop, nonce)) return result;
    const before = shop && offerIn(shop, offerId);
    if (!shop || !before) throw new Refused('NOT_FOUND');
    await audit(me, nonce, { at: new Date(now), action: 'benefits.endOffer', subject: shopId, before, after: null, reason: '' }); // prettier-ignore
    const data = { [`offers.${offerId}`]: _.remove(), receipts: keepReceipt(nonce, result) };
    await update('shops', { _id: shopId }, data);
    return result;
  },
});
