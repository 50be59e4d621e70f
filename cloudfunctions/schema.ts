/**
 * Collections and indexes, declared once: the emulator refuses queries that none of them serves, and
 * deployment creates them. Security rules deny every client read and write: pages go through functions.
 */
export interface Index {
  readonly name: string;
  /** In order. 1 and -1 are ascending and descending, 'geo' is a 2dsphere index. Arrays index each element. */
  readonly keys: readonly (readonly [path: string, kind: 1 | -1 | 'geo'])[];
  readonly unique?: boolean;
  /** Leave out documents that lack the field: an index over the few live ones among many closed ones. */
  readonly sparse?: boolean;
}

export interface Collection {
  readonly name: string;
  readonly indexes: readonly Index[];
}

export const schema: readonly Collection[] = [];
