import type { Document } from './types';

/** A document's place in memory. It stays while versions of the document come and go. */
export interface Row {
  readonly id: string;
  /** Order of insertion, which is the order of a query that asks for none. */
  readonly sequence: number;
  document: Document;
  /** The document's keys in each index, in the order of the collection's indexes. */
  keys: readonly (readonly string[])[];
}
