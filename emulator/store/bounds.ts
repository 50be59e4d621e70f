import {
  intersect,
  isBetween,
  isPoints,
  type Between,
  type Conjunction,
  type Constraint,
  type Points,
} from './conjunction';
import type { KeyIndex, Part } from './key-index';
import { invert, LAST } from './order';
import type { Order } from './sort';
import type { Range } from './sorted-entries';

/** One way to answer a query: the parts of an index to walk, and what that spares. */
export interface Candidate {
  readonly index: KeyIndex;
  readonly ranges: readonly LedRange[];
  /** Entries in the ranges. */
  readonly count: number;
  /** How many parts of the index the query bounds. */
  readonly bounded: number;
  /** Every condition is in the ranges, so each entry is an answer. */
  readonly covers: boolean;
  /** How to walk for the order asked for; null: sort afterwards. */
  readonly walk: Walk | null;
}

/** A range, and the length of what stands in its keys before the parts that order. */
export interface LedRange extends Range {
  readonly lead: number;
}

export interface Walk {
  readonly backwards: boolean;
  /** Parts in front of those that order, each of them bound to values. */
  readonly skipped: number;
}

/** More ranges than this are not worth walking one by one. */
const MOST_RANGES = 2000;
/** Nor worth merging in order. */
const MOST_MERGED = 300;

export function candidateFor(
  index: KeyIndex,
  query: Conjunction,
  order: Order | undefined,
): Candidate | null {
  if (index.sparse && !index.parts.some((_part, at) => isThere(index, query, at))) return null;
  const { prefixes, exact, single } = pointParts(index, query);
  const between = partBetween(index, query, exact);
  const wanted = order ? walkFor(index, order, exact, single) : null;
  const walk = prefixes.length <= MOST_MERGED ? wanted : null;
  const ranges = prefixes.map(({ key, ends }) => ({
    ...(between ? cut(key, between.range, index.parts[exact]) : all(key)),
    lead: walk ? (ends[walk.skipped - 1] ?? 0) : 0,
  }));
  return {
    index,
    ranges,
    count: ranges.reduce((total, range) => total + index.entries.count(range), 0),
    bounded: exact + (between ? 1 : 0),
    covers: exact + (between?.used ?? 0) === query.conditions,
    walk,
  };
}

/** Whether what the query finds has this part of the index, so that a sparse one holds it. */
export function isThere(index: KeyIndex, query: Conjunction, at: number): boolean {
  const path = index.parts[at]?.path ?? '';
  return query.present.has(path) || (query.notNull.has(path) && index.multikey[at] !== true);
}

const all = (prefix: string): Range => ({ from: prefix, to: prefix + LAST });

const oriented = (encoded: string, part: Part | undefined): string =>
  part?.way === -1 ? invert(encoded) : encoded;

function cut(prefix: string, { low, high }: Between, part: Part | undefined): Range {
  const [first, last] = part?.way === -1 ? [high, low] : [low, high];
  const from = prefix + oriented(first.encoded, part) + (first.inclusive ? '' : LAST);
  const to = prefix + oriented(last.encoded, part) + (last.inclusive ? LAST : '');
  return { from, to: to < from ? from : to };
}

/** The beginning of keys, and where in it each part ends. */
interface Prefix {
  readonly key: string;
  readonly ends: readonly number[];
}
interface PointParts {
  readonly prefixes: Prefix[];
  /** Leading parts that are bound to values … */
  readonly exact: number;
  /** … and which of them to a single one. */
  readonly single: ReadonlySet<number>;
}

function pointParts(index: KeyIndex, query: Conjunction): PointParts {
  let prefixes: Prefix[] = [{ key: '', ends: [] }];
  const single = new Set<number>();
  let exact = 0;
  for (const part of index.parts) {
    const options = (query.constraints.get(part.path) ?? []).filter(isPoints);
    const best = cheapest(index, prefixes, part, options);
    if (!best) break;
    if (best.length <= prefixes.length) single.add(exact);
    prefixes = best;
    exact++;
  }
  return { prefixes, exact, single };
}

/** Several values may be asked of one array ($all): the rarest is the one to look up. */
function cheapest(
  index: KeyIndex,
  prefixes: Prefix[],
  part: Part,
  options: readonly Points[],
): Prefix[] | null {
  let best: { prefixes: Prefix[]; count: number } | null = null;
  for (const { points } of options) {
    if (prefixes.length * points.length > MOST_RANGES) continue;
    const extended = prefixes.flatMap((prefix) =>
      points.map((point) => extend(prefix, oriented(point, part))),
    );
    if (options.length === 1) return extended;
    const count = extended.reduce((total, { key }) => total + index.entries.count(all(key)), 0);
    if (!best || count < best.count) best = { prefixes: extended, count };
  }
  return best?.prefixes ?? null;
}

function extend({ key, ends }: Prefix, value: string): Prefix {
  return { key: key + value, ends: [...ends, key.length + value.length] };
}

function partBetween(
  index: KeyIndex,
  query: Conjunction,
  at: number,
): { range: Between; used: number } | null {
  const part = index.parts[at];
  const constraints: readonly Constraint[] = (part && query.constraints.get(part.path)) ?? [];
  const ranges = constraints.filter(isBetween);
  // In an array, one element may be above the low edge and another below the high one.
  const usable = index.multikey[at] ? ranges.slice(0, 1) : ranges;
  const range = intersect(usable);
  return range && { range, used: usable.length };
}

/** Whether walking the index gives the order: its parts after the bound ones, all the same or all reversed. */
function walkFor(index: KeyIndex, order: Order, exact: number, single: ReadonlySet<number>): Walk | null {
  const pinned = new Set([...single].map((i) => index.parts[i]?.path));
  const wanted = Object.entries(order).filter(([path]) => !pinned.has(path) || multikeyAt(index, path));
  const [first] = wanted;
  if (!first) return { backwards: false, skipped: exact };
  const start = index.parts.findIndex(({ path }, i) => path === first[0] && i <= exact);
  if (start < 0) return null;
  const parts = index.parts.slice(start, start + wanted.length);
  const reversed = parts[0]?.way !== first[1];
  const serves = wanted.every(([path, way], i) => {
    const part = parts[i];
    return part?.path === path && (part.way !== way) === reversed && !index.multikey[start + i];
  });
  return serves ? { backwards: reversed, skipped: start } : null;
}

const multikeyAt = (index: KeyIndex, path: string): boolean =>
  index.multikey[index.parts.findIndex((part) => part.path === path)] ?? false;
