import type { ErrorCode } from '../errors';
import type { Place } from '../geo';
import type { Instant } from '../time';
import type { Offer } from './rules';

/** An offer as one person sees it. */
export interface OfferForMe extends Offer {
  /** Null when this person may have it now. */
  readonly refused: ErrorCode | null;
}

export interface ShopCard {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  readonly place: Place;
  /** Metres; null when the caller gave no place. */
  readonly distance: number | null;
  readonly phone: string;
  readonly hours: string;
  readonly paused: boolean;
  /** Those for fewer stars first. */
  readonly offers: readonly OfferForMe[];
  /** The caller keeps it. */
  readonly keeps: boolean;
}

export interface ShopList {
  /** Of the caller; null when not registered as a volunteer. */
  readonly stars: number | null;
  readonly shops: readonly ShopCard[];
}

/** One thing that the caller was given. */
export interface Gift {
  readonly id: string;
  readonly shopName: string;
  readonly title: string;
  readonly at: Instant;
}

/** A shop as who keeps it sees it. */
export interface KeptShop {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly paused: boolean;
  readonly offers: readonly Offer[];
  readonly givenToday: number;
  readonly givenThisMonth: number;
}

/** Who stands before the shop's phone. */
export interface Visitor {
  /** '张*三' */
  readonly name: string;
  readonly stars: number;
  readonly offers: readonly OfferForMe[];
  /** Good for some minutes: what is given in them is noted with it. */
  readonly pass: string;
  readonly until: Instant;
}

/** A shop as the staff who look after it see it. */
export interface ManagedShop {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly address: string;
  readonly place: Place;
  readonly phone: string;
  readonly hours: string;
  readonly paused: boolean;
  readonly offers: readonly Offer[];
  readonly keepers: readonly { accountId: string; name: string }[];
}
