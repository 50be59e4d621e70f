import type { Index } from '../config';
import type { Row } from './row';
import { chordOf, isGeometry, pointsOf, toVector, type Cap, type Vector } from './geometry';
import { MISSING, resolveAll } from './paths';
import { encodedValues } from './sort';
import { StoreError, type Document } from './types';

interface Point {
  readonly at: Vector;
  readonly row: Row;
}

/** A cube of space: either the points in it, or its eight halves by each axis. */
interface Cube {
  readonly low: Vector;
  readonly size: number;
  points: Point[] | null;
  parts: (Cube | undefined)[];
}

const CAPACITY = 16;
const SMALLEST = 1e-9;

const squared = (a: Vector, b: Vector): number =>
  (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/** Square of the shortest way from a point to a cube; no point in the cube is nearer. */
function squaredTo(cube: Cube, from: Vector): number {
  let total = 0;
  for (let axis = 0; axis < 3; axis++) {
    const low = cube.low[axis as 0 | 1 | 2];
    const value = from[axis as 0 | 1 | 2];
    const gap = value < low ? low - value : Math.max(0, value - low - cube.size);
    total += gap * gap;
  }
  return total;
}

const partOf = (cube: Cube, at: Vector): number => {
  const half = cube.size / 2;
  return (
    (at[0] >= cube.low[0] + half ? 1 : 0) +
    (at[1] >= cube.low[1] + half ? 2 : 0) +
    (at[2] >= cube.low[2] + half ? 4 : 0)
  );
};

const emptyCube = (low: Vector, size: number): Cube => ({ low, size, points: [], parts: [] });

const sphere = (): Cube => emptyCube([-1, -1, -1], 2);

/**
 * A 2dsphere index: points of the unit sphere in an octree. A search visits cubes from the nearest
 * outwards, so that it reads the neighbourhood only, whatever else is on the map. Where other fields stand before the
 * place, each of their values has an octree of its own.
 */
export class GeoIndex {
  readonly name: string;
  readonly path: string;
  /** Fields before the place: a search has to say what they are. */
  readonly leads: readonly string[];
  private readonly roots = new Map<string, Cube>();

  constructor(spec: Index) {
    const at = spec.keys.findIndex(([, kind]) => kind === 'geo');
    this.name = spec.name;
    this.path = spec.keys[at]?.[0] ?? '';
    this.leads = spec.keys.slice(0, at).map(([path]) => path);
  }

  /** Refuses what no place can be read from; a field that is not there, or null, is left out. */
  check(document: Document): void {
    for (const value of resolveAll(document, this.path)) {
      if (value !== MISSING && value !== null && !isGeometry(value)) {
        throw new StoreError(
          'DATABASE_REQUEST_FAILED',
          `Can't extract geo keys: ${this.path} is no place on earth`,
        );
      }
    }
  }

  replace(row: Row, before: Document | undefined, after: Document | undefined): void {
    const old = before ? this.entriesOf(before) : [];
    const now = after ? this.entriesOf(after) : [];
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    for (const [key, at] of old) remove(this.rootOf(key), at, row);
    for (const [key, at] of now) insert(this.rootOf(key), { at, row });
  }

  /** Rows from the nearest outwards, a row once, each with its straight-line distance in radii. */
  *nearest(from: Vector, keys: readonly string[] = ['']): Generator<{ row: Row; chord: number }> {
    const queue = new Queue();
    for (const key of keys) {
      const cube = this.roots.get(key);
      if (cube) queue.push({ key: squaredTo(cube, from), cube });
    }
    const seen = new Set<Row>();
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (next.row) {
        if (!seen.has(next.row)) yield { row: next.row, chord: Math.sqrt(next.key) };
        seen.add(next.row);
        continue;
      }
      for (const point of next.cube?.points ?? [])
        queue.push({ key: squared(point.at, from), row: point.row });
      for (const cube of next.cube?.parts ?? []) if (cube) queue.push({ key: squaredTo(cube, from), cube });
    }
  }

  /** Rows that may lie within a cap: all that do, and those on its very edge; of an index that begins with the place. */
  within(cap: Cap): Row[] {
    const chord = chordOf(cap.angle) * (1 + 1e-9) + 1e-12;
    const rows = new Set<Row>();
    const visit = (cube: Cube): void => {
      if (squaredTo(cube, cap.centre) > chord * chord) return;
      for (const point of cube.points ?? [])
        if (squared(point.at, cap.centre) <= chord * chord) rows.add(point.row);
      for (const part of cube.parts) if (part) visit(part);
    };
    visit(this.rootOf(''));
    return [...rows];
  }

  /** Its places, each under each combination of values before it. */
  private entriesOf(document: Document): (readonly [key: string, at: Vector])[] {
    const places = resolveAll(document, this.path).flatMap((value) => pointsOf(value).map(toVector));
    if (places.length === 0) return [];
    const keys = combined(this.leads.map((path) => encodedValues(resolveAll(document, path))));
    return keys.flatMap((key) => places.map((at) => [key, at] as const));
  }

  private rootOf(key: string): Cube {
    const root = this.roots.get(key) ?? sphere();
    this.roots.set(key, root);
    return root;
  }
}

/** One of each list after the other, in every combination. */
export const combined = (lists: readonly (readonly string[])[]): string[] =>
  lists.reduce<string[]>(
    (keys, list) => keys.flatMap((key) => [...new Set(list)].map((each) => key + each)),
    [''],
  );

function insert(cube: Cube, point: Point): void {
  if (cube.points) {
    cube.points.push(point);
    if (cube.points.length <= CAPACITY || cube.size < SMALLEST) return;
    const points = cube.points;
    cube.points = null;
    for (const moved of points) insert(cube, moved);
    return;
  }
  const index = partOf(cube, point.at);
  const half = cube.size / 2;
  const [x, y, z] = cube.low;
  const part = (cube.parts[index] ??= emptyCube(
    [x + (index & 1 ? half : 0), y + (index & 2 ? half : 0), z + (index & 4 ? half : 0)],
    half,
  ));
  insert(part, point);
}

function remove(cube: Cube, at: Vector, row: Row): void {
  if (!cube.points) {
    const part = cube.parts[partOf(cube, at)];
    if (part) remove(part, at, row);
    return;
  }
  const index = cube.points.findIndex((point) => point.row === row && point.at.join() === at.join());
  if (index >= 0) cube.points.splice(index, 1);
}

interface Waiting {
  readonly key: number;
  readonly cube?: Cube;
  readonly row?: Row;
}

/** A binary heap with the smallest key first. */
class Queue {
  private readonly items: Waiting[] = [];

  push(item: Waiting): void {
    let at = this.items.push(item) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.items[above];
      if (!parent || parent.key <= item.key) break;
      this.items[at] = parent;
      at = above;
    }
    this.items[at] = item;
  }

  pop(): Waiting | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (!last || this.items.length === 0) return first;
    let at = 0;
    for (;;) {
      const [left, right] = [this.items[2 * at + 1], this.items[2 * at + 2]];
      if (!left) break;
      const smaller = right && right.key < left.key ? right : left;
      if (smaller.key >= last.key) break;
      this.items[at] = smaller;
      at = smaller === left ? 2 * at + 1 : 2 * at + 2;
    }
    this.items[at] = last;
    return first;
  }
}
