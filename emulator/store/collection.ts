import type { Index } from '../config';
import { above, LIMITS } from '../limits';
import { freeze } from './copy';
import { GeoIndex } from './geo-index';
import { KeyIndex } from './key-index';
import type { Row } from './row';
import type { Entry } from './sorted-entries';
import { StoreError, type Document } from './types';

const isGeo = (index: Index): boolean => index.keys.some(([, kind]) => kind === 'geo');

/** The documents of a collection with its indexes, all in memory. */
export class CollectionData {
  readonly rows = new Map<string, Row>();
  readonly indexes: readonly KeyIndex[];
  readonly geoIndexes: readonly GeoIndex[];
  private last = 0;

  constructor(
    readonly name: string,
    indexes: readonly Index[],
  ) {
    const plain = indexes.filter((index) => !isGeo(index));
    this.indexes = [{ name: '_id_', keys: [['_id', 1] as const], unique: true }, ...plain].map(
      (index) => new KeyIndex(index),
    );
    // Those that say most before the place come first: a search takes the first that it can.
    this.geoIndexes = indexes
      .filter(isGeo)
      .map((index) => new GeoIndex(index))
      .sort((a, b) => b.leads.length - a.leads.length);
  }

  get(id: string): Document | null {
    return this.rows.get(id)?.document ?? null;
  }

  /** Puts a version in place. Refuses what a unique index refuses, and then changes nothing. */
  put(document: Document): Row {
    const before = this.rows.get(document._id);
    const keys = this.check(document, (id) => id === document._id);
    const row = before ?? { id: document._id, sequence: ++this.last, document, keys: [] };
    this.geoIndexes.forEach((index) => index.replace(row, before?.document, document));
    this.indexes.forEach((index, i) => index.replace(row, row.keys[i] ?? [], keys[i] ?? []));
    row.document = document;
    row.keys = keys;
    this.rows.set(row.id, row);
    return row;
  }

  /** The keys that a version would have; refused when another document than the ignored ones holds one. */
  check(document: Document, ignored: (id: string) => boolean): string[][] {
    this.geoIndexes.forEach((index) => index.check(document));
    const size = above(LIMITS.document, document);
    if (size !== null) {
      const text = `object to insert too large. size in bytes: ${String(size)}, max size: ${String(LIMITS.document)}`;
      throw new StoreError('DATABASE_REQUEST_FAILED', text);
    }
    return this.indexes.map((index) => {
      const keys = index.keysOf(document);
      if (index.unique && index.holds(keys, ignored)) throw duplicate(this.name, index, document);
      return keys;
    });
  }

  delete(id: string): void {
    const row = this.rows.get(id);
    if (!row) return;
    this.rows.delete(id);
    this.geoIndexes.forEach((index) => index.replace(row, row.document, undefined));
    this.indexes.forEach((index, i) => index.replace(row, row.keys[i] ?? [], []));
  }

  /** Adds documents that are taken over as they are; refuses as put does, but leaves what it has added by then. */
  fill(documents: readonly Document[]): Row[] {
    const rows = documents.map((document) => {
      const { _id: id } = document;
      if (this.rows.has(id)) throw duplicateId(this.name, document);
      this.geoIndexes.forEach((index) => index.check(document));
      const keys = this.indexes.map((index) => index.keysOf(document));
      const row: Row = { id, sequence: ++this.last, document: freeze(document), keys };
      this.rows.set(id, row);
      this.geoIndexes.forEach((index) => index.replace(row, undefined, document));
      return row;
    });
    this.indexes.forEach((index, i) => {
      index.entries.load(entriesOf(rows, i));
      const twice = index.unique ? index.entries.twice() : null;
      if (twice) throw duplicate(this.name, index, twice.document);
    });
    return rows;
  }

  /** Fills an empty collection with what was stored, in order of insertion. */
  load(stored: readonly { document: Document; sequence: number }[]): void {
    for (const { document, sequence } of stored) {
      const row: Row = {
        id: document._id,
        sequence,
        document,
        keys: this.indexes.map((index) => index.keysOf(document)),
      };
      this.last = Math.max(this.last, sequence);
      this.rows.set(row.id, row);
      this.geoIndexes.forEach((index) => index.replace(row, undefined, document));
    }
    const rows = [...this.rows.values()];
    this.indexes.forEach((index, i) => index.entries.load(entriesOf(rows, i)));
  }
}

/** Of one index of the collection. */
function entriesOf(rows: readonly Row[], index: number): Entry[] {
  const entries: Entry[] = [];
  for (const row of rows) for (const key of row.keys[index] ?? []) entries.push({ key, row });
  return entries;
}

function duplicate(
  collection: string,
  index: { name: string; parts: KeyIndex['parts'] },
  document: Document,
): StoreError {
  const key = index.parts.map(({ path }) => `${path}: ${JSON.stringify(document[path] ?? null)}`).join(', ');
  return new StoreError(
    'DATABASE_REQUEST_FAILED',
    `E11000 duplicate key error collection: ${collection} index: ${index.name} dup key: { ${key} }`,
  );
}

export const duplicateId = (collection: string, document: Document): StoreError =>
  duplicate(collection, { name: '_id_', parts: [{ path: '_id', way: 1 }] }, document);
