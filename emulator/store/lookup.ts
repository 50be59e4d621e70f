import { LIMITS, together } from '../limits';
import { isFields } from './copy';
import { evaluate } from './expressions';
import type { Variables } from './match';
import { encode } from './order';
import { MISSING, resolveAll } from './paths';
import type { Pipeline, Run, Scope } from './pipeline';
import { fieldsOf, setField, type Stage } from './stages';
import { StoreError, type Plan, type Value } from './types';
import type { Fields } from './update-paths';

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

interface Join {
  readonly from: string;
  readonly as: string;
  readonly fields: { local: string; foreign: string } | null;
  readonly variables: Fields;
  readonly pipeline: Pipeline;
}

function joinOf(operand: Value): Join {
  const { from, as, localField, foreignField, let: names = {}, pipeline } = fieldsOf('$lookup', operand);
  if (typeof from !== 'string' || typeof as !== 'string') throw bad('$lookup needs from and as');
  const both = typeof localField === 'string' && typeof foreignField === 'string';
  if (!both && !Array.isArray(pipeline))
    throw bad('$lookup needs localField and foreignField, or a pipeline');
  if (!isFields(names)) throw bad("$lookup's let must be an object");
  return {
    from,
    as,
    fields: both ? { local: localField, foreign: foreignField } : null,
    variables: names,
    pipeline: Array.isArray(pipeline) ? (pipeline as Value[]).map(stageOf) : [],
  };
}

function stageOf(stage: Value): readonly [string, Value] {
  const [entry, ...more] = Object.entries(fieldsOf('$lookup', stage));
  if (!entry || more.length > 0) throw bad('a stage of a pipeline needs exactly one operator');
  return entry;
}

/**
 * The values to look for: the elements of arrays one by one. Where there is none, MongoDB looks for null, be it that
 * a field is missing or that an array on the way is empty: and null meets every document without the foreign field.
 */
function localValues(document: Value, path: string): Value[] {
  const values = resolveAll(document, path)
    .filter((value) => value !== MISSING)
    .flatMap((value): Value[] => (Array.isArray(value) ? value : [value]));
  return values.length === 0 ? [null] : values;
}

/**
 * $lookup. Each document's matches are a search of their own, so that an index of the foreign collection
 * serves it; equal values are looked up once. All of it is one plan by index.
 */
export const lookupWith =
  (scope: Scope, outer: Variables, run: Run): Stage =>
  (documents, operand, options) => {
    const join = joinOf(operand);
    const known = new Map<string, Value[]>();
    return documents.map((document: Fields) => {
      const variables = { ...outer };
      for (const [name, expression] of Object.entries(join.variables)) {
        variables[name] = evaluate(document, expression, options);
      }
      const values = join.fields && localValues(document, join.fields.local);
      // A variable that is missing is not one that is null.
      const given = Object.values(variables).map((value) => (value === undefined ? [] : [value]));
      const key = encode([values, join.pipeline.length > 0 ? given : null]);
      let found = known.get(key);
      if (!found) known.set(key, (found = matches(scope, join, values, variables, run)));
      return setField(document, join.as.split('.'), found);
    });
  };

function matches(scope: Scope, join: Join, values: Value[] | null, variables: Variables, run: Run): Value[] {
  scope.collection(join.from);
  const plans: Plan[] = [];
  const condition = values?.length === 1 ? { $eq: values[0] } : { $in: values };
  const first: Pipeline = join.fields ? [['$match', { [join.fields.foreign]: condition }]] : [];
  const found = run({ ...scope, plans }, join.from, [...first, ...join.pipeline], variables);
  for (const plan of plans) note(scope.plans, plan);
  if (together(found as Fields[], LIMITS.document)) {
    const text = `Total size of documents in ${join.from} matching pipeline's $lookup stage exceeds maximum document size`;
    throw bad(text);
  }
  return found;
}

function note(plans: Plan[], { collection, index, rowsRead }: Plan): void {
  const at = plans.findIndex((plan) => plan.collection === collection && plan.index === index);
  const known = plans[at];
  if (known) plans[at] = { collection, index, rowsRead: known.rowsRead + rowsRead };
  else plans.push({ collection, index, rowsRead });
}
