import type { Offer } from '#domain/benefits/rules';
import type { Place } from '#domain/geo';
import type { GeoPoint, Receipt } from '../core/values';

export interface ShopDocument {
  _id: string;
  name: string;
  category: string;
  address: string;
  place: Place;
  phone: string;
  hours: string;
  /** Its staff look after it. */
  stationId: string;
  stationName: string;
  areas: string[];
  /** By id, so that two of them can be changed at once. */
  offers: Record<string, Omit<Offer, 'id'>>;
  /** Accounts that may scan and give. */
  keepers: string[];
  /** Signs the passes of its visitors; never leaves the cloud. */
  key: string;
  createdAt: Date;
  receipts: Receipt[];
  /** While it is not paused. */
  spot?: GeoPoint;
  invitation?: { digest: string; until: Date };
}

export interface GiftDocument {
  _id: string;
  shopId: string;
  shopName: string;
  offerId: string;
  title: string;
  accountId: string;
  at: Date;
  /** The keeper who noted it. */
  by: string;
  nonce: string;
  /** Shop, person and day in one; shop and day; shop and month: what they are looked up and counted by. */
  visitOf: string;
  dayOf: string;
  monthOf: string;
}
