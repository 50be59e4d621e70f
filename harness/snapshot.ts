import type { Document, Store } from '../emulator/store/types';

/** All that is kept, by collection, in order of insertion. */
export type Snapshot = ReadonlyMap<string, readonly Document[]>;

/** Of documents alone: files in the storage are not among them. */
export const snapshotOf = (store: Store): Snapshot =>
  new Map(store.collections().map((name) => [name, store.dump(name, Infinity)]));

/** Everything as it was then: for stories that begin in the same world, which need not be built for each. */
export async function restoreTo(store: Store, snapshot: Snapshot): Promise<void> {
  for (const name of store.collections()) {
    await store.remove(name, { query: {}, multi: true });
    const documents = snapshot.get(name) ?? [];
    if (documents.length > 0) await store.insert(name, [...documents]);
  }
}
