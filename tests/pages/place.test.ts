import type * as placeService from '../../miniprogram/services/place';

/** Where a phone is, and why it is not known: only a denial is an answer that stands. */
type Look = () => Promise<object>;

let looks: Look[] = [];
let asked = 0;
let allowed: boolean | undefined = true;
let locationEnabled = true;

const found: Look = () => Promise.resolve({ longitude: 111, latitude: 34 });
const fails =
  (errMsg: string): Look =>
  () =>
    Promise.reject(Object.assign(new Error(), { errMsg }));
const failed = fails('getLocation:fail ERROR_NETWORK');
const hangs: Look = () => new Promise(() => undefined);

const wx = {
  getLocation: () => {
    asked += 1;
    return (looks.length > 1 ? looks.shift() : looks[0])?.();
  },
  getSetting: () => Promise.resolve({ authSetting: { 'scope.userLocation': allowed } }),
  openSetting: () => {
    allowed = true;
    return Promise.resolve({ authSetting: { 'scope.userLocation': true } });
  },
  getSystemSetting: () => ({ locationEnabled }),
  getAppAuthorizeSetting: () => ({ locationAuthorized: 'authorized' }),
  getStorageSync: () => '',
  setStorageSync: () => {
    throw new Error('exceed storage max size');
  },
  removeStorageSync: () => undefined,
};

let service: typeof placeService;
beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00+08:00') });
  jest.resetModules();
  [asked, allowed, locationEnabled] = [0, true, true];
  Object.assign(globalThis, { wx });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what it remembers is what is tested
  service = require('../../miniprogram/services/place') as typeof placeService;
});
afterEach(() => {
  jest.useRealTimers();
});

async function place(...each: Look[]) {
  looks = each;
  const answer = service.phonePlace();
  await jest.advanceTimersByTimeAsync(10_000);
  return answer;
}
const here = { longitude: 111, latitude: 34 };

test('a fix that fails is tried once more, and again the next time', async () => {
  expect(await place(failed, found)).toEqual(here);
  await jest.advanceTimersByTimeAsync(120_000);
  expect(await place(failed, failed, found)).toBeNull();
  expect(await place(found)).toEqual(here);
});

test('a fix that takes too long holds up nobody, and is there for the next who asks', async () => {
  let finds: (fix: object) => void = () => undefined;
  expect(await place(() => new Promise((resolve) => (finds = resolve)))).toBeNull();
  finds(here);
  expect(await place(hangs)).toEqual(here);
});

test('as long as WeChat asks its holder, that is waited for', async () => {
  allowed = undefined;
  let agrees: (fix: object) => void = () => undefined;
  looks = [() => new Promise((resolve) => (agrees = resolve))];
  const answer = service.phonePlace();
  await jest.advanceTimersByTimeAsync(60_000);
  agrees(here);
  expect(await answer).toEqual(here);
});

test('whoever denies it is not asked again, until they ask themselves', async () => {
  allowed = false;
  expect(await place(fails('getLocation:fail auth deny'))).toBeNull();
  expect(await place(found)).toBeNull();
  expect(asked).toBe(1);
  looks = [fails('getLocation:fail auth deny'), found];
  expect(await service.usePhonePlace()).toBeNull();
  expect(await place(hangs)).toEqual(here);
});

test('a phone whose location is off is told apart, and looked at again', async () => {
  locationEnabled = false;
  looks = [failed];
  expect(await service.usePhonePlace()).toBe('off');
  locationEnabled = true;
  expect(await place(found)).toEqual(here);
});

test('choosing an area works where storage is full', () => {
  const area = { areaId: 'a', label: '湖滨区', place: here };
  service.chooseArea(area);
  expect(service.chosenArea()).toEqual(area);
});
