import type { Gift, ShopCard } from '../../../domain/benefits/views';
import type { Instant } from '../../../domain/time';
import { distance, moment } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { offerRow, type OfferRow } from '../words';

export interface ShopRow {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  readonly distance: string;
  readonly offers: readonly OfferRow[];
}

export function shopRow(shop: ShopCard): ShopRow {
  return {
    id: shop.id,
    name: shop.name,
    category: choiceName('shopCategories', shop.category),
    address: shop.address,
    distance: shop.distance === null ? '' : distance(shop.distance),
    offers: shop.offers.map(offerRow),
  };
}

export interface GiftRow {
  readonly id: string;
  readonly title: string;
  readonly shop: string;
  readonly when: string;
}

export const giftRow = ({ id, title, shopName, at }: Gift, now: Instant): GiftRow => ({
  id,
  title,
  shop: shopName,
  when: moment(at, now),
});

const PIN = { iconPath: '/assets/pin.png', width: 32, height: 40 };

/** Pins are numbered as the list is. */
export const markersOf = (shops: readonly ShopCard[]) =>
  shops.map(({ place, name }, id) => ({
    ...PIN,
    id,
    longitude: place.longitude,
    latitude: place.latitude,
    title: name,
  }));
