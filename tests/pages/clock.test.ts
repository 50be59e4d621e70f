import type { Envelope } from '#domain/errors';
import { DAY, HOUR, SECOND, type Instant } from '#domain/time';
import type * as barModel from '../../miniprogram/components/outbox-bar/model';
import type * as cacheService from '../../miniprogram/services/cache';
import type * as clockService from '../../miniprogram/services/clock';
import type * as cloudService from '../../miniprogram/services/cloud';
import type * as storageService from '../../miniprogram/services/storage';
import type * as wordsService from '../../miniprogram/services/words';
import type { RefusedItem } from '../../miniprogram/services/outbox';
import { at } from '../domain/support';
import { storyClock } from '../support/story-clock';

/** What time a phone believes it is, whatever its own clock says. */
const CLOUD = at(8);
const PHONE = CLOUD + DAY;
storyClock(PHONE);

type Answer = Pick<Envelope<object>, 'ok'> & object;

const storage = new Map<string, unknown>();
let answer: Answer;
/** How long calls are on their way. */
let took: number;
/** What the cloud's clock says when it answers; undefined of one that does not tell. */
let tells: () => Instant | undefined;

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const fakeWx = {
  getStorageSync: (key: string) => (storage.has(key) ? copy(storage.get(key)) : ''),
  setStorageSync: (key: string, value: unknown) => void storage.set(key, copy(value)),
  removeStorageSync: (key: string) => void storage.delete(key),
  getStorageInfoSync: () => ({ keys: [...storage.keys()] }),
  cloud: {
    callFunction: async () => {
      await new Promise((resolve) => setTimeout(resolve, took));
      return { result: { ...answer, now: tells(), build: 'b' } };
    },
  },
};

beforeEach(() => {
  storage.clear();
  answer = { ok: true, data: {} } as Answer;
  took = 0;
  tells = () => jest.now() - DAY;
  Object.assign(globalThis, { wx: fakeWx });
});
afterEach(() => void Reflect.deleteProperty(globalThis, 'wx'));

/* eslint-disable @typescript-eslint/no-require-imports -- a second instance of the modules is the point */
/** As after a start of the app: nothing but the storage is left. */
function start() {
  jest.resetModules();
  return {
    ...(require('../../miniprogram/services/cloud') as typeof cloudService),
    ...(require('../../miniprogram/services/clock') as typeof clockService),
    ...(require('../../miniprogram/services/words') as typeof wordsService),
    ...(require('../../miniprogram/services/cache') as typeof cacheService),
    ...(require('../../miniprogram/services/storage') as typeof storageService),
    ...(require('../../miniprogram/components/outbox-bar/model') as typeof barModel),
  };
}
/* eslint-enable @typescript-eslint/no-require-imports */

type App = ReturnType<typeof start>;

/** Any call: each answer of the cloud tells its time. */
async function heard(app: App): Promise<void> {
  const calling = app.call('session.open', {});
  await jest.advanceTimersByTimeAsync(took);
  await calling;
}

const deadline = (app: App): string => app.wordsFor('COOLING_OFF', { at: CLOUD + DAY });

test('before the cloud has said anything the phone goes by its own clock', () => {
  const app = start();
  expect(app.cloudNow()).toBe(PHONE);
  expect(deadline(app)).toContain('今天 8:00');
});

test('a phone that is a day wrong words everything rightly, from the first answer on', async () => {
  const app = start();
  await heard(app);
  expect(app.cloudNow()).toBe(CLOUD);
  expect(deadline(app)).toContain('明天 8:00');
});

test('a refusal tells the time as well', async () => {
  answer = { ok: false, error: { code: 'NOT_FOUND', message: '', details: {} } } as Answer;
  const app = start();
  await heard(app);
  expect(app.cloudNow()).toBe(CLOUD);
});

test('it is right after a restart without network, too, and after the phone got another account', async () => {
  const before = start();
  await heard(before);
  before.remember('session', {});
  before.forgetAccount();
  expect(before.recall('session')).toBeNull();
  const app = start();
  expect(app.cloudNow()).toBe(CLOUD);
  expect(deadline(app)).toContain('明天 8:00');
});

test('what was noted by the phone’s clock is shown by the cloud’s', async () => {
  const app = start();
  await heard(app);
  const item: RefusedItem = {
    nonce: 'n',
    action: 'attendance.checkIn',
    input: { code: 'c' },
    slotId: 's',
    what: '签到',
    title: '',
    madeAt: PHONE - HOUR,
    tries: 1,
    faults: 0,
    code: 'TOO_OLD',
    details: {},
  };
  const box = { waiting: [item], refused: [item] };
  const { waiting, refused } = app.outboxModel(box, '', app.wordsFor, app.cloudNow());
  expect([waiting[0]?.what, refused[0]?.what]).toEqual(['7:00 签到', '今天 7:00 签到']);
});

test('whoever puts the phone’s clock right is believed at the next answer', async () => {
  const app = start();
  await heard(app);
  jest.setSystemTime(CLOUD);
  tells = () => CLOUD;
  await heard(app);
  expect(app.cloudNow()).toBe(CLOUD);
});

test('how long something takes on the phone does not jump when the time is learned', async () => {
  const app = start();
  const began = app.phoneNow();
  await heard(app);
  expect(app.phoneNow() - began).toBe(0);
});

describe('what an answer’s way explains is not the clock’s fault', () => {
  test.each([
    ['an answer that took longer than it can tell', 11 * SECOND, () => CLOUD, PHONE],
    ['an answer that left at the very end of a long call', 4 * SECOND, () => PHONE + 4 * SECOND, PHONE],
    [
      'an answer that left just later than its call can explain',
      4 * SECOND,
      () => PHONE + 4001,
      PHONE + 2001,
    ],
    ['a cloud that does not tell', 0, () => undefined, PHONE],
  ])('%s', async (_, long, telling, expected) => {
    [took, tells] = [long, telling];
    const app = start();
    await heard(app);
    expect(app.cloudNow() - took).toBe(expected);
  });
});
