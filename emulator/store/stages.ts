import type { Iterator } from 'mingo/lazy';
import { Lazy } from 'mingo/lazy';
import { $bucketAuto, $limit, $replaceRoot, $skip } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { isFields } from './copy';
import { evaluate, operators } from './expressions';
import { compileQuery, isOperators } from './match';
import { encode } from './order';
import { exclude, include, treeOf } from './projection';
import { checkOrder, sortValues } from './sort';
import { StoreError, type Value } from './types';
import { getAt, unsetAt, type Fields } from './update-paths';

/** A stage of an aggregate. Documents on the way belong to the store: a stage makes new ones. */
export type Stage = (documents: Iterator, operand: Value, options: Options) => Iterator;

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

export function fieldsOf(stage: string, operand: Value): Fields {
  if (!isFields(operand)) throw bad(`${stage} needs an object`);
  return operand;
}

/** Sets a path in a new version of a value, in each element of the arrays on the way. */
export function setField(value: Value, segments: readonly string[], field: Value): Value {
  const [first, ...rest] = segments;
  if (first === undefined) return field;
  if (Array.isArray(value)) return (value as Value[]).map((item) => setField(item, segments, field));
  const fields = isFields(value) ? value : {};
  return { ...fields, [first]: setField(fields[first], rest, field) };
}

/** {a: {b: expression}} says the same as {'a.b': expression}. */
function flatten(operand: Fields, prefix = ''): [path: string, expression: Value][] {
  return Object.entries(operand).flatMap(([name, value]): [string, Value][] =>
    isFields(value) && !isOperators(value) && Object.keys(value).length > 0
      ? flatten(value, `${prefix}${name}.`)
      : [[prefix + name, value]],
  );
}

function compute(root: Fields, into: Fields, fields: readonly [string, Value][], options: Options): Fields {
  return fields.reduce<Fields>((result, [path, expression]) => {
    const value = evaluate(root, expression, options);
    if (value === undefined) return unsetAt(result, path);
    return setField(result, path.split('.'), value) as Fields;
  }, into);
}

const $addFields: Stage = (documents, operand, options) => {
  const fields = flatten(fieldsOf('$addFields', operand));
  treeOf(fields.map(([path]) => path));
  return documents.map((document: Fields) => compute(document, document, fields, options));
};

const isOn = (value: Value): boolean => value === true || (typeof value === 'number' && value !== 0);
const isOff = (value: Value): boolean => value === false || value === 0;

const $project: Stage = (documents, operand, options) => {
  const entries = flatten(fieldsOf('$project', operand));
  if (entries.length === 0) throw bad('$project needs at least one field');
  // Refuses paths of which one leads into another.
  treeOf(entries.map(([path]) => path));
  const off = entries.filter(([, value]) => isOff(value)).map(([path]) => path);
  const on = entries.filter(([, value]) => isOn(value)).map(([path]) => path);
  const computed = entries.filter(([, value]) => !isOn(value) && !isOff(value));
  const others = off.filter((path) => path !== '_id');
  if (others.length > 0 && on.length + computed.length > 0) {
    throw bad('$project cannot include some fields and exclude others');
  }
  if (on.length + computed.length === 0) {
    const tree = treeOf(off);
    return documents.map((document: Fields) => exclude(document, tree));
  }
  const shown = on.filter((path) => path !== '_id');
  const tree = treeOf(off.includes('_id') ? shown : ['_id', ...shown]);
  return documents.map((document: Fields) =>
    compute(document, include(document, tree) as Fields, computed, options),
  );
};

const $unset: Stage = (documents, operand) => {
  const tree = treeOf(Array.isArray(operand) ? (operand as string[]) : [String(operand)]);
  return documents.map((document: Fields) => exclude(document, tree));
};

const $unwind: Stage = (documents, operand) => {
  const spec = isFields(operand) ? operand : { path: operand };
  if (typeof spec['path'] !== 'string' || !spec['path'].startsWith('$'))
    throw bad('$unwind needs a path with $');
  const path = spec['path'].slice(1);
  const position = typeof spec['includeArrayIndex'] === 'string' ? spec['includeArrayIndex'] : null;
  const at = (document: Fields, index: number | null): Fields =>
    position === null ? document : (setField(document, position.split('.'), index) as Fields);
  const unwind = (document: Fields): Fields[] => {
    const value = getAt(document, path);
    if (Array.isArray(value) && value.length > 0) {
      return value.map((item: Value, i) => at(setField(document, path.split('.'), item) as Fields, i));
    }
    const empty = value === undefined || value === null || Array.isArray(value);
    if (empty && spec['preserveNullAndEmptyArrays'] !== true) return [];
    return [at(Array.isArray(value) ? unsetAt(document, path) : document, null)];
  };
  return documents.transform((all: Fields[]) => Lazy(all.flatMap(unwind)));
};

const $sort: Stage = (documents, operand) => {
  const order = checkOrder(fieldsOf('$sort', operand));
  return documents.transform((all: Fields[]) => Lazy(sortValues(all, order)));
};

