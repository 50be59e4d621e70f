import { KEEPERS_AT_MOST } from '#domain/benefits/schemas';
import { Refused } from '#domain/errors';
import { digest } from '#domain/sha';
import { dayOf } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, type Stage } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { ShopDocument } from './documents';
import { isPaused, offersOf } from './views';

const SHOPS_AT_MOST = 20;

/** How many gifts a shop gave in this span, counted where they are kept: none of them is carried along. */
const countOf = (as: string, span: string, path: string): Stage[] => {
  const key = { $concat: ['$_id', '_', span] };
  const pipeline = [{ $match: { $expr: { $eq: [`$${path}`, '$$key'] } } }, { $count: 'given' }];
  return [
    { lookup: { from: 'gifts', let: { key }, pipeline, as } },
    { addFields: { [as]: { $ifNull: [{ $arrayElemAt: [`$${as}.given`, 0] }, 0] } } },
  ];
};

/** The shops that the caller keeps, with how much was given; who it was given to stays with the volunteers. */
export const keptShops = useCase('benefits.keeper', {
  ask: () => ({}),

  async run({ me, now }) {
    const day = dayOf(now);
    const shops = await aggregate<ShopDocument & { today: number; month: number }>(
      'shops',
      [{ match: { keepers: me.accountId } }],
      SHOPS_AT_MOST,
      [...countOf('today', day, 'dayOf'), ...countOf('month', day.slice(0, 7), 'monthOf')],
    );
    return {
      shops: shops.map((shop) => ({
        id: shop._id,
        name: shop.name,
        address: shop.address,
        paused: isPaused(shop),
        offers: offersOf(shop),
        givenToday: shop.today,
        givenThisMonth: shop.month,
      })),
    };
  },
});

/** One invitation lets one person in; the same person may send it again. */
export const joinShop = useCase('benefits.join', {
  ask: ({ shopId }) => ({ shop: needed(one('shops', shopId)) }),

  async run({ input, loaded: { shop }, me, nonce, now, reload }) {
    const result = { shopId: shop._id, name: shop.name };
    if (receiptFor(shop, nonce) || shop.keepers.includes(me.accountId)) return result;
    const { invitation } = shop;
    const secret = digest(input.invitation);
    if (invitation?.digest !== secret || ms(invitation.until) <= now) throw new Refused('INVITATION_OVER');
    if (shop.keepers.length >= KEEPERS_AT_MOST) throw new Refused('TOO_MANY_KEEPERS');
    const joined = await updateOnce(
      'shops',
      { _id: shop._id, 'invitation.digest': secret },
      { keepers: _.addToSet(me.accountId), invitation: _.remove() },
      receipt(nonce, result),
    );
    if (joined === 1) return result;
    // Used in between: by the same tap sent twice, or by somebody else.
    const again = (await reload()).shop;
    if (!receiptFor(again, nonce) && !again.keepers.includes(me.accountId))
      throw new Refused('INVITATION_OVER');
    return result;
  },
});

export const leaveShop = useCase('benefits.leave', {
  ask: ({ shopId }) => ({ shop: one('shops', shopId) }),

  async run({ input: { shopId }, loaded: { shop }, me, nonce, reload }) {
    if (!shop) throw new Refused('NOT_A_SHOP');
    if (receiptFor(shop, nonce)) return { shopId };
    const kept = { _id: shopId, keepers: me.accountId };
    const left = await updateOnce(
      'shops',
      kept,
      { keepers: _.pull(me.accountId) },
      receipt(nonce, { shopId }),
    );
    if (left === 0 && !receiptFor((await reload()).shop, nonce)) throw new Refused('NOT_A_SHOP');
    return { shopId };
  },
});
