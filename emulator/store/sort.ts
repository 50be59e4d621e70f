import { EMPTY_ARRAY, encode, invert } from './order';
import { MISSING, resolveAll, type Found } from './paths';
import { StoreError, type Value } from './types';

export type Order = Record<string, 1 | -1>;

export function checkOrder(order: Record<string, Value>): Order {
  for (const [path, way] of Object.entries(order)) {
    if (way !== 1 && way !== -1) {
      throw new StoreError('DATABASE_REQUEST_FAILED', `the order of ${path} must be 1 or -1`);
    }
  }
  return order as Order;
}

/** What a path contributes to an index or a sort: for arrays each element, a missing field as null. */
export function encodedValues(found: readonly Found[]): string[] {
  const out: string[] = [];
  for (const value of found) {
    if (value === MISSING) out.push(encode(null));
    else if (!Array.isArray(value)) out.push(encode(value));
    else if (value.length === 0) out.push(EMPTY_ARRAY);
    else for (const item of value as Value[]) out.push(encode(item));
  }
  return out.length > 0 ? out : [encode(null)];
}

/** Compares as the whole order does: an array counts as its smallest element, descending as its largest. */
function sortKey(document: Value, order: Order): string {
  let key = '';
  for (const [path, way] of Object.entries(order)) {
    const values = encodedValues(resolveAll(document, path));
    const edge = values.reduce((a, b) => (a < b === (way === 1) ? a : b));
    key += way === 1 ? edge : invert(edge);
  }
  return key;
}

/** Sorted copy; what is equal keeps its place. */
export function sortValues<T>(values: readonly T[], order: Order): T[] {
  return values
    .map((value) => ({ value, key: sortKey(value, order) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map((entry) => entry.value);
}
