import type * as kit from '../../miniprogram/kit/draft';
import type * as storage from '../../miniprogram/services/storage';
import type * as registration from '../../miniprogram/packages/account/register/storage';

const stored = new Map<string, unknown>();
const wx = {
  getStorageSync: (key: string) => stored.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void stored.set(key, JSON.parse(JSON.stringify(value))),
  removeStorageSync: (key: string) => stored.delete(key),
  getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
};

interface App {
  readonly draftOf: typeof kit.draftOf;
  readonly forgetAccount: typeof storage.forgetAccount;
  readonly registration: typeof registration;
}

/** As after a restart of the app: nothing but the storage is left. */
function opened(): App {
  jest.resetModules();
  /* eslint-disable @typescript-eslint/no-require-imports -- a second instance of the modules is the point */
  return {
    ...(require('../../miniprogram/kit/draft') as typeof kit),
    ...(require('../../miniprogram/services/storage') as typeof storage),
    registration: require('../../miniprogram/packages/account/register/storage') as typeof registration,
  };
  /* eslint-enable @typescript-eslint/no-require-imports */
}

interface Form {
  readonly name: string;
  readonly minutes: number;
  readonly idNumber: string;
  readonly place: { readonly latitude: number } | null;
}
const start: Form = { name: '', minutes: 5, idNumber: '', place: null };

beforeEach(() => {
  stored.clear();
  Object.assign(globalThis, { wx });
});

test('what was typed is there again, over what the form begins with, until it has been sent', () => {
  const draft = opened().draftOf<Form>('shop', 'a');
  expect(draft.over(start)).toEqual(start);
  draft.keep({ name: '老' });
  draft.keep({ name: '老马', place: { latitude: 34 } });
  const again = opened().draftOf<Form>('shop', 'a');
  const typed = { ...start, name: '老马', place: { latitude: 34 } };
  expect(again.over(start)).toEqual(typed);
  // Of what was not typed the cloud may know better meanwhile.
  expect(again.over({ ...start, minutes: 7 })).toEqual({ ...typed, minutes: 7 });
  again.drop();
  expect(opened().draftOf<Form>('shop', 'a').over(start)).toEqual(start);
});

test('forms of one page about different things do not mix', () => {
  const { draftOf } = opened();
  draftOf<Form>('shop', 'a').keep({ name: '甲' });
  draftOf<Form>('shop', 'b').keep({ name: '乙' });
  draftOf<Form>('shop', 'b').drop();
  expect(draftOf<Form>('shop', 'a').over(start).name).toBe('甲');
  expect(draftOf<Form>('shop', 'b').over(start).name).toBe('');
});

test('what is secret is there while the app is open, and never written down', () => {
  const { draftOf, forgetAccount } = opened();
  const secretive = (): kit.Draft<Form> => draftOf<Form>('rebind', '', ['idNumber']);
  secretive().keep({ name: '张三', idNumber: '11010519491231002X' });
  draftOf<Form>('person', '', 'all').keep({ name: '别人' });
  expect(secretive().over(start).idNumber).toBe('11010519491231002X');
  expect(draftOf<Form>('person', '', 'all').over(start).name).toBe('别人');
  expect(JSON.stringify([...stored])).toContain('张三');
  expect(JSON.stringify([...stored])).not.toMatch(/11010519491231002X|别人/);
  forgetAccount();
  expect(secretive().over(start)).toEqual(start);
});

test('a registration is written down without the ID number and without any consent', () => {
  const { saveForm, openForm } = opened().registration;
  const typed = { name: '王五', idNumber: '11010519491231002X', agrees: true, skills: ['a'] };
  saveForm(typed);
  expect(openForm({ name: '老王' })).toMatchObject(typed);
  const again = opened().registration.openForm({ name: '老王', phone: '13900000001' });
  expect(again).toMatchObject({ ...typed, phone: '13900000001', idNumber: '', agrees: false });
});

test('what another version kept under a name is left out where it does not fit', () => {
  stored.set('forms', { 'shop a': { name: 7, minutes: [1], gone: true } });
  expect(opened().draftOf<Form>('shop', 'a').over(start)).toEqual(start);
});

test('of very many forms those that were left longest ago go', () => {
  const { draftOf } = opened();
  for (let n = 0; n < 30; n += 1) draftOf<Form>('shop', `n${String(n)}`).keep({ name: '甲' });
  expect(draftOf<Form>('shop', 'n9').over(start).name).toBe('');
  expect(draftOf<Form>('shop', 'n10').over(start).name).toBe('甲');
});
