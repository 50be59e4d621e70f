import { candidateFor, isThere, type Candidate } from './bounds';
import type { CollectionData } from './collection';
import { analyse, both, isPoints, type Conjunction } from './conjunction';
import { combined, type GeoIndex } from './geo-index';
import { chordOf, EARTH_RADIUS, toVector, type Near } from './geometry';
import { compileQuery, type Variables } from './match';
import type { Row } from './row';
import { sortValues, type Order } from './sort';
import type { Entry } from './sorted-entries';
import { StoreError, type Document, type Plan, type Value } from './types';

export interface Search {
  query: Record<string, Value>;
  order?: Order;
  offset?: number;
  limit?: number;
  /** Values that $expr may name. */
  variables?: Variables;
}
export interface Found {
  /** The store's own documents, frozen: to be copied before they leave it. */
  readonly documents: Document[];
  readonly plans: Plan[];
}

/** The documents that a query asks for, in order, and how they were found. */
export function search(collection: CollectionData, request: Search): Found {
  const test = compileQuery(request.query, request.variables);
  const query = analyse(request.query, request.variables);
  const { offset = 0, limit = Infinity } = request;
  const source = sourceFor(collection, query, request, offset + limit);
  const documents: Document[] = [];
  const enough = source.ordered ? offset + limit : Infinity;
  if (enough > 0) {
    for (const row of source.rows()) {
      if (test(row.document) && documents.push(row.document) >= enough) break;
    }
  }
  const inOrder = request.order && !source.ordered ? sortValues(documents, request.order) : documents;
  return { documents: inOrder.slice(offset, offset + limit), plans: source.plans() };
}

/** The same, where some documents are seen otherwise than the collection has them: by a transaction. */
export function searchThrough(
  overlay: ReadonlyMap<string, Document | null>,
  collection: CollectionData,
  { query, order, offset = 0, limit = Infinity }: Search,
): Found {
  const test = compileQuery(query);
  const found = search(collection, { query });
  const documents = found.documents.filter((document) => !overlay.has(document._id));
  for (const document of overlay.values()) if (document && test(document)) documents.push(document);
  const inOrder = order ? sortValues(documents, order) : documents;
  return { documents: inOrder.slice(offset, offset + limit), plans: found.plans };
}

/** Where rows come from. Reading a row counts it; the plans are complete when the reading is over. */
interface Source {
  readonly ordered: boolean;
  rows(): Iterable<Row>;
  plans(): Plan[];
}

function counted(
  collection: string,
  index: string | null,
  ordered: boolean,
  rows: () => Iterable<Row>,
): Source {
  let rowsRead = 0;
  return {
    ordered,
    *rows() {
      for (const row of rows()) {
        rowsRead++;
        yield row;
      }
    },
    plans: () => [{ collection, index, rowsRead }],
  };
}

function sourceFor(
  collection: CollectionData,
  query: Conjunction,
  { order }: Search,
  wanted: number,
): Source {
  const indexed = indexedSource(collection, query, order, wanted);
  if (indexed) return indexed;
  const { name, indexes } = collection;
  const ordering =
    order && indexes.map((index) => candidateFor(index, query, order)).find((found) => found?.walk);
  if (ordering) return counted(name, ordering.index.name, true, () => walk(ordering));
  return counted(name, null, !order, () => collection.rows.values());
}

function indexedSource(
  collection: CollectionData,
  query: Conjunction,
  order: Order | undefined,
  wanted: number,
): Source | null {
  if (query.near) return nearSource(collection, query, query.near, order);
  const best = bestCandidate(collection, query, order, wanted);
  const area = areaSource(collection, query, order, best?.count ?? Infinity);
  if (area) return area;
  if (best) return counted(collection.name, best.index.name, !order || best.walk !== null, () => walk(best));
  return unionSource(collection, query, order);
}

/** Under which values before the place to look; null where the query does not say all of them. */
function keysIn(index: GeoIndex, query: Conjunction): string[] | null {
  const values = index.leads.map((path) => (query.constraints.get(path) ?? []).find(isPoints)?.points);
  const known = values.flatMap((points) => (points ? [points] : []));
  return known.length === values.length ? combined(known) : null;
}

/** Nearest first. Rows nearer than the least distance are passed over in the index, unread. */
function nearSource(
  collection: CollectionData,
  query: Conjunction,
  { path, near }: { path: string; near: Near },
  order: Order | undefined,
): Source {
  const [best] = collection.geoIndexes.flatMap((index) => {
    const keys = index.path === path ? keysIn(index, query) : null;
    return keys ? [{ index, keys }] : [];
  });
  if (!best) throw new StoreError('DATABASE_REQUEST_FAILED', 'unable to find index for $geoNear query');
  const from = chordOf(near.from / EARTH_RADIUS) * (1 - 1e-9) - 1e-12;
  const to = chordOf(near.to / EARTH_RADIUS) * (1 + 1e-9) + 1e-12;
  const { index, keys } = best;
  return counted(collection.name, index.name, !order, function* () {
    for (const { row, chord } of index.nearest(toVector(near.centre), keys)) {
      if (chord > to) return;
      if (chord >= from) yield row;
    }
  });
}

