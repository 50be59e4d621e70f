import { isFields } from './copy';
import { compileExpression } from './expressions';
import { areaOf, isNear, nearOf, pointsOf, type Position } from './geometry';
import { compare, equal, kindOf, type Kind } from './order';
import { MISSING, resolveAll, type Found } from './paths';
import { StoreError, type Value } from './types';

export type Predicate = (document: Value) => boolean;
/** `single`: the values are elements of an array already ($elemMatch), so arrays among them stay whole. */
type Test = (found: readonly Found[], single?: boolean) => boolean;
export type Variables = Record<string, Value>;

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

export const isOperators = (value: Value): value is Record<string, Value> =>
  isFields(value) && (Object.keys(value)[0]?.startsWith('$') ?? false);

function listOf(operator: string, value: Value): Value[] {
  if (!Array.isArray(value)) throw bad(`${operator} needs an array`);
  return value as Value[];
}

/** A query as a test. Unknown operators are refused when it is compiled, not when a document meets them. */
export function compileQuery(query: Value, variables?: Variables): Predicate {
  if (!isFields(query)) throw bad('a query must be an object');
  const tests = Object.entries(query).map(([key, value]) => compileEntry(key, value, variables));
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (document) => tests.every((test) => test(document));
}

function compileEntry(key: string, value: Value, variables?: Variables): Predicate {
  switch (key) {
    case '$and': {
      const parts = listOf(key, value).map((part) => compileQuery(part, variables));
      return (document) => parts.every((part) => part(document));
    }
    case '$or': {
      const parts = listOf(key, value).map((part) => compileQuery(part, variables));
      return (document) => parts.some((part) => part(document));
    }
    case '$nor': {
      const parts = listOf(key, value).map((part) => compileQuery(part, variables));
      return (document) => !parts.some((part) => part(document));
    }
    case '$expr': {
      const test = compileExpression(value, variables);
      return (document) => test(document as object);
    }
    case '$comment':
      return () => true;
  }
  if (key.startsWith('$')) throw bad(`unknown top level operator: ${key}`);
  const test = compileCondition(value);
  return (document) => test(resolveAll(document, key));
}

function compileCondition(condition: Value): Test {
  if (!isOperators(condition)) return compileEquality(condition);
  const tests = Object.entries(condition).map(([operator, operand]) =>
    compileOperator(operator, operand, condition),
  );
  const [only] = tests;
  if (only && tests.length === 1) return only;
  return (found, single) => tests.every((test) => test(found, single));
}

/** The values that a comparison looks at: what the path leads to and, for arrays, each element. */
function some(
  found: readonly Found[],
  single: boolean | undefined,
  test: (value: Found) => boolean,
): boolean {
  for (const value of found) {
    if (test(value)) return true;
    if (!single && Array.isArray(value) && value.some(test)) return true;
  }
  return false;
}

function compileEquality(operand: Value): Test {
  if (operand instanceof RegExp) return compileRegExp(operand);
  if (operand === null || operand === undefined) {
    return (found, single) => some(found, single, (value) => value === null || value === MISSING);
  }
  if (typeof operand !== 'object')
    return (found, single) =>
      some(found, single, (value) => value === operand || equalNumber(value, operand));
  return (found, single) => some(found, single, (value) => value !== MISSING && equal(value, operand));
}

const equalNumber = (value: Found, operand: Value): boolean => Number.isNaN(value) && Number.isNaN(operand);

function compileRegExp(pattern: RegExp): Test {
  // Without g and y, which would make a test depend on the one before.
  const plain = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  return (found, single) =>
    some(found, single, (value) =>
      typeof value === 'string' ? plain.test(value) : sameRegExp(value, pattern),
    );
}

const sameRegExp = (value: Found, pattern: RegExp): boolean =>
  value instanceof RegExp && value.source === pattern.source && value.flags === pattern.flags;

const comparisons: Record<string, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** Only values of the same kind compare: a number is neither less nor more than a date. */
function compileComparison(holds: (order: number) => boolean, operand: Value): Test {
  const kind = kindOf(operand);
  if (kind === 'nil') return holds(0) ? compileEquality(null) : () => false;
  const value = (candidate: Found): boolean =>
    candidate !== MISSING &&
    candidate !== null &&
    kindOf(candidate) === kind &&
    !(Number.isNaN(candidate) || Number.isNaN(operand)) &&
    holds(compare(candidate, operand));
  return (found, single) => some(found, single, value);
}

function compileOperator(operator: string, operand: Value, condition: Record<string, Value>): Test {
  const comparison = comparisons[operator];
  if (comparison) return compileComparison(comparison, operand);
  const compile = operators[operator];
  if (!compile) throw bad(`unknown operator: ${operator}`);
  return compile(operand, condition);
}

