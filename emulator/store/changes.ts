import { duplicateId } from './collection';
import type { Change } from './transactions';
import { StoreError, type Document } from './types';
import type { Update } from './update';

/** Changes, computed but not yet made, and what ended the operation after them: outside a transaction, they stand. */
export interface Computed {
  readonly changes: readonly Change[];
  readonly failure?: StoreError;
}

export interface Outcome<T> extends Computed {
  readonly result: T;
}

/** Documents in their order, up to the first whose id is there. */
export function insertions(
  collection: string,
  documents: readonly Document[],
  isThere: (id: string) => boolean,
): Outcome<string[]> {
  const changes = new Map<string, Change>();
  let failure: StoreError | undefined;
  for (const document of documents) {
    const { _id: id } = document;
    if (isThere(id) || changes.has(id)) {
      failure = duplicateId(collection, document);
      break;
    }
    changes.set(id, { collection, id, before: null, after: document });
  }
  return { changes: [...changes.values()], result: [...changes.keys()], ...(failure && { failure }) };
}

/** Those that an update changes, up to the first that it cannot be done to. */
export function updates(collection: string, found: readonly Document[], update: Update): Computed {
  const changes: Change[] = [];
  for (const before of found) {
    try {
      const after = update(before);
      if (after !== before) changes.push({ collection, id: before._id, before, after });
    } catch (error) {
      if (error instanceof StoreError) return { changes, failure: error };
      throw error;
    }
  }
  return { changes };
}