/** Rows around an area, unless another index leaves fewer to read. */
function areaSource(
  collection: CollectionData,
  query: Conjunction,
  order: Order | undefined,
  most: number,
): Source | null {
  for (const { path, area } of query.areas) {
    const index = collection.geoIndexes.find((geo) => geo.path === path && geo.leads.length === 0);
    const rows = index?.within(area.cap);
    if (index && rows && rows.length < most) return counted(collection.name, index.name, !order, () => rows);
  }
  return null;
}

/** An $or is answered branch by branch when each of them has an index. */
function unionSource(
  collection: CollectionData,
  query: Conjunction,
  order: Order | undefined,
): Source | null {
  for (const branches of query.alternatives) {
    const rest = query.alternatives.filter((other) => other !== branches);
    const sources = branches.map((branch) =>
      indexedSource(collection, both({ ...query, alternatives: rest }, analyse(branch)), undefined, Infinity),
    );
    const indexed = sources.filter((source) => source !== null);
    if (indexed.length < sources.length || indexed.length === 0) continue;
    return {
      ordered: !order,
      rows: () => distinct(indexed),
      plans: () => indexed.flatMap((source) => source.plans()),
    };
  }
  return null;
}

function* distinct(sources: readonly Source[]): Generator<Row> {
  const seen = new Set<Row>();
  for (const source of sources) {
    for (const row of source.rows()) {
      if (!seen.has(row)) yield row;
      seen.add(row);
    }
  }
}

function bestCandidate(
  collection: CollectionData,
  query: Conjunction,
  order: Order | undefined,
  wanted: number,
): Candidate | null {
  let best: { candidate: Candidate; cost: number } | null = null;
  for (const index of collection.indexes) {
    const candidate = candidateFor(index, query, order);
    // Unbounded, only a sparse index narrows the search: it holds the documents that have the field.
    const sparse = index.sparse && isThere(index, query, 0);
    if (!candidate || (candidate.bounded === 0 && !sparse)) continue;
    const cost = costOf(candidate, order !== undefined, wanted);
    if (!best || cost < best.cost) best = { candidate, cost };
  }
  return best?.candidate ?? null;
}

/** Rows to read, with a little for sorting, and less where more conditions are bound. */
function costOf(candidate: Candidate, sorts: boolean, wanted: number): number {
  const stopsEarly = candidate.covers && (!sorts || candidate.walk !== null);
  const rows = stopsEarly ? Math.min(candidate.count, wanted) : candidate.count;
  return (
    rows * (sorts && !candidate.walk ? 1.2 : 1) - candidate.bounded * 0.01 - (candidate.walk ? 0.005 : 0)
  );
}

/** The rows of a candidate's ranges, a row once: an array puts it into several places. */
function* walk({ index, ranges, walk: way }: Candidate): Generator<Row> {
  const once = ranges.length > 1 || index.multikey.includes(true) ? new Set<Row>() : null;
  const backwards = way?.backwards ?? false;
  const walks = ranges.map((range) => ({ entries: index.entries.walk(range, backwards), lead: range.lead }));
  const entries = way && walks.length > 1 ? merge(walks, backwards) : concat(walks);
  for (const { row } of entries) {
    if (once?.has(row)) continue;
    once?.add(row);
    yield row;
  }
}

interface Walking {
  readonly entries: Generator<Entry>;
  readonly lead: number;
}

function* concat(walks: readonly Walking[]): Generator<Entry> {
  for (const { entries } of walks) yield* entries;
}

/** Several walks, each in order, as one in order of what follows the leading parts. */
function* merge(walks: readonly Walking[], backwards: boolean): Generator<Entry> {
  const heads = walks.map((walk) => head(walk)).filter((found) => found !== null);
  while (heads.length > 0) {
    let at = 0;
    heads.forEach(({ key }, i) => {
      const first = heads[at]?.key ?? '';
      if (backwards ? key > first : key < first) at = i;
    });
    const [next] = heads.splice(at, 1);
    if (!next) return;
    yield next.entry;
    const following = head(next.walk);
    if (following) heads.splice(at, 0, following);
  }
}

function head(walk: Walking): { entry: Entry; key: string; walk: Walking } | null {
  const next = walk.entries.next();
  return next.done ? null : { entry: next.value, key: next.value.key.slice(walk.lead), walk };
}
