import { OFFERS_AT_MOST } from '#domain/benefits/schemas';
import { Refused } from '#domain/errors';
import { offerIdOf } from '#domain/ids';
import { dayOf } from '#domain/time';
import { _ } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { ShopDocument } from './documents';

const theShop = ({ shopId }: { shopId: string }) => ({ shop: needed(one('shops', shopId)) });
const itsAreas = ({ shop }: { shop: ShopDocument }) => ({ areas: shop.areas });

/** Its own only: a name that every object has is none. */
const offerIn = ({ offers }: ShopDocument, id: string) =>
  Object.hasOwn(offers, id) ? offers[id] : undefined;

export const saveOffer = useCase('benefits.saveOffer', {
  ask: theShop,
  subject: itsAreas,

  async run({ input, loaded: { shop }, me, nonce, now, audit }) {
    const replay = receiptFor<{ offerId: string }>(shop, nonce);
    if (replay) return replay;
    const { title, what, fromStars, conditions, until = null } = input;
    const before = input.offerId === undefined ? null : offerIn(shop, input.offerId);
    if (before === undefined) throw new Refused('NOT_FOUND');
    if (until !== null && until < dayOf(now)) throw new Refused('TIME_PASSED');
    if (!before && Object.keys(shop.offers).length >= OFFERS_AT_MOST) throw new Refused('TOO_MANY_OFFERS');
    const said = [title, what, conditions].join('\n');
    await refuseRisky(said, me.openid, 'post');

    const offer = { title, what, fromStars, conditions, until };
    const result = { offerId: input.offerId ?? offerIdOf(me.identity, nonce) };
    await audit({ subject: shop._id, before, after: { ...result, ...offer } });
    const data = { [`offers.${result.offerId}`]: _.set(offer) };
    await writeOnce('shops', { _id: shop._id }, data, receipt(nonce, result));
    return result;
  },
});

/** From now on nobody sees it; what was given stands. */
export const endOffer = useCase('benefits.endOffer', {
  ask: theShop,
  subject: itsAreas,

  async run({ input: { shopId, offerId }, loaded: { shop }, nonce, audit }) {
    const result = { offerId };
    if (receiptFor(shop, nonce)) return result;
    const before = offerIn(shop, offerId);
    if (!before) throw new Refused('NOT_FOUND');
    await audit({ subject: shopId, before });
    const data = { [`offers.${offerId}`]: _.remove() };
    await writeOnce('shops', { _id: shopId }, data, receipt(nonce, result));
    return result;
  },
});
