import { evalExpr } from 'mingo/core';
import { $push as pushed } from 'mingo/operators/accumulator';
import type { Any, Options } from 'mingo/types';
import { compare, encode } from './order';
import { StoreError, type Value } from './types';

/**
 * What expressions compare, in MongoDB's order over all kinds of values: a missing field (undefined here) before null,
 * then numbers, strings, objects, arrays …; objects by their fields in the order in which they stand.
 */
type Expression = (root: Any, operand: Any, options: Options) => Any;

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

/** Below 0 when the first sorts before the second. */
export function rank(a: Value, b: Value): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  return Math.sign(compare(a, b));
}

function pairOf(name: string, root: Any, operand: Any, options: Options): [Value, Value] {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw bad(`Expression ${name} takes exactly 2 arguments`);
  const [a, b] = operand as [Any, Any];
  return [evalExpr(root, a, options), evalExpr(root, b, options)];
}

const comparing =
  (name: string, result: (order: number) => Value): Expression =>
  (root, operand, options) =>
    result(rank(...pairOf(name, root, operand, options)));

const typeOf = (value: Value): string =>
  value === undefined ? 'missing' : value === null ? 'null' : typeof value;

const $in: Expression = (root, operand, options) => {
  const [wanted, list] = pairOf('$in', root, operand, options);
  if (!Array.isArray(list)) throw bad(`$in requires an array as a second argument, found: ${typeOf(list)}`);
  return (list as Value[]).some((item) => rank(item, wanted) === 0);
};

const $indexOfArray: Expression = (root, operand, options) => {
  const [list, wanted, from = 0, to] = (operand as Any[]).map((each): Value => evalExpr(root, each, options));
  if (list === null || list === undefined) return null;
  if (!Array.isArray(list)) throw bad('$indexOfArray requires an array as a first argument');
  const end = Math.min(typeof to === 'number' ? to : list.length, list.length);
  for (let i = Number(from); i < end; i++) if (rank(list[i], wanted) === 0) return i;
  return -1;
};

const $size: Expression = (root, operand, options) => {
  const list: Value = evalExpr(
    root,
    Array.isArray(operand) && operand.length === 1 ? operand[0] : operand,
    options,
  );
  if (!Array.isArray(list)) {
    throw bad(`The argument to $size must be an array, but was of type: ${typeOf(list)}`);
  }
  return list.length;
};

/** Sets of values; null where one of them is null or missing. */
const ofSets =
  (name: string, combine: (sets: Map<string, Value>[]) => Value): Expression =>
  (root, operand, options) => {
    const lists = (operand as Any[]).map((each): Value => evalExpr(root, each, options));
    if (lists.some((list) => list === null || list === undefined)) return null;
    if (!lists.every(Array.isArray)) throw bad(`All operands of ${name} must be arrays`);
    return combine(lists.map((list) => new Map((list as Value[]).map((value) => [encode(value), value]))));
  };

const sets = {
  $setUnion: ofSets('$setUnion', (all) => [...new Map(all.flatMap((set) => [...set])).values()]),
  $setIntersection: ofSets('$setIntersection', ([first = new Map<string, Value>(), ...others]) =>
    [...first].filter(([key]) => others.every((set) => set.has(key))).map(([, value]) => value),
  ),
  $setDifference: ofSets('$setDifference', ([first = new Map<string, Value>(), second]) =>
    [...first].filter(([key]) => !second?.has(key)).map(([, value]) => value),
  ),
};

export const comparisons = {
  ...sets,
  $cmp: comparing('$cmp', (order) => order),
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $in,
  $indexOfArray,
  $size,
};

/** An accumulator over the documents of a group, or, without an expression, over the values themselves. */
type Accumulator = (members: Any[], expression: Any, options: Options) => Any;

/** mingo makes null of what is missing; inside an array it stays missing. */
function valuesOf(members: Any[], expression: Any, options: Options): Value[] {
  if (expression === null || expression === undefined) return members;
  return (pushed(members, [expression], options) as Value[][]).map(([value]) => value);
}

/** What is missing is left out. */
const $push: Accumulator = (members, expression, options) =>
  valuesOf(members, expression, options).filter((value) => value !== undefined);

const $addToSet: Accumulator = (members, expression, options) => {
  const values = valuesOf(members, expression, options).filter((value) => value !== undefined);
  return [...new Map(values.map((value) => [encode(value), value])).values()] as Any;
};

/** The first in the order, or the last; what is null or missing does not count. */
const outermost =
  (way: 1 | -1): Accumulator =>
  (members, expression, options) => {
    const values = valuesOf(members, expression, options).filter(
      (value) => value !== null && value !== undefined,
    );
    if (values.length === 0) return null;
    return values.reduce((best, value) => (way * rank(value, best) < 0 ? value : best));
  };

export const accumulators = { $push, $addToSet, $min: outermost(1), $max: outermost(-1) };
