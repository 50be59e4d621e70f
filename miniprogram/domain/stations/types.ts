import type { Place } from '../geo';

/** 中心 · 所 · 站 · 点, from the top of the tree down. */
export const tiers = ['centre', 'institute', 'station', 'point'] as const;
export type Tier = (typeof tiers)[number];

/** Open from `open` to `close` ('08:30', '17:30') on these weekdays (Monday is 1). */
export interface OpeningHours {
  readonly weekdays: readonly number[];
  readonly open: string;
  readonly close: string;
}

export interface Station {
  readonly id: string;
  readonly tier: Tier;
  readonly name: string;
  readonly parentId: string | null;
  /** Ids from the root of the tree down to the parent. */
  readonly ancestors: readonly string[];
  readonly place: Place;
  /** The pin was set from the division's position, not on the spot. */
  readonly approximate: boolean;
  readonly address: string;
  readonly phone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly facilities: readonly string[];
  readonly offers: readonly string[];
  readonly photos: readonly string[];
  readonly closed: boolean;
}
