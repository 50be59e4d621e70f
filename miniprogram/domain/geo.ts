import { digest } from './sha';

/** Coordinates are GCJ-02, as WeChat's maps use; distances are metres. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** As MongoDB's 2dsphere reckons it, so that a distance shown is the distance sorted by. */
const EARTH_RADIUS = 6378100;

/** Great-circle distance in metres. */
export function distanceBetween(a: Place, b: Place): number {
  const rad = Math.PI / 180;
  const dLat = (b.latitude - a.latitude) * rad;
  const dLng = (b.longitude - a.longitude) * rad;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLng / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.atan2(Math.sqrt(h), Math.sqrt(Math.max(0, 1 - h)));
}

/** Metres to either side. */
const SPREAD = 20;
const METRES_A_DEGREE = (EARTH_RADIUS * Math.PI) / 180;

/**
 * A place some metres from this one, always the same for the same id: what many things of one place are found by on the
 * map. So no two are equally far from anywhere, and a list of the nearest can go on behind any of them.
 */
export function spreadAround({ longitude, latitude }: Place, id: string): Place {
  const hex = digest(`spread:${id}`);
  const metres = (from: number): number =>
    (parseInt(hex.slice(from, from + 8), 16) / 0xffffffff - 0.5) * 2 * SPREAD;
  return {
    longitude: longitude + metres(0) / METRES_A_DEGREE / Math.cos((latitude * Math.PI) / 180),
    latitude: latitude + metres(8) / METRES_A_DEGREE,
  };
}
