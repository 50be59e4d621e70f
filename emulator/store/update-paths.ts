import { segmentsOf } from './paths';
import { isFields } from './copy';
import { StoreError, type Value } from './types';

/** Reading and writing one path of a document that must not change: only the way to it is copied. */
export type Fields = Record<string, Value>;

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

const position = (segment: string): number => (/^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : -1);

export function getAt(document: Fields, path: string): Value {
  let value: Value = document;
  for (const segment of segmentsOf(path)) {
    if (Array.isArray(value)) value = (value as Value[])[position(segment)];
    else if (isFields(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

export function setAt(document: Fields, path: string, value: Value): Fields {
  return put(document, segmentsOf(path), 0, value) as Fields;
}

/** Arrays grow with nulls up to the position asked for; past this many it is a mistake. */
const LONGEST_GAP = 1500;

function put(parent: Value, segments: readonly string[], at: number, value: Value): Value {
  const segment = segments[at];
  if (segment === undefined) return value;
  if (Array.isArray(parent)) {
    const index = position(segment);
    if (index < 0) throw bad(`Cannot create field '${segment}' in an array`);
    if (index > parent.length + LONGEST_GAP)
      throw bad(`Cannot set element ${segment} of a much shorter array`);
    const items = parent.slice() as Value[];
    while (items.length < index) items.push(null);
    items[index] = put(items[index], segments, at + 1, value);
    return items;
  }
  if (parent === undefined) return { [name(segment)]: put(undefined, segments, at + 1, value) };
  if (!isFields(parent))
    throw bad(`Cannot create field '${segment}' in '${segments[at - 1]}', which is not an object`);
  const before = Object.hasOwn(parent, segment) ? parent[segment] : undefined;
  return { ...parent, [name(segment)]: put(before, segments, at + 1, value) };
}

function name(segment: string): string {
  if (segment === '__proto__') throw bad('a field cannot be called __proto__');
  return segment;
}

export function unsetAt(document: Fields, path: string): Fields {
  return getAt(document, path) === undefined ? document : (take(document, segmentsOf(path), 0) as Fields);
}

/** An element of an array becomes null: removing it would move those after it. */
function take(parent: Value, segments: readonly string[], at: number): Value {
  const segment = segments[at] ?? '';
  const last = at === segments.length - 1;
  if (Array.isArray(parent)) {
    const items = parent.slice() as Value[];
    const index = position(segment);
    items[index] = last ? null : take(items[index], segments, at + 1);
    return items;
  }
  const fields = { ...(parent as Fields) };
  if (last) delete fields[segment];
  else fields[segment] = take(fields[segment], segments, at + 1);
  return fields;
}
