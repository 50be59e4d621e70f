import { copy, freeze, isFields } from './copy';
import { isOperators } from './match';
import { compare, equal } from './order';
import { segmentsOf } from './paths';
import { StoreError, type Document, type Value } from './types';
import { arrayOperators } from './update-arrays';
import { getAt, setAt, unsetAt, type Fields } from './update-paths';

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

/** One change to one path. The document is new wherever it changed; `inserting` is true for an upsert. */
type Step = (document: Fields, inserting: boolean) => Fields;

const step =
  (path: string, change: (before: Value) => Value): Step =>
  (document) => {
    const before = getAt(document, path);
    const after = change(before);
    return after === before ? document : setAt(document, path, after);
  };

function arithmetic(
  path: string,
  operand: Value,
  name: string,
  result: (a: number, b: number) => number,
): Step {
  if (typeof operand !== 'number')
    throw bad(`Cannot ${name} with non-numeric argument: {${path}: ${String(operand)}}`);
  return step(path, (before) => {
    if (before === undefined) return name === 'multiply' ? 0 : operand;
    if (typeof before !== 'number') throw bad(`Cannot apply ${name} to a value of non-numeric type: ${path}`);
    return result(before, operand);
  });
}

function rename(path: string, operand: Value): Step {
  if (typeof operand !== 'string') throw bad('$rename needs the new name of the field');
  return (document) => {
    const value = getAt(document, path);
    return value === undefined ? document : setAt(unsetAt(document, path), operand, value);
  };
}

type Operator = (path: string, operand: Value) => Step;

const operators: Record<string, Operator> = {
  $set: (path, operand) =>
    step(path, (before) => (before !== undefined && equal(before, operand) ? before : copy(operand))),
  $setOnInsert: (path, operand) => (document, inserting) =>
    inserting ? setAt(document, path, copy(operand)) : document,
  $unset: (path) => (document) => unsetAt(document, path),
  $inc: (path, operand) => arithmetic(path, operand, 'increment', (a, b) => a + b),
  $mul: (path, operand) => arithmetic(path, operand, 'multiply', (a, b) => a * b),
  $min: (path, operand) =>
    step(path, (before) => (before === undefined || compare(operand, before) < 0 ? copy(operand) : before)),
  $max: (path, operand) =>
    step(path, (before) => (before === undefined || compare(operand, before) > 0 ? copy(operand) : before)),
  $rename: rename,
};
for (const [name, change] of Object.entries(arrayOperators)) {
  operators[name] = (path, operand) => step(path, change(path, operand));
}

/** Two operators on one path, or on a path and a part of it, have no defined order: refused. */
function refuseConflicts(paths: readonly string[]): void {
  const taken = new Set<string>();
  const inside = new Set<string>();
  for (const path of paths) {
    const segments = segmentsOf(path);
    if (segments.includes('') || segments.some((segment) => segment.startsWith('$'))) {
      throw bad(`The path '${path}' cannot be updated`);
    }
    const above = segments.map((_, i) => segments.slice(0, i + 1).join('.'));
    if (inside.has(path) || above.some((part) => taken.has(part))) {
      throw bad(`Updating the path '${path}' would create a conflict at '${path}'`);
    }
    taken.add(path);
    for (const part of above) inside.add(part);
  }
}

/** An update, checked once and then applied to each document that the query found. */
export type Update = (document: Document, inserting?: boolean) => Document;

export function compileUpdate(update: Fields, replace: boolean): Update {
  return replace ? replacement(update) : modification(update);
}

function replacement(update: Fields): Update {
  if (isOperators(update)) throw bad('a document that replaces another cannot hold update operators');
  const content: Fields = copy(update);
  return (document) => {
    if (content['_id'] !== undefined && content['_id'] !== document._id) throw immutable();
    const after = freeze<Document>({ _id: document._id, ...content });
    return equal(document, after) ? document : after;
  };
}

const immutable = (): StoreError =>
  bad("Performing an update on the path '_id' would modify the immutable field '_id'");

function modification(update: Fields): Update {
  const steps: Step[] = [];
  const paths: string[] = [];
  for (const [name, operands] of Object.entries(update)) {
    const operator = operators[name];
    if (!operator) throw bad(`Unknown modifier: ${name}`);
    if (!isFields(operands))
      throw bad(`Modifiers operate on fields but we found ${String(operands)} for ${name}`);
    for (const [path, operand] of Object.entries(operands)) {
      paths.push(path);
      if (name === '$rename' && typeof operand === 'string') paths.push(operand);
      steps.push(operator(path, operand));
    }
  }
  if (steps.length === 0) throw bad('an update needs at least one operator');
  refuseConflicts(paths);
  return (document, inserting = false) => {
    const after = steps.reduce<Fields>((result, apply) => apply(result, inserting), document);
    if (after['_id'] !== document._id) throw immutable();
    return freeze(after) as Document;
  };
}

/** The fields that an upsert takes from its query: those that it compares for equality. */
export function fieldsOfQuery(query: Fields): Fields {
  let document: Fields = {};
  for (const [path, condition] of equalities(query)) document = setAt(document, path, copy(condition));
  return document;
}

function* equalities(query: Fields): Generator<[string, Value]> {
  for (const [key, value] of Object.entries(query)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value as Value[]) if (isFields(part)) yield* equalities(part);
    } else if (!key.startsWith('$')) {
      if (!isOperators(value) && !(value instanceof RegExp)) yield [key, value];
      else if (isOperators(value) && value['$eq'] !== undefined) yield [key, value['$eq']];
    }
  }
}
