import { isFields } from './copy';
import type { Value } from './types';

/** Stands for "the parent is there, the field is not". */
export const MISSING = Symbol('missing');
/** A value, or MISSING. */
export type Found = Value;

const parsed = new Map<string, readonly string[]>();

/** Paths come from code, not from data, so there are few of them; the limit is for the case that is wrong. */
export function segmentsOf(path: string): readonly string[] {
  const known = parsed.get(path);
  if (known) return known;
  if (parsed.size > 10_000) parsed.clear();
  const segments = path.split('.');
  parsed.set(path, segments);
  return segments;
}

const isPosition = (segment: string): boolean => /^(0|[1-9]\d*)$/.test(segment);

/**
 * Everything that a dotted path leads to, arrays on the way being entered as MongoDB does: each of their
 * objects, and the element when the segment is a number. An array at the end is returned as it is.
 */
export function resolveAll(root: Value, path: string): Found[] {
  const segments = segmentsOf(path);
  const first = segments[0];
  if (segments.length === 1 && first !== undefined && isFields(root)) {
    const value = Object.hasOwn(root, first) ? root[first] : undefined;
    return [value === undefined ? MISSING : value];
  }
  const out: Found[] = [];
  collect(root, segments, 0, out);
  return out;
}

function collect(value: Value, segments: readonly string[], at: number, out: Found[]): void {
  const segment = segments[at];
  if (segment === undefined) {
    out.push(value === undefined ? MISSING : value);
    return;
  }
  if (Array.isArray(value)) {
    if (isPosition(segment) && Number(segment) < value.length)
      collect(value[Number(segment)], segments, at + 1, out);
    for (const item of value as Value[]) if (isFields(item)) collect(item, segments, at, out);
    return;
  }
  if (isFields(value) && Object.hasOwn(value, segment) && value[segment] !== undefined) {
    collect(value[segment], segments, at + 1, out);
  } else {
    out.push(MISSING);
  }
}
