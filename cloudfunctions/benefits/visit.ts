import { parsePersonalCode, verifyPersonalCode } from '#domain/attendance/code';
import { makePass, offerRefusal, parsePass, PASS_LASTS, verifyPass, type Pass } from '#domain/benefits/rules';
import { refuseIf, Refused } from '#domain/errors';
import { giftIdOf, giftsKeyOf, spanKeyOf } from '#domain/ids';
import { maskName } from '#domain/names';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { now as clock } from '../core/clock';
import { insert } from '../core/database';
import { many, one } from '../core/loading';
import { useCase, type Me } from '../core/use-case';
import type { AccountDocument } from '../documents';
import type { GiftDocument, ShopDocument } from './documents';
import { isPaused, offersFor, offersOf, starsOfAccount } from './views';

/** Whoever is meant by a code, with what this shop has given to them today. */
const visitQuestion = (shopId: string, accountId: string, day: string) => ({
  shop: one('shops', shopId),
  person: one('accounts', accountId, ['phone', 'receipts', 'consents']),
  given: many('gifts', 'visitOf', giftsKeyOf(shopId, accountId, day)),
});

/** A pass is for the day on which it was made, also when that ends before it does. */
const madeAt = (pass: Pass): Instant => pass.until - PASS_LASTS;

interface Found {
  readonly shop: ShopDocument | undefined;
  readonly person: AccountDocument | undefined;
  readonly given: readonly GiftDocument[];
}

/** Only who keeps the shop learns anything. */
function ownShop({ shop }: Found, me: Me): ShopDocument {
  if (!shop?.keepers.includes(me.accountId)) throw new Refused('NOT_A_SHOP');
  return shop;
}

async function starsOfVisitor(person: AccountDocument, settings: Settings): Promise<number> {
  const stars = await starsOfAccount(person, settings);
  if (stars === null) throw new Refused('NOT_A_VOLUNTEER');
  return stars;
}

const visit = (shop: ShopDocument, stars: number, given: readonly GiftDocument[], now: Instant) => ({
  paused: isPaused(shop),
  stars,
  today: dayOf(now),
  givenToday: given.map((gift) => gift.offerId),
});

export const checkVisitor = useCase('benefits.check', {
  ask: ({ shopId, code }) => visitQuestion(shopId, parsePersonalCode(code)?.accountId ?? '', dayOf(clock())),

  async run({ input, loaded, settings, me, now }) {
    const shop = ownShop(loaded, me);
    const code = parsePersonalCode(input.code);
    const { person } = loaded;
    if (!code || !person?.codeKey) throw new Refused('CODE_INVALID');
    const verdict = verifyPersonalCode(code, person.codeKey, now);
    if (verdict !== 'OK') throw new Refused(verdict);
    const stars = await starsOfVisitor(person, settings);
    return {
      name: maskName(person.name),
      stars,
      offers: offersFor(shop, visit(shop, stars, loaded.given, now)),
      pass: makePass(shop.key, person._id, now),
      until: now + PASS_LASTS,
    };
  },
});

/** Notes that an offer was given: for the person to look back on, for the shop to count. */
export const giveOffer = useCase('benefits.give', {
  ask: (input) => {
    const pass = parsePass(input.pass);
    return visitQuestion(input.shopId, pass?.accountId ?? '', pass ? dayOf(madeAt(pass)) : '');
  },

  async run({ input, loaded, settings, me, nonce, now, reload }) {
    const shop = ownShop(loaded, me);
    const pass = parsePass(input.pass);
    const { person } = loaded;
    if (!pass || !person) throw new Refused('CODE_INVALID');
    const verdict = verifyPass(pass, shop.key, now);
    if (verdict === 'CODE_INVALID') throw new Refused(verdict);
    const replay = byThisCall(loaded.given, nonce);
    if (replay) return { giftId: replay._id };
    if (verdict !== 'OK') throw new Refused(verdict);
    const stars = await starsOfVisitor(person, settings);
    const offer = offersOf(shop).find(({ id }) => id === input.offerId);
    if (!offer) throw new Refused('NOT_FOUND');
    refuseIf(offerRefusal(offer, visit(shop, stars, loaded.given, madeAt(pass))));
    const gift = giftOf(shop, offer, { pass, by: me.accountId, nonce, now });
    if ((await insert('gifts', gift)) === 'INSERTED') return { giftId: gift._id };
    const twin = byThisCall((await reload()).given, nonce);
    if (!twin) throw new Refused('ALREADY_GIVEN');
    return { giftId: twin._id };
  },
});

const byThisCall = (given: readonly GiftDocument[], nonce: string): GiftDocument | undefined =>
  given.find((gift) => gift.nonce === nonce);

interface Giving {
  readonly pass: Pass;
  readonly by: string;
  readonly nonce: string;
  readonly now: Instant;
}

function giftOf(shop: ShopDocument, offer: { id: string; title: string }, giving: Giving): GiftDocument {
  const { pass, by, nonce, now } = giving;
  const { accountId } = pass;
  const day = dayOf(madeAt(pass));
  return {
    _id: giftIdOf(shop._id, offer.id, accountId, day),
    shopId: shop._id,
    shopName: shop.name,
    offerId: offer.id,
    title: offer.title,
    accountId,
    at: new Date(now),
    by,
    nonce,
    visitOf: giftsKeyOf(shop._id, accountId, day),
    dayOf: spanKeyOf(shop._id, day),
    monthOf: spanKeyOf(shop._id, day.slice(0, 7)),
  };
}
