import type * as storageService from '../../miniprogram/services/storage';

/** What is kept on the phone, where it is kept at all. */
const stored = new Map<string, unknown>();
let full = false;
let broken = false;

const guarded =
  <A extends unknown[], R>(run: (...given: A) => R) =>
  (...given: A): R => {
    if (broken) throw new Error('storage is broken');
    return run(...given);
  };
const wx = {
  getStorageSync: guarded((key: string) => stored.get(key) ?? ''),
  setStorageSync: guarded((key: string, value: unknown) => {
    if (full) throw new Error('exceed storage max size');
    stored.set(key, value);
  }),
  removeStorageSync: guarded((key: string) => stored.delete(key)),
  getStorageInfoSync: guarded(() => ({ keys: [...stored.keys()] })),
};

/** As after a restart of the app: nothing but the storage is left. */
function opened(): typeof storageService {
  jest.resetModules();
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a second instance of the module is the point
  return require('../../miniprogram/services/storage') as typeof storageService;
}

beforeEach(() => {
  stored.clear();
  full = broken = false;
  Object.assign(globalThis, { wx });
});

test('what is written is there again after a restart', () => {
  expect(opened().kept<number>('answer:a').write(1)).toBe(true);
  expect(opened().kept<number>('answer:a').read()).toBe(1);
});

test('where storage is full it holds while the app is open, and says so; the next that fits is kept', () => {
  const service = opened();
  const area = service.kept<string>('chosenArea');
  area.write('old');
  full = true;
  expect(area.write('new')).toBe(false);
  expect([area.read(), service.kept('chosenArea').read()]).toEqual(['new', 'new']);
  full = false;
  expect(area.write('newer')).toBe(true);
  expect(opened().kept('chosenArea').read()).toBe('newer');
});

test('where storage is broken nothing throws: it reads as empty, writes and removes in memory', () => {
  stored.set('outbox', 'before');
  broken = true;
  const { kept, forgetAccount } = opened();
  const box = kept<string>('outbox');
  expect(box.read()).toBeNull();
  expect(box.write('now')).toBe(false);
  expect(box.read()).toBe('now');
  box.remove();
  expect(box.read()).toBeNull();
  box.write('now');
  forgetAccount();
  expect(box.read()).toBeNull();
});

test('with the account goes what is its own, also from memory; what is the phone’s stays', () => {
  const { kept, forgetAccount } = opened();
  kept('large-type').write(true);
  kept('clock-offset').write(5);
  kept('answer:home').write('mine');
  full = true;
  kept('draft:t').write('typed');
  forgetAccount();
  expect([...stored.keys()]).toEqual(['large-type', 'clock-offset']);
  expect(kept('draft:t').read()).toBeNull();
});
