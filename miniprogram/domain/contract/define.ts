import * as v from 'valibot';
import type { Rule } from '../accounts/access';
import type { ErrorCode } from '../errors';
import { wholeNumber } from '../fields';

export type FunctionName = 'member' | 'organizer' | 'jobs';

/** Carries a type that exists only for the compiler. */
export interface Shape<T> {
  readonly __shape?: T;
}
export const answers = <T>(): Shape<T> => ({});

export interface Definition<F extends FunctionName, S extends v.GenericSchema, O, W extends boolean> {
  readonly fn: F;
  readonly rule: Rule;
  /** A write needs the client's nonce and can be sent again (I6). */
  readonly writes: W;
  readonly input: S;
  readonly output: Shape<O>;
  readonly errors: readonly ErrorCode[];
}

export const reads = <F extends FunctionName, S extends v.GenericSchema, O>(
  fn: F,
  rule: Rule,
  input: S,
  output: Shape<O>,
  errors: readonly ErrorCode[] = [],
): Definition<F, S, O, false> => ({ fn, rule, writes: false, input, output, errors });

export const writes = <F extends FunctionName, S extends v.GenericSchema, O>(
  fn: F,
  rule: Rule,
  input: S,
  output: Shape<O>,
  errors: readonly ErrorCode[] = [],
): Definition<F, S, O, true> => ({ fn, rule, writes: true, input, output, errors });

/** The input of an action that needs none. */
export const nothing = v.strictObject({});
/** How many rows at most; 20 where nothing is said. */
export const limit = (max: number) => v.optional(wholeNumber(1, max), Math.min(20, max));
