import type { Collection, Index } from '../config';
import { LIMITS } from '../limits';
import { CollectionData } from './collection';
import { openDurable, volatile } from './durable';
import { DocumentStore } from './store';
import { StoreError, type Store } from './types';

export { StoreError } from './types';
export type * from './types';

export interface StoreOptions {
  /** Where the data is kept, or 'memory' when it need not outlive the process. */
  directory: string;
  schema: readonly Collection[];
  /** Told when the disk takes no more. */
  failed?: (error: Error) => void;
  /** Source of generated ids; passed by tests that need the same ones each time. */
  random?: () => number;
}

const tooMany = (name: string, count: number): StoreError =>
  new StoreError(
    'DATABASE_REQUEST_FAILED',
    `${name} has ${String(count)} indexes, ${String(LIMITS.indexes)} allowed`,
  );

export function openStore({
  directory,
  schema,
  failed = () => undefined,
  random = Math.random,
}: StoreOptions): Promise<Store> {
  const durable = directory === 'memory' ? volatile : openDurable(directory, failed);
  const stored = durable.load();
  const declared = schema.map(({ name, indexes }): [string, readonly Index[]] => [name, indexes]);
  const undeclared = [...stored.keys()].map((name): [string, readonly Index[]] => [name, []]);
  const data = new Map<string, CollectionData>();
  for (const [name, indexes] of [...declared, ...undeclared]) {
    if (data.has(name)) continue;
    if (indexes.length > LIMITS.indexes) throw tooMany(name, indexes.length);
    const collection = new CollectionData(name, indexes);
    collection.load(stored.get(name) ?? []);
    data.set(name, collection);
  }
  return Promise.resolve(new DocumentStore(data, durable, random));
}
