/** The shapes that all of WeChat's APIs share: callbacks or a promise, `errMsg`, and failures. */
import type { WxFailure } from './host';

/** One family of APIs: what becomes `wx.<name>`. */
export type ApiTable = Readonly<Record<string, unknown>>;

interface Callbacks {
  success?: (result: object) => void;
  fail?: (failure: WxFailure) => void;
  complete?: (result: object) => void;
}

/** Thrown inside an API: becomes `{errMsg: '<api>:fail <reason>', errno}`. */
export class ApiFailure extends Error {
  constructor(
    reason: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(reason);
  }
}

function failureOf(name: string, error: unknown): WxFailure {
  if (error instanceof ApiFailure) return { errMsg: `${name}:fail ${error.message}`, ...error.extra };
  if (typeof error === 'object' && error !== null && 'errMsg' in error) return error as WxFailure;
  return { errMsg: `${name}:fail ${error instanceof Error ? error.message : String(error)}` };
}

/**
 * Makes `wx.<name>` out of an async function: with callbacks it answers nothing, without any a promise,
 * as WeChat does since 2.10.2.
 */
export function asyncApi<O extends object>(
  name: string,
  run: (options: O) => object | void | Promise<object | void>,
): (options?: O & Callbacks) => Promise<object> | undefined {
  return (options) => {
    const given = options ?? ({} as O & Callbacks);
    const answer = Promise.resolve()
      .then(() => run(given))
      .then(
        (result) => ({ errMsg: `${name}:ok`, ...(result ?? {}) }),
        (error: unknown) => Promise.reject(Object.assign(new Error(), failureOf(name, error))),
      );
    if (!given.success && !given.fail && !given.complete) return answer;
    void answer.then(
      (result) => {
        given.success?.(result);
        given.complete?.(result);
      },
      (failure: WxFailure) => {
        given.fail?.(failure);
        given.complete?.(failure);
      },
    );
    return undefined;
  };
}

/** A table of async APIs, named by their keys. */
export function asyncApis(
  // Each API has its own options; the page's types are those of miniprogram-api-typings.
  table: Readonly<Record<string, (options: never) => object | void | Promise<object | void>>>,
): ApiTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, run]) => [
      name,
      asyncApi(name, run as (options: object) => object | void),
    ]),
  );
}

/** `wx.onX` and `wx.offX`; `off` without a listener removes all. */
export function listeners<T>(): {
  on: (listener: (detail: T) => void) => void;
  off: (listener?: (detail: T) => void) => void;
  fire: (detail: T) => void;
} {
  const set = new Set<(detail: T) => void>();
  return {
    on: (listener) => void set.add(listener),
    off: (listener) => void (listener ? set.delete(listener) : set.clear()),
    fire: (detail) => [...set].forEach((listener) => listener(detail)),
  };
}

/** Names that engines and promises look for on any object. */
const ORDINARY = new Set([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
]);

/**
 * The table as pages see it. What is not in it is undefined, as on an older client, so pages can ask before they call;
 * a call then fails by the name. The console tells each name once.
 */
export function askable(table: ApiTable, path: string): object {
  const told = new Set<string>();
  return new Proxy(table, {
    get(target, name) {
      if (typeof name === 'string' && !(name in target) && !ORDINARY.has(name) && !told.has(name)) {
        told.add(name);
        console.warn(`模拟器还没有 ${path}.${name}`);
      }
      return Reflect.get(target, name) as unknown;
    },
  });
}
