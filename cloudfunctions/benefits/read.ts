import { Refused } from '#domain/errors';
import { dayOf } from '#domain/time';
import { ms, now as clock } from '../core/clock';
import { aggregate, find, point } from '../core/database';
import { byId, having, ME } from '../core/question';
import { useCase } from '../core/use-case';
import { visitOf } from './ids';
import type { ShopDocument } from './documents';
import { shopCard, starsOfAccount } from './views';

/** Farther than that nobody goes for a bowl of noodles. */
const NEAR_METRES = 100_000;

export const list = useCase('benefits.list', {
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
              query: category === undefined ? {} : { category },
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

export const shop = useCase('benefits.shop', {
  ask: ({ shopId }) => ({
    shop: byId('shops', shopId),
    given: having('gifts', 'visitOf', visitOf(shopId, ME, dayOf(clock()))),
  }),

  async run({ input, loaded, settings, account, me, now }) {
    const [found] = loaded.shop;
    if (!found) throw new Refused('NOT_FOUND');
    const stars = await starsOfAccount(account, settings);
    const givenToday = loaded.given.map((gift) => gift.offerId);
    const looking = { from: input.place, accountId: me.accountId, stars, givenToday, now };
    return { ...shopCard(found, looking), stars };
  },
});

const GIFTS_SHOWN = 100;

export const mine = useCase('benefits.mine', {
  ask: () => ({}),

  async run({ me }) {
    const order = [['accountId', 'asc'], ['at', 'desc']] as const; // prettier-ignore
    const gifts = await find('gifts', { accountId: me.accountId }, { order, limit: GIFTS_SHOWN });
    return {
      gifts: gifts.map(({ _id, shopName, title, at }) => ({ id: _id, shopName, title, at: ms(at) })),
    };
  },
});
