/**
 * What the phone keeps, and the only file that asks WeChat's storage for it (lint holds it). It never throws: where
 * storage is full or broken, the app works on with what it holds in memory while it is open, and `write` says whether
 * that will outlive it.
 */
type Key =
  | 'clock-offset'
  | 'large-type'
  | 'chosenArea'
  | 'outbox'
  | 'outbox-sender'
  | 'forms'
  | 'homes'
  | 'forms:secret'
  | 'grants'
  | `draft:${string}`
  | `answer:${string}`;

/** Of the phone, not of whose account it shows. */
const PHONES_OWN: readonly string[] = ['clock-offset', 'large-type'] satisfies Key[];

export interface Kept<T> {
  /** Null where nothing is kept. Read afresh each time: another instance of the app may have written. */
  read(): T | null;
  /** False where it is held in memory only. */
  write(value: T): boolean;
  remove(): void;
}

/** What storage did not take, or did not let go of: that is null. */
const inMemory = new Map<string, unknown>();

export function kept<T>(key: Key): Kept<T> {
  return {
    read: () => (inMemory.has(key) ? inMemory.get(key) : stored(key)) as T | null,
    write: (value) => {
      const safely = succeeds(() => wx.setStorageSync(key, value));
      if (safely) inMemory.delete(key);
      else inMemory.set(key, value);
      return safely;
    },
    remove: () => {
      if (succeeds(() => wx.removeStorageSync(key))) inMemory.delete(key);
      else inMemory.set(key, null);
    },
  };
}

/** What must not be written down: in memory, for as long as the app is open. */
export const held = <T>(key: Key): Kept<T> => ({
  read: () => (inMemory.get(key) ?? null) as T | null,
  write: (value) => {
    inMemory.set(key, value);
    return false;
  },
  remove: () => void inMemory.delete(key),
});

/** When this WeChat has another account, or none: nothing of the one before may be shown. */
export function forgetAccount(): void {
  for (const key of [...storedKeys(), ...inMemory.keys()]) {
    if (!PHONES_OWN.includes(key)) kept(key as Key).remove();
  }
}

function stored(key: string): unknown {
  try {
    const value = wx.getStorageSync<unknown>(key);
    return value === '' ? null : value;
  } catch {
    return null;
  }
}

function storedKeys(): readonly string[] {
  try {
    return wx.getStorageInfoSync().keys;
  } catch {
    return [];
  }
}

function succeeds(run: () => void): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}
