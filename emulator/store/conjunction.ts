import { isFields } from './copy';
import { areaOf, nearOf, type Area, type Near } from './geometry';
import { isOperators } from './match';
import { encode, encodePrefix, kindOf, kindTag, NIL } from './order';
import type { Value } from './types';

interface Edge {
  readonly encoded: string;
  readonly inclusive: boolean;
}
/** What one condition allows under a path: certain values, or those between two edges. */
export interface Points {
  readonly points: readonly string[];
}
export interface Between {
  readonly low: Edge;
  readonly high: Edge;
}
export type Constraint = Points | Between;

export const isPoints = (constraint: Constraint): constraint is Points => 'points' in constraint;

export const isBetween = (constraint: Constraint): constraint is Between => 'low' in constraint;

/** A query taken apart into conditions that must all hold. What cannot use an index is only counted. */
export interface Conjunction {
  readonly constraints: Map<string, Constraint[]>;
  /** Paths that must be there, which is what a sparse index needs to know. */
  readonly present: Set<string>;
  /** Paths that must not be null: they are there, but for one that leads through an empty array. */
  readonly notNull: Set<string>;
  readonly alternatives: Record<string, Value>[][];
  near?: { path: string; near: Near };
  readonly areas: { path: string; area: Area }[];
  conditions: number;
}

export function analyse(query: Record<string, Value>, variables: Record<string, Value> = {}): Conjunction {
  const result: Conjunction = {
    constraints: new Map(),
    present: new Set(),
    notNull: new Set(),
    alternatives: [],
    areas: [],
    conditions: 0,
  };
  addQuery(result, query, '');
  if (isFields(query['$expr'])) addExpression(result, query['$expr'], variables);
  for (const part of Array.isArray(query['$and']) ? (query['$and'] as Value[]) : []) {
    if (isFields(part) && isFields(part['$expr'])) addExpression(result, part['$expr'], variables);
  }
  return result;
}

/**
 * Equality of a field with a value or a variable inside $expr, which is how the pipeline of a $lookup names
 * its document. It finds more than $expr does (elements of arrays), and the query tests them again. Other
 * comparisons hold between values of different kinds there, which a range of an index does not.
 */
function addExpression(
  into: Conjunction,
  expression: Record<string, Value>,
  variables: Record<string, Value>,
): void {
  for (const [operator, operands] of Object.entries(expression)) {
    if (!Array.isArray(operands)) continue;
    if (operator === '$and') {
      for (const part of operands as Value[]) if (isFields(part)) addExpression(into, part, variables);
    }
    const [field, other] = operands as Value[];
    if (operator !== '$eq' || typeof field !== 'string' || !/^\$[^$]/.test(field)) continue;
    const value = constantOf(other, variables);
    if (value !== undefined && !Array.isArray(value)) {
      addConstraint(into, field.slice(1), { points: [encode(value)] });
    }
  }
}

function constantOf(operand: Value, variables: Record<string, Value>): Value {
  if (isFields(operand)) return Object.hasOwn(operand, '$literal') ? operand['$literal'] : undefined;
  if (typeof operand !== 'string' || !operand.startsWith('$')) return operand;
  const name = operand.slice(2);
  return operand.startsWith('$$') && Object.hasOwn(variables, name) ? variables[name] : undefined;
}

/** Both at once. */
export function both(a: Conjunction, b: Conjunction): Conjunction {
  const constraints = new Map(a.constraints);
  for (const [path, found] of b.constraints)
    constraints.set(path, [...(constraints.get(path) ?? []), ...found]);
  const near = a.near ?? b.near;
  return {
    constraints,
    present: new Set([...a.present, ...b.present]),
    notNull: new Set([...a.notNull, ...b.notNull]),
    alternatives: [...a.alternatives, ...b.alternatives],
    areas: [...a.areas, ...b.areas],
    conditions: a.conditions + b.conditions,
    ...(near && { near }),
  };
}

function addQuery(into: Conjunction, query: Record<string, Value>, prefix: string): void {
  for (const [key, value] of Object.entries(query)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value as Value[]) if (isFields(part)) addQuery(into, part, prefix);
    } else if (key === '$or' && Array.isArray(value) && prefix === '') {
      into.conditions++;
      into.alternatives.push((value as Value[]).filter(isFields));
    } else if (key.startsWith('$')) {
      into.conditions++;
    } else {
      addCondition(into, prefix + key, value);
    }
  }
}

function addCondition(into: Conjunction, path: string, condition: Value): void {
  if (!isOperators(condition)) {
    addOperator(into, path, condition instanceof RegExp ? '$regex' : '$eq', condition, {});
    return;
  }
  for (const [operator, operand] of Object.entries(condition))
    addOperator(into, path, operator, operand, condition);
}

