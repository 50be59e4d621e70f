import type { ActionName, Input, Output } from '../domain/contract';
import { cloudNow } from './clock';
import { call, isAnswer, type Failure, type FailureCode, type Result } from './cloud';
import { kept } from './storage';
import { orAfter } from './waiting';

/** The last good answers, so that a page opened without network, or while the cloud cannot answer, shows what it knew. */
interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

/** Of an old answer: when it came, and what keeps the cloud from giving a new one. */
export interface Stale {
  readonly since: number;
  readonly code: FailureCode;
}

/** `stale` is null where the answer is new. */
export type Loaded<T> = { readonly ok: true; readonly data: T; readonly stale: Stale | null } | Failure;

const store = <T>(key: string) => kept<Kept<T>>(`answer:${key}`);

/** A convenience: where storage does not take it, it is known as long as the app is open. */
export function remember(key: string, value: unknown): void {
  store(key).write({ at: cloudNow(), value });
}

export const recall = <T>(key: string): Kept<T> | null => store<T>(key).read();

export function forget(key: string): void {
  store(key).remove();
}

/** With an old answer at hand, so long the cloud is waited for: its own answer is kept for the next time. */
const PATIENCE_MS = 6000;

/** Calls; where the cloud gives no answer, answers with the last good one under this key, if there is one. */
export async function callOrRecall<A extends ActionName>(
  action: A,
  input: Input<A>,
  key: string,
): Promise<Loaded<Output<A>>> {
  const called = call(action, input).then((result) => {
    if (result.ok) remember(key, result.data);
    return result;
  });
  const old = recall<Output<A>>(key);
  if (!old) return fresh(await called);
  const result = await orAfter(called, PATIENCE_MS, null);
  if (result && isAnswer(result)) return fresh(result);
  const code = result && !result.ok ? result.code : 'TIMEOUT';
  return { ok: true, data: old.value, stale: { since: old.at, code } };
}

const fresh = <T>(result: Result<T>): Loaded<T> => (result.ok ? { ...result, stale: null } : result);
