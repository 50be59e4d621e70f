import { isFields } from './copy';
import { StoreError, type Value } from './types';

/** Earth's radius in metres as MongoDB takes it for 2dsphere distances. */
export const EARTH_RADIUS = 6378100;

/** Longitude and latitude in degrees, in GeoJSON's order. */
export type Position = readonly [longitude: number, latitude: number];
/** A point of the unit sphere. Distances between these need no special case at poles or date line. */
export type Vector = readonly [x: number, y: number, z: number];
/** All points whose angle to the centre is at most this many radians. */
export interface Cap {
  readonly centre: Vector;
  readonly angle: number;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

/** Metres between two positions along the sphere (haversine in its atan2 form). */
export function distance(a: Position, b: Position): number {
  const latitude = Math.sin(radians(b[1] - a[1]) / 2);
  const longitude = Math.sin(radians(b[0] - a[0]) / 2);
  const h = latitude ** 2 + Math.cos(radians(a[1])) * Math.cos(radians(b[1])) * longitude ** 2;
  return 2 * EARTH_RADIUS * Math.atan2(Math.sqrt(h), Math.sqrt(Math.max(0, 1 - h)));
}

export function toVector([longitude, latitude]: Position): Vector {
  const around = Math.cos(radians(latitude));
  return [
    around * Math.cos(radians(longitude)),
    around * Math.sin(radians(longitude)),
    Math.sin(radians(latitude)),
  ];
}

/** Length of the straight line through the earth, in radii, under an arc of this angle. */
export const chordOf = (angle: number): number => 2 * Math.sin(Math.min(angle, Math.PI) / 2);

export function toPosition(value: Value): Position | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [longitude, latitude] = value as Value[];
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}

/** The position of a GeoJSON point or of a bare pair of coordinates. */
export function pointOf(value: Value): Position | null {
  if (Array.isArray(value)) return toPosition(value);
  if (!isFields(value) || value['type'] !== 'Point') return null;
  return toPosition(value['coordinates']);
}

/** The positions in a field: one, or several in an array. */
export function pointsOf(value: Value): Position[] {
  const one = pointOf(value);
  if (one) return [one];
  return Array.isArray(value) ? value.map(pointOf).filter((position) => position !== null) : [];
}

/** A place, several of them, or another geometry, which is not looked into. */
export function isGeometry(value: Value): boolean {
  if (pointOf(value)) return true;
  if (Array.isArray(value)) return value.every((item: Value) => pointOf(item) !== null);
  return isFields(value) && typeof value['type'] === 'string' && value['type'] !== 'Point';
}

export interface Area {
  readonly cap: Cap;
  contains(position: Position): boolean;
}

export function circle(value: Value): Area {
  const [at, angle] = Array.isArray(value) ? (value as Value[]) : [];
  const centre = pointOf(at);
  if (!centre || typeof angle !== 'number' || !(angle >= 0))
    throw bad('$centerSphere needs a centre and a radius');
  return {
    cap: { centre: toVector(centre), angle },
    contains: (position) => distance(centre, position) / EARTH_RADIUS <= angle,
  };
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const angleBetween = (a: Vector, b: Vector): number => {
  const c = cross(a, b);
  return Math.atan2(Math.hypot(...c), dot(a, b));
};

function capAround(ring: readonly Vector[]): Cap {
  const sum = ring.reduce<Vector>(
    (total, v) => [total[0] + v[0], total[1] + v[1], total[2] + v[2]],
    [0, 0, 0],
  );
  const length = Math.hypot(...sum);
  if (length < 1e-9) return { centre: [0, 0, 1], angle: Math.PI };
  const centre: Vector = [sum[0] / length, sum[1] / length, sum[2] / length];
  const angle = Math.max(...ring.map((v) => angleBetween(centre, v)));
  // A cap smaller than half the sphere holds the arcs between its points; a larger one need not.
  return { centre, angle: angle < Math.PI / 2 ? angle + 1e-9 : Math.PI };
}

/** Signed angle at p from a to b; over a whole ring it adds up to ±2π inside and to 0 outside. */
function turn(p: Vector, a: Vector, b: Vector): number {
  const left = cross(p, a);
  const right = cross(p, b);
  return Math.atan2(dot(p, cross(left, right)), dot(left, right));
}

const onArc = (p: Vector, a: Vector, b: Vector): boolean =>
  Math.abs(angleBetween(a, p) + angleBetween(p, b) - angleBetween(a, b)) < 1e-12;

function ringContains(ring: readonly Vector[], point: Vector): boolean {
  let total = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1], ring[i]];
    if (!a || !b) continue;
    if (onArc(point, a, b)) return true;
    total += turn(point, a, b);
  }
  return Math.abs(total) > Math.PI;
}

function toRing(value: Value): Vector[] {
  const ring = Array.isArray(value) ? value.map((item: Value) => toPosition(item)) : [];
  const positions = ring.filter((item) => item !== null);
  if (positions.length < 4 || positions.length !== ring.length)
    throw bad('a polygon ring needs four positions');
  return positions.map(toVector);
}

function polygon(coordinates: Value): Area {
  const [outer, ...holes] = Array.isArray(coordinates) ? coordinates.map(toRing) : [];
  if (!outer) throw bad('a polygon needs a ring');
  const cap = capAround(outer);
  return {
    cap,
    contains: (position) => {
      const point = toVector(position);
      if (dot(point, cap.centre) < Math.cos(Math.min(Math.PI, cap.angle + 1e-6))) return false;
      return ringContains(outer, point) && !holes.some((hole) => ringContains(hole, point));
    },
  };
}

/** What a GeoJSON geometry of a query covers. */
function geometry(value: Value): Area {
  if (!isFields(value)) throw bad('$geometry must be an object');
  const { type, coordinates } = value;
  if (type === 'Polygon') return polygon(coordinates);
  const at = pointOf(value);
  if (at)
    return { cap: { centre: toVector(at), angle: 1e-9 }, contains: (other) => distance(at, other) === 0 };
  if (type === 'MultiPolygon' && Array.isArray(coordinates)) {
    const parts = coordinates.map(polygon);
    const rings = coordinates.flatMap((part: Value) => (Array.isArray(part) ? toRing(part[0]) : []));
    return { cap: capAround(rings), contains: (position) => parts.some((part) => part.contains(position)) };
  }
  throw bad(`geometry ${String(type)} is not supported`);
}

/** The operand of $geoWithin or $geoIntersects. */
export function areaOf(operand: Value): Area {
  if (!isFields(operand)) throw bad('a geo operator needs an object');
  return operand['$centerSphere'] === undefined
    ? geometry(operand['$geometry'])
    : circle(operand['$centerSphere']);
}

export interface Near {
  readonly centre: Position;
  /** Metres, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** The operand of $near or $nearSphere. */
export function nearOf(operand: Value): Near {
  const centre = isFields(operand) ? pointOf(operand['$geometry']) : null;
  if (!centre || !isFields(operand)) throw bad('$near needs a $geometry that is a point');
  return { centre, from: metres(operand['$minDistance'], 0), to: metres(operand['$maxDistance'], Infinity) };
}

export function metres(value: Value, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'number' || !(value >= 0))
    throw bad('a distance must be a number of metres, not negative');
  return value;
}

export const isNear = (near: Near, position: Position): boolean => {
  const away = distance(near.centre, position);
  return away >= near.from && away <= near.to;
};
