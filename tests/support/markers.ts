import * as v from 'valibot';
import { contract } from '#domain/contract';
import type { WriteAction } from './examples/index';

/** Words that stand nowhere else: whoever reads them has read what this person wrote. */
export const MARKER = '壹贰叁伍捌';

type Path = readonly (string | number)[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function put(value: unknown, [first, ...rest]: Path, leaf: string): unknown {
  if (first === undefined) return leaf;
  if (Array.isArray(value))
    return value.map((each: unknown, i) => (i === first ? put(each, rest, leaf) : each));
  const fields = isObject(value) ? value : {};
  return { ...fields, [first]: put(fields[first], rest, leaf) };
}

function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Fields of the input itself that the example leaves out. */
function left(action: WriteAction, input: unknown): Path[] {
  const { entries = {} } = contract[action].input as { entries?: Record<string, unknown> };
  return Object.keys(entries)
    .filter((name) => !isObject(input) || input[name] === undefined)
    .map((name) => [name]);
}

/** The input with the marker in all of its fields that take whatever a person writes, or in one of them. */
export function marked(action: WriteAction, input: unknown): { all: unknown; each: unknown[] } {
  const takesIt = (changed: unknown) => v.safeParse(contract[action].input, changed).success;
  const free = [...leaves(input), ...left(action, input)].filter((path) => takesIt(put(input, path, MARKER)));
  return {
    all: free.reduce((changed, path) => put(changed, path, MARKER), input),
    each: free.map((path) => put(input, path, MARKER)),
  };
}

/** Where the marker stands, as paths with the numbers of lists left out. */
export function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value === 'string') return value.includes(MARKER) ? [path] : [];
  if (!isObject(value) || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, Array.isArray(value) ? path : `${path}.${key}`),
  );
}
