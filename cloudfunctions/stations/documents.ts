import type { Place } from '#domain/geo';
import type { OpeningHours, Tier } from '#domain/stations/types';
import type { GeoPoint } from '../core/values';

export interface StationDocument {
  _id: string;
  tier: Tier;
  name: string;
  parentId: string | null;
  ancestors: string[];
  place: Place;
  location: GeoPoint;
  approximate: boolean;
  address: string;
  phone: string;
  openingHours: OpeningHours[];
  facilities: string[];
  offers: string[];
  photos: string[];
  closed: boolean;
  grams: string[];
  /** By an import that was sent then: an earlier one that comes late changes nothing. */
  importedAt?: Date;
}