/** Nearest first is an order, which nothing but $geoNear makes in an aggregate. */
export function refuseNear(query: Value): void {
  if (Array.isArray(query)) query.forEach(refuseNear);
  if (!isFields(query)) return;
  if (query['$near'] !== undefined || query['$nearSphere'] !== undefined) {
    throw bad('$geoNear, $near, and $nearSphere are not allowed in this context');
  }
  Object.values(query).forEach(refuseNear);
}

/** The query of a $match. */
export function matched(operand: Value): Fields {
  refuseNear(operand);
  return fieldsOf('$match', operand);
}

const $match: Stage = (documents, operand, options) => {
  const test = compileQuery(matched(operand), options.variables);
  return documents.filter((document: Fields) => test(document));
};

const $count: Stage = (documents, operand) => {
  if (typeof operand !== 'string' || operand === '') throw bad('$count needs the name of a field');
  return documents.transform((all: Fields[]) => Lazy(all.length > 0 ? [{ [operand]: all.length }] : []));
};

const $sortByCount: Stage = (documents, operand, options) =>
  $sort(group(documents, { _id: operand, count: { $sum: 1 } }, options), { count: -1 }, options);

/** Objects that differ in the order of their fields are two groups; what is missing is null, as are its results. */
const group: Stage = (documents, operand, options) => {
  const spec = fieldsOf('$group', operand);
  if (!Object.hasOwn(spec, '_id')) throw bad('a group specification must include an _id');
  const { _id: by, ...fields } = spec;
  return documents.transform((all: Fields[]) => {
    const groups = new Map<string, { id: Value; members: Fields[] }>();
    for (const document of all) {
      const id = evaluate(document, by, options) ?? null;
      const known = groups.get(encode(id));
      if (known) known.members.push(document);
      else groups.set(encode(id), { id, members: [document] });
    }
    return Lazy([...groups.values()].map(({ id, members }) => totals(id, members, fields, options)));
  });
};

function totals(id: Value, members: Fields[], fields: Fields, options: Options): Fields {
  const out: Fields = { _id: id };
  for (const [name, accumulator] of Object.entries(fields)) {
    const [operator = ''] = isFields(accumulator) ? Object.keys(accumulator) : [];
    if (!Object.hasOwn(operators.accumulator, operator)) {
      throw bad(`The field '${name}' must be an accumulator object`);
    }
    out[name] = evaluate(members, accumulator, options) ?? null;
  }
  return out;
}

/** As MongoDB does it: groups by the lower bound, in order. */
const $bucket: Stage = (documents, operand, options) => {
  const { groupBy, boundaries, default: otherwise, output } = fieldsOf('$bucket', operand);
  if (!Array.isArray(boundaries) || boundaries.length < 2) throw bad('$bucket needs at least two boundaries');
  const bounds = boundaries as Value[];
  const branches = bounds.slice(1).map((upper, i) => ({
    case: { $and: [{ $gte: [groupBy, bounds[i]] }, { $lt: [groupBy, upper] }] },
    then: { $literal: bounds[i] },
  }));
  const rest = otherwise === undefined ? {} : { default: { $literal: otherwise } };
  const fields = isFields(output) ? output : { count: { $sum: 1 } };
  return $sort(
    group(documents, { _id: { $switch: { branches, ...rest } }, ...fields }, options),
    { _id: 1 },
    options,
  );
};

/** Without putting back, unlike mingo's. */
export const sampleWith =
  (random: () => number): Stage =>
  (documents, operand) => {
    const { size } = fieldsOf('$sample', operand);
    if (typeof size !== 'number' || !(size > 0)) throw bad('$sample needs a positive size');
    return documents.transform((all: Fields[]) => {
      const pool = all.slice();
      const taken = Array.from({ length: Math.min(size, pool.length) }, () => {
        const [one] = pool.splice(Math.floor(random() * pool.length), 1);
        return one;
      });
      return Lazy(taken);
    });
  };

/** Stages that need nothing but the documents before them. The rest of CloudBase's are in aggregate.ts. */
export const stages: Record<`$${string}`, Stage> = {
  $addFields,
  $set: $addFields,
  $project,
  $unset,
  $unwind,
  $sort,
  $match,
  $count,
  $sortByCount,
  $group: group,
  $bucket,
  $bucketAuto: (documents, operand, options) =>
    $bucketAuto(
      documents,
      fieldsOf('$bucketAuto', operand) as unknown as Parameters<typeof $bucketAuto>[1],
      options,
    ),
  $limit: (documents, operand, options) => $limit(documents, positive('$limit', operand), options),
  $skip: (documents, operand, options) =>
    $skip(documents, operand === 0 ? 0 : positive('$skip', operand), options),
  $replaceRoot: (documents, operand, options) =>
    $replaceRoot(
      documents,
      fieldsOf('$replaceRoot', operand) as unknown as Parameters<typeof $replaceRoot>[1],
      options,
    ),
};

export function positive(stage: string, value: Value): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw bad(`${stage} needs a positive integer`);
  return value;
}
