import { defined } from '#domain/defined';
import { giftsKeyOf } from '#domain/ids';
import { dayOf } from '#domain/time';
import { ms, now as clock } from '../core/clock';
import { aggregate, find, point } from '../core/database';
import { many, ME, needed, one } from '../core/loading';
import { useCase } from '../core/use-case';
import type { ShopDocument } from './documents';
import { shopCard, starsOfAccount } from './views';

/** Farther than that nobody goes for a bowl of noodles. */
const NEAR_METRES = 100_000;

export const shopList = useCase('benefits.list', {
  ask: () => ({}),

  async run({ input, settings, account, me, now }) {
    const { place, category, limit } = input;
    const [stars, shops] = await Promise.all([
      starsOfAccount(account, settings),
      aggregate<ShopDocument>(
        'shops',
        [
          {
            geoNear: {
              near: point(place ?? settings.city.centre),
              spherical: true,
              distanceField: 'distance',
              key: 'spot',
              limit,
              maxDistance: NEAR_METRES,
              query: defined({ category }),
            },
          },
        ],
        limit,
      ),
    ]);
    const looking = { from: place, accountId: me.accountId, stars, givenToday: [], now };
    return { stars, shops: shops.map((shop) => shopCard(shop, looking)) };
  },
});

export const oneShop = useCase('benefits.shop', {
  ask: ({ shopId }) => ({
    shop: needed(one('shops', shopId)),
    given: many('gifts', 'visitOf', giftsKeyOf(shopId, ME, dayOf(clock()))),
  }),

  async run({ input, loaded, settings, account, me, now }) {
    const stars = await starsOfAccount(account, settings);
    const givenToday = loaded.given.map((gift) => gift.offerId);
    const looking = { from: input.place, accountId: me.accountId, stars, givenToday, now };
    return { ...shopCard(loaded.shop, looking), stars };
  },
});

const GIFTS_SHOWN = 100;

export const myGifts = useCase('benefits.mine', {
  ask: () => ({}),

  async run({ me }) {
    const latestFirst = [
      ['accountId', 'asc'],
      ['at', 'desc'],
    ] as const;
    const mine = { accountId: me.accountId };
    const gifts = await find('gifts', mine, { order: latestFirst, limit: GIFTS_SHOWN });
    return {
      gifts: gifts.map(({ _id, shopName, title, at }) => ({ id: _id, shopName, title, at: ms(at) })),
    };
  },
});
