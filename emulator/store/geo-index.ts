import type { Index } from '../config';
import type { Row } from './row';
import { chordOf, isGeometry, pointsOf, toVector, type Cap, type Vector } from './geometry';
import { MISSING, resolveAll } from './paths';
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

/**
 * A 2dsphere index: points of the unit sphere in an octree. A search visits cubes from the nearest
 * outwards, so that it reads the neighbourhood only, whatever else is on the map.
 */
export class GeoIndex {
  readonly name: string;
  readonly path: string;
  private readonly root = emptyCube([-1, -1, -1], 2);

  constructor(spec: Index) {
    this.name = spec.name;
    this.path = spec.keys.find(([, kind]) => kind === 'geo')?.[0] ?? '';
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
    const old = before ? this.vectorsOf(before) : [];
    const now = after ? this.vectorsOf(after) : [];
    if (old.join() === now.join()) return;
    for (const at of old) remove(this.root, at, row);
    for (const at of now) insert(this.root, { at, row });
  }

  /** Rows from the nearest outwards, a row once, each with its straight-line distance in radii. */
  *nearest(from: Vector): Generator<{ row: Row; chord: number }> {
    const queue = new Queue();
    queue.push({ key: squaredTo(this.root, from), cube: this.root });
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

  /** Rows that may lie within a cap: all that do, and those on its very edge. */
  within(cap: Cap): Row[] {
    const chord = chordOf(cap.angle) * (1 + 1e-9) + 1e-12;
    const rows = new Set<Row>();
    const visit = (cube: Cube): void => {
      if (squaredTo(cube, cap.centre) > chord * chord) return;
      for (const point of cube.points ?? [])
        if (squared(point.at, cap.centre) <= chord * chord) rows.add(point.row);
      for (const part of cube.parts) if (part) visit(part);
    };
    visit(this.root);
    return [...rows];
  }

  private vectorsOf(document: Document): Vector[] {
    return resolveAll(document, this.path).flatMap((value) => pointsOf(value).map(toVector));
  }
}

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
