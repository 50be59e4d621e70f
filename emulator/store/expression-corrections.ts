import { evalExpr } from 'mingo/core';
import * as expressions from 'mingo/operators/expression';
import type { Any, AnyObject, Options } from 'mingo/types';
import { StoreError } from './types';

/** Expressions that mingo 7 lacks or answers otherwise than MongoDB. */
type Expression = (root: Any, operand: Any, options: Options) => Any;

const bad = (message: string): StoreError => new StoreError('DATABASE_REQUEST_FAILED', message);

/** Weeks begin on Sundays; days before the first one of the year are in week 0. */
const $week: Expression = (root, operand, options) => {
  const day = evalExpr(root, { $dayOfYear: operand }, options);
  const weekday = evalExpr(root, { $dayOfWeek: operand }, options);
  if (typeof day !== 'number' || typeof weekday !== 'number') return null;
  return Math.floor((day - 1 + 7 - (weekday - 1)) / 7);
};

const $indexOfCP: Expression = (root, operand, options) => {
  const [text, wanted, from, to] = evalExpr(root, operand, options) as Any[];
  if (text === null || text === undefined) return null;
  if (typeof text !== 'string' || typeof wanted !== 'string') throw bad('$indexOfCP needs strings');
  const points = Array.from(text);
  const start = typeof from === 'number' ? from : 0;
  const end = typeof to === 'number' ? to : points.length;
  if (start < 0 || end < 0) throw bad('$indexOfCP needs positions that are not negative');
  if (start > end) return -1;
  const before = points.slice(start, end).join('');
  const at = before.indexOf(wanted);
  return at < 0 ? -1 : start + Array.from(before.slice(0, at)).length;
};

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

function textOf(value: Any): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw bad("can't convert to a string");
}

/** Bytes of UTF-8; a negative count, or one too large, means the rest of the text. */
const $substrBytes: Expression = (root, operand, options) => {
  const [value, start, count] = evalExpr(root, operand, options) as Any[];
  if (typeof start !== 'number' || typeof count !== 'number') throw bad('$substrBytes needs numbers');
  if (value === null || value === undefined || start < 0) return '';
  const text = textOf(value);
  const bytes = Buffer.from(text);
  const end = count < 0 ? bytes.length : Math.min(bytes.length, start + count);
  if (isContinuation(bytes[start]) || isContinuation(bytes[end])) {
    throw bad('$substrBytes:  Invalid range, a character would be cut in two');
  }
  return bytes.subarray(start, end).toString();
};

/** A case that is met, or the default: without either, nothing can be answered. */
const $switch: Expression = (root, operand, options) => {
  const { branches, default: otherwise } = operand as { branches: { case: Any; then: Any }[]; default?: Any };
  for (const { case: test, then } of branches) {
    if (evalExpr(root, { $cond: [test, true, false] }, options) === true)
      return evalExpr(root, then, options);
  }
  if (otherwise === undefined)
    throw bad('$switch could not find a matching branch, and no default was specified');
  return evalExpr(root, otherwise, options);
};

type Original = (root: AnyObject, operand: Any, options: Options) => Any;
const isNothing = (value: Any): boolean => value === null || value === undefined;

/** Where mingo refuses null, or what is missing, as its first argument, MongoDB answers null. */
const nothingOf =
  (original: Original): Expression =>
  (root, operand, options) => {
    const [first] = operand as Any[];
    return isNothing(evalExpr(root, first ?? null, options))
      ? null
      : original(root as AnyObject, operand, options);
  };

/** Texts of nothing are empty. */
const textFrom =
  (original: Original): Expression =>
  (root, operand, options) =>
    isNothing(evalExpr(root, operand, options)) ? '' : original(root as AnyObject, operand, options);

export const corrections = {
  $week,
  $indexOfCP,
  $substrBytes,
  $substr: $substrBytes,
  $switch,
  $slice: nothingOf(expressions.$slice),
  $toUpper: textFrom(expressions.$toUpper),
  $toLower: textFrom(expressions.$toLower),
};
