import { inOrder, isOver, offerRefusal, type Offer, type Visit } from '#domain/benefits/rules';
import type { ManagedShop, OfferForMe, ShopCard } from '#domain/benefits/views';
import { distanceBetween, type Place } from '#domain/geo';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { latestLines, summaryOf } from '../hours/views';
import type { AccountDocument } from '../documents';
import type { ShopDocument } from './documents';

export const offersOf = ({ offers }: Pick<ShopDocument, 'offers'>): Offer[] =>
  inOrder(Object.entries(offers).map(([id, offer]) => ({ id, ...offer })));

export const isPaused = (shop: ShopDocument): boolean => shop.spot === undefined;

/** Of a registered volunteer; null of anybody else. One round trip. */
export async function starsOfAccount(
  account: Pick<AccountDocument, '_id' | 'volunteer'> | null,
  settings: Settings,
): Promise<number | null> {
  if (!account?.volunteer) return null;
  const [last] = await latestLines(account._id, 1);
  return summaryOf(last, settings).stars;
}

/** Offers that are over are told to nobody but the staff. */
export function offersFor(shop: ShopDocument, visit: Visit): OfferForMe[] {
  return offersOf(shop)
    .filter((offer) => !isOver(offer, visit.today))
    .map((offer) => ({ ...offer, refused: offerRefusal(offer, visit)?.code ?? null }));
}

/** What somebody who looks at a shop sees; `stars` null is no volunteer. */
export interface Looking {
  readonly from: Place | undefined;
  readonly accountId: string;
  readonly stars: number | null;
  readonly givenToday: readonly string[];
  readonly now: Instant;
}

export function shopCard(shop: ShopDocument, { from, accountId, stars, givenToday, now }: Looking): ShopCard {
  const { _id, name, category, address, place, phone, hours, keepers } = shop;
  const paused = isPaused(shop);
  return {
    id: _id,
    name,
    category,
    address,
    place,
    phone,
    hours,
    paused,
    distance: from ? Math.round(distanceBetween(from, place)) : null,
    // Nobody who is no volunteer has stars: even an offer for all volunteers is not for them.
    offers: offersFor(shop, { paused, stars: stars ?? -1, givenToday, today: dayOf(now) }),
    keeps: accountId !== '' && keepers.includes(accountId),
  };
}

export function managedShop(shop: ShopDocument, people: readonly AccountDocument[]): ManagedShop {
  const { _id, name, category, stationId, stationName, address, place, phone, hours, keepers } = shop;
  return {
    id: _id,
    name,
    category,
    stationId,
    stationName,
    address,
    place,
    phone,
    hours,
    paused: isPaused(shop),
    offers: offersOf(shop),
    keepers: keepers.map((accountId) => ({
      accountId,
      name: people.find((person) => person._id === accountId)?.name ?? '',
    })),
  };
}
