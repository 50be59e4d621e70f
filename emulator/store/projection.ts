import { copy, isFields } from './copy';
import { compileQuery } from './match';
import { StoreError, type Document, type Value } from './types';

type Fields = Record<string, Value>;
const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

const collision = (path: string): StoreError =>
  bad(`Invalid $project :: caused by :: Path collision at ${path}`);

/** Paths as a tree: {a: {b: leaf}}. */
interface Tree {
  readonly [segment: string]: Tree | true;
}

export function treeOf(paths: readonly string[]): Tree {
  const root: Record<string, unknown> = {};
  for (const path of paths) {
    const segments = path.split('.');
    const last = segments.pop() ?? path;
    let node = root;
    for (const segment of segments) {
      if (node[segment] === true) throw collision(path);
      const next = isFields(node[segment]) ? node[segment] : {};
      node[segment] = next;
      node = next;
    }
    if (node[last] !== undefined) throw collision(path);
    node[last] = true;
  }
  return root as Tree;
}

/** Only these paths, entering arrays of objects. */
export function include(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) {
    return (value as Value[])
      .filter((item) => typeof item === 'object' && item !== null)
      .map((item) => include(item, tree));
  }
  if (!isFields(value)) return undefined;
  const out: Fields = {};
  for (const [name, field] of Object.entries(value)) {
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
    const kept = below === true ? field : below && include(field, below);
    if (kept !== undefined) out[name] = kept;
  }
  return out;
}

/** All but these paths. */
export function exclude(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return (value as Value[]).map((item) => exclude(item, tree));
  if (!isFields(value)) return value;
  const out: Fields = {};
  for (const [name, field] of Object.entries(value)) {
    const below = Object.hasOwn(tree, name) ? tree[name] : undefined;
    if (below !== true) out[name] = below ? exclude(field, below) : field;
  }
  return out;
}

const isOn = (value: Value): boolean => value === true || (typeof value === 'number' && value !== 0);
const isOff = (value: Value): boolean => value === false || value === 0;

/** $slice and $elemMatch of a field, as a find's projection has them. */
function part(value: Value, operator: Fields): Value {
  if (!Array.isArray(value)) return value;
  const items = value as Value[];
  if (isFields(operator['$elemMatch'])) {
    const test = compileQuery({ item: { $elemMatch: operator['$elemMatch'] } });
    const first = items.find((item) => test({ item: [item] }));
    return first === undefined ? undefined : [first];
  }
  const slice = operator['$slice'];
  if (typeof slice === 'number') return slice < 0 ? items.slice(slice) : items.slice(0, slice);
  if (!Array.isArray(slice)) throw bad('a projection needs true, false, $slice or $elemMatch');
  const [skip, limit] = slice as [number, number];
  const from = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(from, from + limit);
}

/** A copy of what the projection leaves of a document; without one, of all of it. */
export function project(document: Document, projection: Fields = {}): Document {
  const { _id: id, ...fields } = projection;
  const entries = Object.entries(fields);
  const parts = entries.filter(([, value]) => isFields(value)) as [string, Fields][];
  const on = entries.filter(([, value]) => isOn(value)).map(([path]) => path);
  const off = entries.filter(([, value]) => isOff(value)).map(([path]) => path);
  if (on.length > 0 && off.length > 0)
    throw bad('a projection cannot include some fields and exclude others');
  const including =
    on.length > 0 || (isOn(id) && off.length === 0) || parts.some(([, operator]) => operator['$elemMatch']);
  const idPath = isOff(id) ? [] : ['_id'];
  let out: Value = including
    ? include(document, treeOf([...idPath, ...on, ...parts.map(([path]) => path)]))
    : exclude(document, treeOf([...off, ...(isOff(id) ? ['_id'] : [])]));
  for (const [path, operator] of parts) {
    if (isFields(out)) out = { ...out, [path]: part(out[path], operator) };
  }
  return copy(out) as Document;
}
