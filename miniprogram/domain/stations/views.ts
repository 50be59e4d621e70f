import type { ActivityCard } from '../activities/views';
import type { PlaceInList } from '../fields';
import type { Place } from '../geo';
import type { OpenState } from './rules';
import type { OpeningHours, Tier } from './types';

export interface StationCard {
  readonly id: string;
  readonly tier: Tier;
  readonly name: string;
  readonly place: Place;
  /** Metres; null when the caller gave no place. */
  readonly distance: number | null;
  readonly openState: OpenState;
  readonly offers: readonly string[];
  readonly ancestors: readonly string[];
  /** The pin stands for the division, not for the door: distances are rough. */
  readonly approximate: boolean;
  /** Titles of what is on today, at most two. */
  readonly today: readonly string[];
}

export interface StationView extends StationCard {
  readonly address: string;
  readonly phone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly facilities: readonly string[];
  readonly photos: readonly string[];
  readonly path: readonly { id: string; name: string; tier: Tier }[];
  /** What is coming in the next seven days, soonest first: a page of it. */
  readonly week: readonly ActivityCard[];
  /** Where the next page of it begins; null after the last. */
  readonly weekNext: PlaceInList | null;
}

/** A 中心 or 所 to choose when location is refused. */
export interface Division {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly parentId: string | null;
  readonly place: Place;
}
