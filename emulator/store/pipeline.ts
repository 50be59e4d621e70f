import type { CollectionData } from './collection';
import type { Variables } from './match';
import type { Plan, Value } from './types';

/** What an aggregate works with: the collections it may read, and where it notes how it read them. */
export interface Scope {
  readonly collection: (name: string) => CollectionData;
  readonly random: () => number;
  readonly plans: Plan[];
}

export type Pipeline = readonly (readonly [stage: string, operand: Value])[];

/** Runs stages over a collection; $lookup runs one within another. */
export type Run = (scope: Scope, from: string, pipeline: Pipeline, variables?: Variables) => Value[];
