import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { Context, evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { Query } from 'mingo/query';
import { corrections } from './expression-corrections';
import type { Value } from './types';

/** Expressions of $expr, $project, $group …: mingo's, with those replaced that differ from MongoDB. */
export const expressionContext = (): Context =>
  Context.init({ accumulator: { ...accumulators }, expression: { ...expressions, ...corrections } });

const shared = expressionContext();

/** The test that `$expr: expression` stands for. */
export function compileExpression(
  expression: Value,
  variables?: Record<string, Value>,
): (root: object) => boolean {
  const query = new Query<object>({ $expr: expression } as object, {
    context: shared,
    ...(variables && { variables }),
  });
  return (root) => query.test(root);
}

export function evaluate(root: Value, expression: Value, options: Options): Value {
  return evalExpr(root as object, expression as object, options) as Value;
}
