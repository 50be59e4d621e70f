import type { Collection } from '../../cloudfunctions/schema';
import { CollectionData } from './collection';
import { volatile } from './durable';
import { DocumentStore } from './store';
import type { Store } from './types';

export { StoreError } from './types';
export type * from './types';

export interface StoreOptions {
  /** Where the data is kept, or 'memory' when it need not outlive the process. */
  directory: string;
  schema: readonly Collection[];
  /** Source of generated ids; passed by tests that need the same ones each time. */
  random?: () => number;
}

export function openStore(options: StoreOptions): Promise<Store> {
  const data = new Map(options.schema.map((collection) => [collection.name, CollectionData.of(collection)]));
  return Promise.resolve(new DocumentStore(data, volatile, idsFrom(options.random ?? Math.random)));
}

/** Ids as CloudBase makes them: 32 hexadecimal digits. */
const idsFrom = (random: () => number) => (): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
