import * as v from 'valibot';
import { offerFields, shopFields } from '../benefits/schemas';
import type { Gift, KeptShop, ManagedShop, ShopCard, ShopList, Visitor } from '../benefits/views';
import { id, place } from '../fields';
import { answers, limit, nothing, reads, writes } from './define';
import { CODE_IS_NOT_GOOD } from './errors';

const shopId = id;
const done = answers<{ shopId: string }>();
const secret = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const code = v.pipe(v.string(), v.maxLength(200));

/** Benefits: what shops offer by star. Nothing is bought, nothing is counted up, nobody is ranked. */
export const benefits = {
  /** Nearest first; without a place, from the middle of the city. */
  'benefits.list': reads(
    'member',
    'anyone',
    v.strictObject({ place: v.optional(place), category: v.optional(id), limit: limit(50) }),
    answers<ShopList>(),
  ),
  'benefits.shop': reads(
    'member',
    'anyone',
    v.strictObject({ shopId, place: v.optional(place) }),
    answers<ShopCard & { stars: number | null }>(),
  ),
  /** What the caller was given, latest first. */
  'benefits.mine': reads('member', 'account', nothing, answers<{ gifts: Gift[] }>()),

  // ── A shop's own people ────────────────────────────────────────────────────────────────────────
  'benefits.keeper': reads('member', 'account', nothing, answers<{ shops: KeptShop[] }>()),
  /** By an invitation of the staff. */
  'benefits.join': writes(
    'member',
    'introduced',
    v.strictObject({ shopId, invitation: secret }),
    answers<{ shopId: string; name: string }>(),
    ['INVITATION_OVER', 'TOO_MANY_KEEPERS'],
  ),
  'benefits.leave': writes('member', 'account', v.strictObject({ shopId }), done, ['NOT_A_SHOP']),
  /** Reads the rotating code on a volunteer's phone. */
  'benefits.check': reads('member', 'account', v.strictObject({ shopId, code }), answers<Visitor>(), [
    ...CODE_IS_NOT_GOOD,
    'NOT_A_SHOP',
    'NOT_A_VOLUNTEER',
  ]),
  'benefits.give': writes(
    'member',
    'account',
    v.strictObject({ shopId, offerId: id, pass: code }),
    answers<{ giftId: string }>(),
    [
      ...CODE_IS_NOT_GOOD,
      'NOT_A_SHOP',
      'NOT_A_VOLUNTEER',
      'SHOP_PAUSED',
      'OFFER_OVER',
      'NOT_ENOUGH_STARS',
      'ALREADY_GIVEN',
    ],
  ),

  // ── Staff ──────────────────────────────────────────────────────────────────────────────────────
  'benefits.shops': reads('organizer', 'duty', nothing, answers<{ shops: ManagedShop[] }>()),
  /** A new one, or all facts of one there is. It belongs to a station, whose staff look after it. */
  'benefits.saveShop': writes(
    'organizer',
    'staff',
    v.strictObject({ shopId: v.optional(shopId), stationId: id, ...shopFields }),
    done,
    ['CONTENT_REFUSED'],
  ),
  'benefits.pause': writes('organizer', 'staff', v.strictObject({ shopId, paused: v.boolean() }), done),
  'benefits.saveOffer': writes(
    'organizer',
    'staff',
    v.strictObject({ shopId, offerId: v.optional(id), ...offerFields }),
    answers<{ offerId: string }>(),
    ['TIME_PASSED', 'TOO_MANY_OFFERS', 'CONTENT_REFUSED'],
  ),
  'benefits.endOffer': writes(
    'organizer',
    'staff',
    v.strictObject({ shopId, offerId: id }),
    answers<{ offerId: string }>(),
  ),
  /** A link for one person of the shop, good for a week. */
  'benefits.invite': writes(
    'organizer',
    'staff',
    v.strictObject({ shopId }),
    answers<{ shopId: string; invitation: string; until: number }>(),
  ),
  'benefits.dismiss': writes('organizer', 'staff', v.strictObject({ shopId, accountId: id }), done),
} as const;
