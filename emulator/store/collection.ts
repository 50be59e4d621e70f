import type { Collection, Index } from '../../cloudfunctions/schema';
import { StoreError, type Document } from './types';

/** A document's place in memory. It stays while versions of the document come and go. */
export interface Row {
  readonly id: string;
  /** Order of insertion, which is the order of a query that asks for none. */
  readonly sequence: number;
  document: Document;
}

export class CollectionData {
  readonly rows = new Map<string, Row>();
  private last = 0;

  constructor(
    readonly name: string,
    readonly indexes: readonly Index[],
  ) {}

  static of(schema: Collection): CollectionData {
    return new CollectionData(schema.name, schema.indexes);
  }

  get(id: string): Document | null {
    return this.rows.get(id)?.document ?? null;
  }

  /** Puts a version in place. Refuses what a unique index refuses, and then changes nothing. */
  put(document: Document, sequence = this.last + 1): Row {
    const before = this.rows.get(document._id);
    if (before) {
      before.document = document;
      return before;
    }
    this.last = Math.max(this.last, sequence);
    const row: Row = { id: document._id, sequence, document };
    this.rows.set(row.id, row);
    return row;
  }

  delete(id: string): void {
    this.rows.delete(id);
  }
}

export const duplicate = (collection: string, index: string, value: string): StoreError =>
  new StoreError(
    'DATABASE_REQUEST_FAILED',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${value}`,
  );
