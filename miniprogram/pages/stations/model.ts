import { spokenName } from '../../domain/stations/rules';
import { tiers } from '../../domain/stations/types';
import type { StationCard } from '../../domain/stations/views';
import type { Whereabouts } from '../../services/place';
import { tierWords } from '../../services/words';

export const tierChips = tiers.map((tier) => ({ id: tier, name: tierWords[tier] }));

export interface Marker {
  readonly id: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly iconPath: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
}

const PIN = { iconPath: '/assets/pin.png', width: 32, height: 40 };

/** Pins are numbered as the list is. */
export const markersOf = (stations: readonly StationCard[]): Marker[] =>
  stations.map(({ place, name }, id) => ({
    ...PIN,
    id,
    longitude: place.longitude,
    latitude: place.latitude,
    title: spokenName(name),
  }));

export function whereWords(here: Whereabouts | null): string {
  if (!here) return '还不知道您在哪里';
  if (here.source === 'phone') return '按离我的距离';
  if (here.source === 'chosen') return `按离${here.label}的距离`;
  return '没有您的位置，从城市中间算';
}