function addOperator(
  into: Conjunction,
  path: string,
  operator: string,
  operand: Value,
  condition: Record<string, Value>,
): void {
  into.conditions++;
  switch (operator) {
    case '$near':
    case '$nearSphere':
      into.near = { path, near: nearOf(operand) };
      return;
    case '$geoWithin':
    case '$geoIntersects':
      into.areas.push({ path, area: areaOf(operand) });
      return;
    case '$all':
      for (const value of Array.isArray(operand) ? (operand as Value[]) : []) addCondition(into, path, value);
      return;
    case '$elemMatch':
      into.present.add(path);
      if (isOperators(operand) && !operand['$and'] && !operand['$or']) addElement(into, path, operand);
      else if (isFields(operand)) addQuery(into, operand, `${path}.`);
      return;
    case '$exists':
      if (operand) into.present.add(path);
      else addConstraint(into, path, { points: [NIL] });
      return;
    case '$ne':
      if (operand === null) into.notNull.add(path);
      return;
    default: {
      const constraint = constraintOf(operator, operand, condition);
      if (constraint) addConstraint(into, path, constraint);
    }
  }
}

/** Conditions on one and the same element: their ranges may be cut with each other even in an array. */
function addElement(into: Conjunction, path: string, operand: Record<string, Value>): void {
  const constraints = Object.entries(operand)
    .map(([operator, value]) => constraintOf(operator, value, operand))
    .filter((constraint) => constraint !== null);
  const points = constraints.find(isPoints);
  const ranges = constraints.filter(isBetween);
  const constraint = points ?? intersect(ranges);
  if (constraint) addConstraint(into, path, constraint);
}

function addConstraint(into: Conjunction, path: string, constraint: Constraint): void {
  const known = into.constraints.get(path);
  if (known) known.push(constraint);
  else into.constraints.set(path, [constraint]);
  const nullable = isPoints(constraint) ? constraint.points.includes(NIL) : constraint.low.encoded === NIL;
  if (!nullable) into.present.add(path);
}

/** The values that all the ranges hold. */
export function intersect(ranges: readonly Between[]): Between | null {
  return ranges.reduce<Between | null>((result, range) => {
    if (!result) return range;
    return { low: tighter(result.low, range.low, 1), high: tighter(result.high, range.high, -1) };
  }, null);
}

function tighter(a: Edge, b: Edge, way: 1 | -1): Edge {
  if (a.encoded === b.encoded) return a.inclusive ? b : a;
  // The tag of a kind is the beginning of all its values: the longer one of the two says more.
  if (a.encoded.startsWith(b.encoded)) return a;
  if (b.encoded.startsWith(a.encoded)) return b;
  return a.encoded > b.encoded === (way === 1) ? a : b;
}

function constraintOf(operator: string, operand: Value, condition: Record<string, Value>): Constraint | null {
  switch (operator) {
    case '$eq':
      return pointsFor([operand]);
    case '$in':
      return Array.isArray(operand) ? pointsFor(operand as Value[]) : null;
    case '$regex':
      return beginning(operand, condition);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return between(operator, operand);
    default:
      return null;
  }
}

/** An index holds the elements of an array, not the array: equality with a whole one cannot use it. */
function pointsFor(values: readonly Value[]): Points | null {
  if (values.some((value) => Array.isArray(value) || value instanceof RegExp)) return null;
  return { points: [...new Set(values.map(encode))] };
}

function between(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): Between | null {
  const kind = kindOf(operand);
  if (kind === 'array' || kind === 'nil') return null;
  const all: Edge = { encoded: kindTag(kind), inclusive: true };
  const edge: Edge = { encoded: encode(operand), inclusive: operator === '$gte' || operator === '$lte' };
  return operator.startsWith('$g') ? { low: edge, high: all } : { low: all, high: edge };
}

/** A pattern that begins with fixed text is a range of strings. */
function beginning(operand: Value, condition: Record<string, Value>): Between | null {
  const source = operand instanceof RegExp ? operand.source : operand;
  const flags = operand instanceof RegExp ? operand.flags : (condition['$options'] ?? '');
  if (typeof source !== 'string' || flags !== '' || source.includes('|')) return null;
  const fixed = /^\^([\p{L}\p{N} _-]+)(?![\p{L}\p{N} _*?{-])/u.exec(source)?.[1];
  if (!fixed) return null;
  const edge: Edge = { encoded: encodePrefix(fixed), inclusive: true };
  return { low: edge, high: edge };
}
