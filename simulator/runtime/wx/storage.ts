/** Key–value storage: values keep their type, 1 MB a value and 10 MB in all, as in WeChat. */
import type { PhoneHost } from '../host';
import { ApiFailure, asyncApis, type ApiTable } from '../api';

const VALUE_LIMIT = 1024 * 1024;
const TOTAL_LIMIT_KB = 10 * 1024;

function encode(value: unknown): string {
  if (value === undefined) return JSON.stringify({ type: 'Undefined' });
  if (value instanceof Date) return JSON.stringify({ type: 'Date', data: value.getTime() });
  return JSON.stringify({ type: typeof value, data: value });
}

function decode(text: string): unknown {
  const { type, data } = JSON.parse(text) as { type: string; data?: unknown };
  return type === 'Date' ? new Date(Number(data)) : data;
}

export function storageApis(host: PhoneHost): ApiTable {
  const { storage } = host;
  const info = () => {
    const keys = storage.keys();
    const size = keys.reduce((sum, key) => sum + key.length + (storage.get(key)?.length ?? 0), 0);
    return { keys, currentSize: Math.ceil(size / 1024), limitSize: TOTAL_LIMIT_KB };
  };
  const set = (key: string, value: unknown) => {
    if (!key) throw new ApiFailure('parameter error: parameter.key should be String instead of Undefined;');
    const text = encode(value);
    if (text.length > VALUE_LIMIT) throw new ApiFailure('data exceed max size');
    if (host.faults.storageFull || info().currentSize > TOTAL_LIMIT_KB)
      throw new ApiFailure('the maximum size of the file storage limit is exceeded');
    storage.set(key, text);
  };
  const find = (key: string) => {
    const text = storage.get(key);
    return text === null ? undefined : { data: decode(text) };
  };
  return {
    ...asyncApis({
      setStorage: ({ key, data }: { key: string; data: unknown }) => set(key, data),
      getStorage: ({ key }: { key: string }) => {
        const found = find(key);
        if (!found) throw new ApiFailure('data not found');
        return found;
      },
      removeStorage: ({ key }: { key: string }) => storage.remove(key),
      clearStorage: () => storage.clear(),
      getStorageInfo: () => info(),
    }),
    setStorageSync: set,
    getStorageSync: (key: string) => find(key)?.data ?? '',
    removeStorageSync: (key: string) => storage.remove(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: info,
  };
}
