import { deserialize, serialize } from 'bson';
import { open } from 'lmdb';
import { freeze } from './copy';
import type { Change } from './transactions';
import type { Document } from './types';

export interface Stored {
  readonly document: Document;
  readonly sequence: number;
}

/** Where the documents outlive the process. A write resolves when all its changes, or none, are there. */
export interface Durable {
  /** What is there, by collection, in order of insertion. */
  load(): Map<string, Stored[]>;
  write(changes: readonly Change[], sequenceOf: (change: Change) => number): Promise<void>;
  createCollection(name: string): Promise<void>;
  close(): Promise<void>;
}

/** For tests: nothing outlives the process. */
export const volatile: Durable = {
  load: () => new Map(),
  write: () => Promise.resolve(),
  createCollection: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

/** What lmdb throws where the disk took nothing; it says so once more by a promise of its own. */
interface NotCommitted extends Error {
  readonly commitError?: Promise<unknown>;
}

/**
 * lmdb in a directory. The changes of an operation are one lmdb transaction, and transactions are committed
 * in the order in which they were written: a process killed at any moment leaves whole operations, and none
 * whose predecessor is missing.
 *
 * @param failed told when the disk takes no more: from then on memory is ahead of it, and nothing may be answered.
 */
export function openDurable(directory: string, failed: (error: Error) => void): Durable {
  // Committed pages are the operating system's, so a killed process loses nothing; forcing each of them to
  // the disk against power failures would make a write thirty times as slow, for data that can be seeded anew.
  const root = open({ path: directory, maxDbs: 4, noSync: true });
  const documents = root.openDB<Uint8Array, [collection: string, id: string]>({
    name: 'documents',
    encoding: 'binary',
  });
  const names = root.openDB<boolean, string>({ name: 'collections' });
  return {
    load() {
      const found = new Map<string, Stored[]>();
      for (const name of names.getKeys()) found.set(name, []);
      for (const { key, value } of documents.getRange()) {
        const { document, sequence } = deserialize(value, { promoteBuffers: true });
        const stored = { document: freeze(document as Document), sequence: sequence as number };
        const known = found.get(key[0]);
        if (known) known.push(stored);
        else found.set(key[0], [stored]);
      }
      for (const stored of found.values()) stored.sort((a, b) => a.sequence - b.sequence);
      return found;
    },
    async write(changes, sequenceOf) {
      const writes = changes.map((change) => ({
        key: [change.collection, change.id] as [string, string],
        value: change.after && serialize({ sequence: sequenceOf(change), document: change.after }),
      }));
      try {
        await root.transaction(() => {
          for (const { key, value } of writes) {
            if (value) void documents.put(key, value);
            else void documents.remove(key);
          }
        });
      } catch (error) {
        (error as NotCommitted).commitError?.catch(() => undefined);
        failed(error as NotCommitted);
        throw error;
      }
    },
    async createCollection(name) {
      await names.put(name, true);
    },
    close: () => root.close(),
  };
}
