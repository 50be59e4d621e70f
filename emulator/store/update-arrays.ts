import { copy, isFields } from './copy';
import { compileQuery, isOperators } from './match';
import { compare, equal } from './order';
import { sortValues } from './sort';
import { StoreError, type Value } from './types';

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

type Change = (before: Value) => Value;

function arrayOr(before: Value, path: string): Value[] | undefined {
  if (before === undefined) return undefined;
  if (!Array.isArray(before)) throw bad(`The field '${path}' must be an array`);
  return before as Value[];
}

function eachOf(operand: Value): Value[] {
  if (!isFields(operand) || operand['$each'] === undefined) return [operand];
  if (!Array.isArray(operand['$each'])) throw bad('The argument to $each must be an array');
  return operand['$each'] as Value[];
}

function integer(value: Value, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw bad(`${name} must be an integer`);
  return value;
}

function push(path: string, operand: Value): Change {
  const items = eachOf(operand);
  const modifiers = isFields(operand) && operand['$each'] !== undefined ? operand : {};
  const position = integer(modifiers['$position'], '$position');
  const slice = integer(modifiers['$slice'], '$slice');
  const sort = modifiers['$sort'];
  return (before) => {
    let after = (arrayOr(before, path) ?? []).slice();
    after.splice(position ?? after.length, 0, ...copy(items));
    if (sort !== undefined) after = sortItems(after, sort);
    if (slice !== undefined) after = slice < 0 ? after.slice(slice) : after.slice(0, slice);
    return after;
  };
}

function sortItems(items: Value[], sort: Value): Value[] {
  if (isFields(sort)) return sortValues(items, sort as Record<string, 1 | -1>);
  if (sort !== 1 && sort !== -1) throw bad('The $sort element value must be either 1 or -1');
  return items.slice().sort((a, b) => sort * compare(a, b));
}

function addToSet(path: string, operand: Value): Change {
  const items = eachOf(operand);
  return (before) => {
    const after = (arrayOr(before, path) ?? []).slice();
    for (const item of items) if (!after.some((known) => equal(known, item))) after.push(copy(item));
    return before !== undefined && after.length === (before as Value[]).length ? before : after;
  };
}

function without(before: Value, path: string, drop: (item: Value) => boolean): Value {
  const items = arrayOr(before, path);
  const after = items?.filter((item) => !drop(item));
  return after?.length === items?.length ? before : after;
}

/** The operand is a value, a condition on the element, or a query on the fields of the element. */
function pull(path: string, operand: Value): Change {
  let drop: (item: Value) => boolean = (item) => equal(item, operand);
  if (isOperators(operand) || operand instanceof RegExp) {
    const test = compileQuery({ item: operand });
    drop = (item) => test({ item });
  } else if (isFields(operand)) {
    const test = compileQuery(operand);
    drop = (item) => isFields(item) && test(item);
  }
  return (before) => without(before, path, drop);
}

function pullAll(path: string, operand: Value): Change {
  if (!Array.isArray(operand)) throw bad('$pullAll requires an array argument');
  const values = operand as Value[];
  return (before) => without(before, path, (item) => values.some((value) => equal(value, item)));
}

function pop(path: string, operand: Value): Change {
  if (operand !== 1 && operand !== -1) throw bad('$pop expects 1 or -1');
  return (before) => {
    const items = arrayOr(before, path);
    if (!items || items.length === 0) return before;
    return operand === 1 ? items.slice(0, -1) : items.slice(1);
  };
}

/** What an operator makes of the array at a path; undefined stands for a field that is not there. */
export const arrayOperators: Record<string, (path: string, operand: Value) => Change> = {
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
};
