import { randomBytes } from 'node:crypto';
import type { Checked } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { shopIdOf } from '#domain/ids';
import { categoryRefusal } from '#domain/refusals';
import { _, insert, point } from '../core/database';
import { findWith, many, needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { Receipt } from '../core/values';
import { refuseRisky } from '../core/wechat';
import type { StationDocument } from '../documents';
import { areasOf } from '../stations/areas';
import type { ShopDocument } from './documents';
import { isPaused, managedShop } from './views';

const SHOPS_AT_MOST = 200;

/** Of the stations where the caller serves. */
export const managedShops = useCase('benefits.shops', {
  ask: () => ({}),

  async run({ caller }) {
    const found = await findWith(
      'shops',
      [{ match: { areas: _.in(caller.duties) } }],
      SHOPS_AT_MOST,
      ({ keepers }) => ({ people: many('accounts', '_id', keepers, ['phone', 'receipts', 'volunteer']) }),
    );
    return {
      shops: found.map((shop) => managedShop(shop, shop.people)).sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  },
});

type Saved = Checked<'benefits.saveShop'>;

/** What of a shop staff write. */
function factsOf(input: Saved, station: StationDocument) {
  const { name, category, address, place, phone, hours, stationId } = input;
  return {
    name,
    category,
    address,
    place,
    phone,
    hours,
    stationId,
    stationName: station.name,
    areas: areasOf(station),
  };
}

export const saveShop = useCase('benefits.saveShop', {
  ask: (input, me, nonce) => ({
    station: one('stations', input.stationId),
    shop: one('shops', input.shopId ?? shopIdOf(me.identity, nonce)),
  }),
  // One there is, by where it stands now; where it is to stand is looked at besides.
  subject: ({ station, shop }) => (shop ? { areas: shop.areas } : station ? { areas: areasOf(station) } : {}),

  async run({ input, loaded: { station, shop }, settings, caller, me, nonce, now, audit }) {
    const replay = receiptFor<{ shopId: string }>(shop, nonce);
    if (replay) return replay;
    const serves = station && caller.duties.some((duty) => areasOf(station).includes(duty));
    if (!serves || (input.shopId !== undefined && !shop)) throw new Refused('NOT_FOUND');
    refuseIf(categoryRefusal(settings.shopCategories, input.category));
    const said = [input.name, input.address, input.hours].join('\n');
    await refuseRisky(said, me.openid, 'post');

    const facts = factsOf(input, station);
    const result = { shopId: shop?._id ?? shopIdOf(me.identity, nonce) };
    await audit({ subject: result.shopId, before: shop ? factsKept(shop) : null, after: facts });
    if (shop) await change(shop, facts, receipt(nonce, result));
    else await insert('shops', newShop(result.shopId, facts, now, nonce));
    return result;
  },
});

type Facts = ReturnType<typeof factsOf>;

function factsKept({ name, category, address, phone, hours, stationId }: ShopDocument) {
  return { name, category, address, phone, hours, stationId };
}

/** A paused shop stays off the map, also one that is paused at this very moment. */
async function change(shop: ShopDocument, facts: Facts, answer: Receipt): Promise<void> {
  const asRead = { _id: shop._id, spot: _.exists(!isPaused(shop)) };
  const data = {
    ...facts,
    place: _.set(facts.place),
    areas: _.set(facts.areas),
    ...(isPaused(shop) ? {} : { spot: point(facts.place) }),
  };
  await writeOnce('shops', asRead, data, answer);
}

const newShop = (_id: string, facts: Facts, now: number, nonce: string): ShopDocument => ({
  _id,
  ...facts,
  offers: {},
  keepers: [],
  key: randomBytes(24).toString('hex'),
  createdAt: new Date(now),
  receipts: [receipt(nonce, { shopId: _id })],
  spot: point(facts.place),
});

/** A paused shop is in no list and gives nothing; who was given something still reads it. */
export const pauseShop = useCase('benefits.pause', {
  ask: ({ shopId }) => ({ shop: needed(one('shops', shopId)) }),
  subject: ({ shop }) => ({ areas: shop.areas }),

  async run({ input: { shopId, paused }, loaded: { shop }, nonce, audit }) {
    const result = { shopId };
    if (receiptFor(shop, nonce)) return result;
    await audit({ subject: shopId, before: { paused: isPaused(shop) }, after: { paused } });
    const spot = paused ? _.remove() : point(shop.place);
    await writeOnce('shops', { _id: shopId }, { spot }, receipt(nonce, result));
    return result;
  },
});
