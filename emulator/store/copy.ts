import { StoreError, type Value } from './types';

type Fields = Record<string, Value>;

export const isFields = (value: Value): value is Fields =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof RegExp) &&
  !(value instanceof Uint8Array);

/** A deep copy that shares nothing with its source; undefined fields are left out, as BSON does. */
export function copy<T>(value: T): T {
  return copyValue(value) as T;
}

function copyValue(value: Value): Value {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
      throw new StoreError('DATABASE_REQUEST_FAILED', `a ${typeof value} cannot be stored`);
    }
    return value;
  }
  if (Array.isArray(value)) return value.map((item: Value) => (item === undefined ? null : copyValue(item)));
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return new RegExp(value.source, value.flags);
  if (value instanceof Uint8Array) return value.slice();
  return copyFields(value as Fields);
}

function copyFields(value: Fields): Fields {
  const out: Fields = {};
  for (const name of Object.keys(value)) {
    if (name === '__proto__')
      throw new StoreError('DATABASE_REQUEST_FAILED', 'a field cannot be called __proto__');
    const field = value[name];
    if (field !== undefined) out[name] = copyValue(field);
  }
  return out;
}

/**
 * Stored documents are frozen: a new version shares the parts that did not change, and a mistake that
 * would alter one in place fails at once. What is frozen already is not visited again.
 */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Date || value instanceof RegExp || value instanceof Uint8Array) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
  return value;
}
