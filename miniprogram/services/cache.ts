import type { ActionName, Input, Output } from '../domain/contract';
import { CLOCK_KEY, cloudNow } from './clock';
import { call, isLost, type Failure } from './cloud';

/** The last good answers, so that a page opened without network still shows what it knew. */
interface Kept<T> {
  readonly at: number;
  readonly value: T;
}

export type Loaded<T> =
  | {
      readonly ok: true;
      readonly data: T;
      /** When the answer came, if it is an old one because the network is away; otherwise null. */
      readonly staleSince: number | null;
    }
  | Failure;

const storageKey = (key: string): string => `answer:${key}`;

/** Storage may be full or broken: what is kept here is a convenience, so failures are let go. */
export function remember(key: string, value: unknown): void {
  try {
    wx.setStorageSync(storageKey(key), { at: cloudNow(), value });
  } catch {
    wx.removeStorage({ key: storageKey(key), fail: () => undefined });
  }
}

export function recall<T>(key: string): Kept<T> | null {
  try {
    const kept = wx.getStorageSync<Kept<T> | ''>(storageKey(key));
    return kept === '' ? null : kept;
  } catch {
    return null;
  }
}

export function forget(key: string): void {
  wx.removeStorage({ key: storageKey(key), fail: () => undefined });
}

/** Of the phone, not of whose account it shows. */
const PHONES_OWN = ['large-type', CLOCK_KEY];

/** When this WeChat has another account, or none: nothing of the one before may be shown. */
export function forgetAccount(): void {
  for (const key of wx.getStorageInfoSync().keys) {
    if (!PHONES_OWN.includes(key)) wx.removeStorageSync(key);
  }
}

/** Calls; without network answers with the last good answer under this key, if there is one. */
export async function callOrRecall<A extends ActionName>(
  action: A,
  input: Input<A>,
  key: string,
): Promise<Loaded<Output<A>>> {
  const result = await call(action, input);
  if (result.ok) {
    remember(key, result.data);
    return { ...result, staleSince: null };
  }
  const kept = isLost(result) ? recall<Output<A>>(key) : null;
  return kept ? { ok: true, data: kept.value, staleSince: kept.at } : result;
}
