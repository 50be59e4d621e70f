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
