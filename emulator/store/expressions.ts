import { Context, evalExpr } from 'mingo/core';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import { $expr } from 'mingo/operators/query';
import { Query } from 'mingo/query';
import type { Options } from 'mingo/types';
import * as comparing from './expression-comparisons';
import { corrections } from './expression-corrections';
import { StoreError, type Value } from './types';

/** Expressions of $expr, $project, $group …: mingo's, with those replaced that differ from MongoDB. */
export const operators = {
  accumulator: { ...accumulators, ...comparing.accumulators },
  expression: { ...expressions, ...corrections, ...comparing.comparisons },
};

const shared = Context.init({ ...operators, query: { $expr } });

/** The test that `$expr: expression` stands for. */
export function compileExpression(
  expression: Value,
  variables?: Record<string, Value>,
): (root: object) => boolean {
  return refusing(() => {
    const query = new Query<object>(
      { $expr: expression },
      { context: shared, ...(variables && { variables }) },
    );
    return (root: object) => refusing(() => query.test(root));
  });
}

export const evaluate = (root: Value, expression: Value, options: Options): Value =>
  evalExpr(root, expression, options);

/** What mingo refuses, refused as CloudBase does. */
export function refusing<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('DATABASE_REQUEST_FAILED', error instanceof Error ? error.message : String(error));
  }
}
