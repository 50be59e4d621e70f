import type { KeptShop, Visitor } from '../../../domain/benefits/views';
import { clock } from '../../../services/format';
import { offerRow, starWords, type OfferRow } from '../words';

export interface KeptRow {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly paused: boolean;
  readonly today: number;
  readonly month: number;
}

export const keptRow = (shop: KeptShop): KeptRow => ({
  id: shop.id,
  name: shop.name,
  address: shop.address,
  paused: shop.paused,
  today: shop.givenToday,
  month: shop.givenThisMonth,
});

export interface VisitorModel {
  readonly name: string;
  /** One letter a star. */
  readonly stars: string;
  readonly starsText: string;
  readonly offers: readonly OfferRow[];
  /** '10:42 前有效' */
  readonly until: string;
}

export const visitorModel = (visitor: Visitor): VisitorModel => ({
  name: visitor.name,
  stars: '★'.repeat(visitor.stars),
  starsText: visitor.stars === 0 ? '志愿者，还没有星级' : `${starWords(visitor.stars)}志愿者`,
  offers: visitor.offers.map(offerRow),
  until: `${clock(visitor.until)} 前可以记，过了请再扫一次`,
});