function anyOf(operator: string, operand: Value): Test {
  const values = listOf(operator, operand);
  const simple = new Set(values.filter((value) => typeof value === 'string' || typeof value === 'number'));
  const others = values.filter((value) => !simple.has(value as string)).map(compileEquality);
  return (found, single) =>
    (simple.size > 0 && some(found, single, (value) => simple.has(value as string))) ||
    others.some((test) => test(found, single));
}

const not =
  (test: Test): Test =>
  (found, single) =>
    !test(found, single);

function compileAll(operand: Value): Test {
  const parts = listOf('$all', operand).map((part) =>
    isOperators(part) ? compileCondition(part) : compileEquality(part),
  );
  return (found, single) => parts.length > 0 && parts.every((part) => part(found, single));
}

function compileElemMatch(operand: Value): Test {
  if (!isFields(operand)) throw bad('$elemMatch needs an object');
  const logical = ['$and', '$or', '$nor', '$expr'].includes(Object.keys(operand)[0] ?? '');
  const element: (item: Value) => boolean =
    isOperators(operand) && !logical ? onElement(compileCondition(operand)) : onObject(compileQuery(operand));
  return (found) => found.some((value) => Array.isArray(value) && value.some(element));
}
const onElement = (test: Test) => (item: Value) => test([item], true);
/** An array among the elements counts as an object whose fields are its positions. */
const onObject = (test: Predicate) => (item: Value) =>
  Array.isArray(item) ? test({ ...(item as Value[]) }) : isFields(item) && test(item);

function compileMod(operand: Value): Test {
  const [divisor, remainder] = listOf('$mod', operand);
  if (typeof divisor !== 'number' || typeof remainder !== 'number' || divisor === 0)
    throw bad('$mod needs two numbers');
  return (found, single) =>
    some(found, single, (value) => typeof value === 'number' && Math.trunc(value) % divisor === remainder);
}

function compilePattern(operand: Value, condition: Record<string, Value>): Test {
  const flags = typeof condition['$options'] === 'string' ? condition['$options'] : '';
  if (operand instanceof RegExp) return compileRegExp(new RegExp(operand.source, flags || operand.flags));
  if (typeof operand !== 'string') throw bad('$regex needs a pattern');
  try {
    return compileRegExp(new RegExp(operand, flags.replace(/[^imsu]/g, '')));
  } catch {
    throw bad(`Regular expression is invalid: ${operand}`);
  }
}

const typeNames: Record<string, Kind> = {
  double: 'number',
  int: 'number',
  long: 'number',
  decimal: 'number',
  number: 'number',
  string: 'string',
  object: 'object',
  array: 'array',
  bool: 'boolean',
  date: 'date',
  null: 'nil',
  regex: 'regexp',
  binData: 'binary',
};
const typeNumbers: Record<number, Kind> = {
  1: 'number',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binary',
  8: 'boolean',
  9: 'date',
  10: 'nil',
  11: 'regexp',
  16: 'number',
  18: 'number',
  19: 'number',
};

function compileType(operand: Value): Test {
  const kinds = (Array.isArray(operand) ? (operand as Value[]) : [operand]).map((type) => {
    const kind = typeof type === 'number' ? typeNumbers[type] : typeNames[String(type)];
    if (!kind) throw bad(`unknown type: ${String(type)}`);
    return kind;
  });
  return (found, single) =>
    some(found, single, (value) => value !== MISSING && kinds.includes(kindOf(value)));
}

const somePoint = (test: (position: Position) => boolean): Test => {
  return (found) => found.some((value) => value !== MISSING && pointsOf(value).some(test));
};

function compileArea(operand: Value): Test {
  const area = areaOf(operand);
  return somePoint((position) => area.contains(position));
}

function compileNear(operand: Value): Test {
  const near = nearOf(operand);
  return somePoint((position) => isNear(near, position));
}

const operators: Record<string, (operand: Value, condition: Record<string, Value>) => Test> = {
  $eq: compileEquality,
  $ne: (operand) => not(compileEquality(operand)),
  $in: (operand) => anyOf('$in', operand),
  $nin: (operand) => not(anyOf('$nin', operand)),
  $not: (operand) => not(compileCondition(operand)),
  $exists: (operand) => {
    const wanted = Boolean(operand);
    return (found) => found.some((value) => value !== MISSING) === wanted;
  },
  $all: compileAll,
  $elemMatch: compileElemMatch,
  $size: (operand) => (found) => found.some((value) => Array.isArray(value) && value.length === operand),
  $mod: compileMod,
  $regex: compilePattern,
  $options: () => () => true,
  $type: compileType,
  $near: compileNear,
  $nearSphere: compileNear,
  $geoWithin: compileArea,
  $geoIntersects: compileArea,
};
