import type { CollectionData } from './collection';
import { compileQuery } from './match';
import { sortValues, type Order } from './sort';
import type { Document, Plan, Value } from './types';

export interface Search {
  query: Record<string, Value>;
  order?: Order;
  offset?: number;
  limit?: number;
}

/** The documents that a query asks for, in order, and how they were found. They are the store's own. */
export function search(
  collection: CollectionData,
  request: Search,
): { documents: Document[]; plans: Plan[] } {
  const test = compileQuery(request.query);
  let documents: Document[] = [];
  let rowsRead = 0;
  for (const row of collection.rows.values()) {
    rowsRead++;
    if (test(row.document)) documents.push(row.document);
  }
  if (request.order) documents = sortValues(documents, request.order);
  const offset = request.offset ?? 0;
  documents = documents.slice(offset, offset + (request.limit ?? Infinity));
  return { documents, plans: [{ collection: collection.name, index: null, rowsRead }] };
}
