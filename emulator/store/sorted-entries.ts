import type { Row } from './row';

export interface Entry {
  readonly key: string;
  readonly row: Row;
}

/** Keys from (inclusive) to (exclusive). */
export interface Range {
  readonly from: string;
  readonly to: string;
}

const CHUNK = 512;

const precedes = (a: Entry, key: string, sequence: number): boolean =>
  a.key < key || (a.key === key && a.row.sequence < sequence);

const inOrder = (a: Entry, b: Entry): number =>
  a.key < b.key ? -1 : a.key > b.key ? 1 : a.row.sequence - b.row.sequence;

/** Entries in order of key, then of insertion, in chunks short enough that inserting into one is quick. */
export class SortedEntries {
  private chunks: Entry[][] = [];

  /** Adds many, each of which is there once; much quicker than one by one. */
  load(entries: Entry[]): void {
    entries.sort(inOrder);
    // Two lists that are each in order: sorting them is one walk through both.
    const all = this.chunks.length === 0 ? entries : [...this.chunks.flat(), ...entries].sort(inOrder);
    const half = CHUNK / 2;
    this.chunks = Array.from({ length: Math.ceil(all.length / half) }, (_each, i) =>
      all.slice(i * half, (i + 1) * half),
    );
  }

  /** A row whose key another row has as well. */
  twice(): Row | null {
    let before: Entry | undefined;
    for (const chunk of this.chunks)
      for (const entry of chunk) {
        if (before?.key === entry.key && before.row !== entry.row) return entry.row;
        before = entry;
      }
    return null;
  }

  add(key: string, row: Row): void {
    const [at, position] = this.locate(key, row.sequence);
    const chunk = this.chunks[at];
    if (!chunk) {
      this.chunks.push([{ key, row }]);
      return;
    }
    chunk.splice(position, 0, { key, row });
    if (chunk.length > CHUNK) this.chunks.splice(at, 1, chunk.slice(0, CHUNK / 2), chunk.slice(CHUNK / 2));
  }

  remove(key: string, row: Row): void {
    const [at, position] = this.locate(key, row.sequence);
    const chunk = this.chunks[at];
    if (chunk?.[position]?.row !== row) return;
    chunk.splice(position, 1);
    if (chunk.length === 0) this.chunks.splice(at, 1);
  }

  /** The first row under exactly this key. */
  *at(key: string): Generator<Row> {
    for (const entry of this.walk({ from: key, to: `${key}\u0000` }, false)) yield entry.row;
  }

  count({ from, to }: Range): number {
    const [first, start] = this.locate(from, -1);
    const [last, end] = this.locate(to, -1);
    if (last < first || (last === first && end <= start)) return 0;
    let total = end - start;
    for (let i = first; i < last; i++) total += this.chunks[i]?.length ?? 0;
    return total;
  }

  *walk({ from, to }: Range, backwards: boolean): Generator<Entry> {
    let [at, position] = this.locate(backwards ? to : from, -1);
    for (;;) {
      if (backwards && --position < 0) {
        at--;
        position = (this.chunks[at]?.length ?? 0) - 1;
      }
      if (!backwards && position >= (this.chunks[at]?.length ?? 0)) {
        at++;
        position = 0;
      }
      const entry = this.chunks[at]?.[position];
      if (!entry || (backwards ? entry.key < from : entry.key >= to)) return;
      yield entry;
      if (!backwards) position++;
    }
  }

  /** Where an entry stands or would stand: the chunk, and the position in it. */
  private locate(key: string, sequence: number): [chunk: number, position: number] {
    let [low, high] = [0, this.chunks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.chunks[middle]?.at(-1);
      if (last && precedes(last, key, sequence)) low = middle + 1;
      else high = middle;
    }
    const chunk = this.chunks[low] ?? [];
    let [start, end] = [0, chunk.length];
    while (start < end) {
      const middle = (start + end) >> 1;
      const entry = chunk[middle];
      if (entry && precedes(entry, key, sequence)) start = middle + 1;
      else end = middle;
    }
    return [low, start];
  }
}
