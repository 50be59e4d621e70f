import type { Index } from '../config';
import { LIMITS } from '../limits';
import type { Row } from './row';
import { invert } from './order';
import { MISSING, resolveAll } from './paths';
import { encodedValues } from './sort';
import { SortedEntries } from './sorted-entries';
import { StoreError, type Document } from './types';

export interface Part {
  readonly path: string;
  readonly way: 1 | -1;
}

/** An index over one path or several, as MongoDB keeps it: a key for each element of an array. */
export class KeyIndex {
  readonly entries = new SortedEntries();
  readonly parts: readonly Part[];
  /** Parts under which an array was ever seen; conditions on such a part may hold of different elements. */
  readonly multikey: boolean[];
  readonly name: string;
  readonly sparse: boolean;
  readonly unique: boolean;

  constructor(spec: Index) {
    this.name = spec.name;
    this.sparse = spec.sparse ?? false;
    this.unique = spec.unique ?? false;
    this.parts = spec.keys.map(([path, way]) => ({ path, way: way === -1 ? -1 : 1 }));
    this.multikey = spec.keys.map(() => false);
  }

  /** The keys of a document; none when a sparse index leaves it out. */
  keysOf(document: Document): string[] {
    let keys = [''];
    let present = false;
    const arrays = new Set<string>();
    this.parts.forEach(({ path, way }, i) => {
      const found = resolveAll(document, path);
      present ||= found.some((value) => value !== MISSING);
      if (found.length !== 1 || Array.isArray(found[0])) {
        this.multikey[i] = true;
        arrays.add(path.split('.', 1)[0] ?? path);
      }
      const values = encodedValues(found).map((value) => (way === 1 ? value : invert(value)));
      const [only] = values;
      keys =
        values.length === 1 && only !== undefined
          ? keys.map((key) => key + only)
          : keys.flatMap((key) => [...new Set(values)].map((value) => key + value));
    });
    if (arrays.size > 1) {
      throw new StoreError(
        'DATABASE_REQUEST_FAILED',
        `cannot index parallel arrays [${[...arrays].join('] [')}]`,
      );
    }
    if (this.sparse && !present) return [];
    for (const key of keys) this.refuseLong(key);
    return keys;
  }

  /** Measured as this store writes it, and by what MongoDB adds to the values of a key. */
  private refuseLong(key: string): void {
    const size = Buffer.byteLength(key) + 5 + 7 * this.parts.length;
    if (size <= LIMITS.indexKey) return;
    const text = `WiredTigerIndex::insert: key too large to index, failing  ${String(size)} { ${this.name} }`;
    throw new StoreError('DATABASE_REQUEST_FAILED', text);
  }

  /** Whether another document holds one of these keys; those that `ignored` names do not count. */
  holds(keys: readonly string[], ignored: (id: string) => boolean): boolean {
    for (const key of keys) {
      for (const row of this.entries.at(key)) if (!ignored(row.id)) return true;
    }
    return false;
  }

  replace(row: Row, before: readonly string[], after: readonly string[]): void {
    for (const key of before) if (!after.includes(key)) this.entries.remove(key, row);
    for (const key of after) if (!before.includes(key)) this.entries.add(key, row);
  }
}
