import type { Change } from './transactions';

/** Where the documents outlive the process. A write resolves when all its changes, or none, are there. */
export interface Durable {
  write(changes: readonly Change[], sequenceOf: (change: Change) => number): Promise<void>;
  createCollection(name: string): Promise<void>;
  close(): Promise<void>;
}

/** For tests: nothing outlives the process. */
export const volatile: Durable = {
  write: () => Promise.resolve(),
  createCollection: () => Promise.resolve(),
  close: () => Promise.resolve(),
};
