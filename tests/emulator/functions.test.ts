import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERROR_CODES, startTestEmulator, type TestEmulator } from '../../harness/emulator';
import { until } from '../../harness/wait';
import { startProbe } from './probe';

let emulator: TestEmulator;
const probe = <T>(action: string, input: Record<string, unknown> = {}, openid?: string) =>
  emulator.call<T>('probe', { action, input }, openid);

beforeAll(async () => {
  emulator = await startProbe();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.resetMetrics());

test('the real SDK inserts a document and reads it back', async () => {
  const { result: id } = await probe<string>('probe.add', { name: 'one', n: 1 }, 'alice');
  const { result } = await probe('probe.read', { id }, 'alice');
  expect(result).toEqual({ _id: id, name: 'one', n: 1 });
});

test('a function sees who calls and from where; the system has neither', async () => {
  const person = await probe<Record<string, unknown>>('probe.who', {}, 'alice');
  expect(person.result).toMatchObject({
    OPENID: 'alice',
    CLIENTIP: '127.0.0.1',
    SOURCE: 'wx_client',
    zone: 'UTC',
    userInfo: { openId: 'alice' },
  });
  const system = await probe<Record<string, unknown>>('probe.who');
  for (const field of ['OPENID', 'CLIENTIP', 'userInfo']) expect(system.result).not.toHaveProperty(field);
});

test('a function called by a function does not inherit the caller', async () => {
  const { result } = await probe<Record<string, unknown>>('probe.nested', {}, 'alice');
  expect(result).toMatchObject({ SOURCE: 'scf' });
  expect(result).not.toHaveProperty('OPENID');
});

test('what JSON cannot carry is lost on the way back, as in production', async () => {
  const { result } = await probe('probe.time');
  expect(result).toMatchObject({ now: expect.stringMatching(/^\d{4}-/) as string });
  expect(await probe('probe.wait', { milliseconds: 0 })).toMatchObject({
    result: null,
    errMsg: 'cloud.callFunction:ok',
  });
});

test('calls at once run in instances that take one each; the rest wait for them', async () => {
  const waits = Array.from({ length: 6 }, () => probe('probe.wait', { milliseconds: 100 }, 'alice'));
  expect((await Promise.all(waits)).every(({ errCode }) => errCode === undefined)).toBe(true);
  const pids = await Promise.all(Array.from({ length: 6 }, () => probe<number>('probe.pid')));
  expect(new Set(pids.map(({ result }) => result)).size).toBeLessThanOrEqual(2);
  expect(emulator.metrics().actions['probe.wait']?.calls).toBe(6);
});

describe('a function with two timers, which the cloud does not take', () => {
  const timers = (names: readonly string[]) =>
    JSON.stringify({ triggers: names.map((name) => ({ name, type: 'timer', config: '0 0 0 1 1 * 2099' })) });
  let functions: string;
  const write = async (names: readonly string[]) => {
    await mkdir(join(functions, 'twice'), { recursive: true });
    await writeFile(join(functions, 'twice', 'index.js'), 'exports.main = async () => 1;');
    await writeFile(join(functions, 'twice', 'config.json'), timers(names));
  };
  beforeEach(() => void (functions = mkdtempSync(join(tmpdir(), 'timers-'))));
  afterEach(() => rmSync(functions, { recursive: true }));

  test('keeps the emulator from starting, and is named', async () => {
    await write(['a', 'b']);
    await expect(startTestEmulator({ functions })).rejects.toThrow('twice');
  });

  test('answers nothing but that, when it is built so later', async () => {
    await write(['a']);
    const running = await startTestEmulator({ functions });
    try {
      expect(await running.call('twice', {})).toMatchObject({ result: 1 });
      await write(['a', 'b']);
      const { errCode, errMsg } = await running.call('twice', {});
      expect(errCode).toBe(ERROR_CODES.failed);
      expect(errMsg).toContain('twice');
    } finally {
      await running.close();
    }
  });
});

test('an idle instance is kept, with its module state', async () => {
  const first = await probe<number>('probe.count');
  const second = await probe<number>('probe.count');
  expect(Number(second.result)).toBe(Number(first.result) + 1);
  expect(emulator.metrics().coldStarts).toBe(0);
});

test.each(['probe.throw', 'probe.exit'])('%s answers an error and the function goes on', async (action) => {
  expect(await probe(action)).toMatchObject({ errCode: ERROR_CODES.failed });
  expect(await probe('probe.echo', { a: 1 })).toMatchObject({ result: { a: 1 } });
});

test('an instance killed at work answers its call with an error and is replaced', async () => {
  const calls = Array.from({ length: 2 }, () => probe('probe.work', { milliseconds: 2000 }));
  const atWork = { query: { name: 'at work' } };
  await until(async () => (await emulator.data('things', atWork)).total === calls.length);
  expect(emulator.killInstance()).toBe('probe');
  const codes = (await Promise.all(calls)).map(({ errCode }) => errCode);
  expect(codes.filter((code) => code === ERROR_CODES.failed)).toHaveLength(1);
  expect(await probe('probe.echo', {})).toMatchObject({ result: {} });
  expect(emulator.metrics().functions['probe']?.killed).toBe(1);
});

test('an unknown function, and an event too large for a phone to send', async () => {
  expect(await emulator.call('nobody', {}, 'alice')).toMatchObject({ errCode: ERROR_CODES.notFound });
  expect(await emulator.call('..%2Fprobe', {}, 'alice')).toMatchObject({ errCode: ERROR_CODES.notFound });
  const large = { text: 'x'.repeat(1024 * 1024) };
  expect(await probe('probe.echo', large, 'alice')).toMatchObject({ errCode: ERROR_CODES.tooLarge });
  expect((await probe('probe.echo', large)).result).toEqual(large);
});

test('round trips are counted by action, each invocation for itself', async () => {
  await probe('probe.add', { name: 'a' }, 'alice');
  await Promise.all([probe('probe.stray', {}, 'alice'), probe('probe.add', { name: 'b' }, 'bob')]);
  const { actions } = emulator.metrics();
  expect(actions['probe.add']).toMatchObject({
    function: 'probe',
    calls: 2,
    roundTrips: { min: 1, max: 1, last: 1 },
  });
  // Start, read, update, roll back.
  expect(actions['probe.stray']?.roundTrips.last).toBe(4);
});

test('a query without an index is reported with its shape, an indexed one is not', async () => {
  await probe('probe.scan', {}, 'alice');
  await probe('probe.read', { id: 'nothing' }, 'alice');
  expect(emulator.metrics().unindexedQueries).toMatchObject([
    {
      collection: 'things',
      operation: 'get',
      query: '{"colour":"?","size":"?"}',
      action: 'probe.scan',
      count: 1,
    },
  ]);
});

test('a where().update() inside a transaction is reported', async () => {
  await probe('probe.stray', {}, 'alice');
  expect(emulator.metrics().whereUpdatesInTransactions).toEqual([
    { collection: 'things', operation: 'update', action: 'probe.stray', count: 1 },
  ]);
  expect(emulator.lines.some((line) => line.includes('inside a transaction runs outside it'))).toBe(true);
});

/** A directory of functions with one, `small`, whose code a test writes as it is deployed. */
async function withSmallFunction(
  work: (own: TestEmulator, write: (code: string) => Promise<void>) => Promise<void>,
) {
  const directory = mkdtempSync(join(tmpdir(), 'small-'));
  await mkdir(join(directory, 'small'));
  await writeFile(join(directory, 'small/config.json'), '{"timeout":1}');
  const own = await startTestEmulator({ schema: [], functions: directory, timeoutFactor: 1 });
  try {
    await work(own, (code) => writeFile(join(directory, 'small/index.js'), code));
  } finally {
    await own.close();
    rmSync(directory, { recursive: true });
  }
}

test('an overrun is killed with its code, and the function goes on', () =>
  withSmallFunction(async (own, write) => {
    await write('exports.main = ({ stall }) => (stall ? new Promise(() => {}) : 1)');
    expect(await own.call('small', { stall: true })).toMatchObject({ errCode: ERROR_CODES.timedOut });
    expect(await own.call('small', {})).toMatchObject({ result: 1 });
    expect(own.metrics().functions['small']).toMatchObject({ timeouts: 1, errors: 1 });
  }));

test('a new build is taken up by the next call; one that cannot load says why', () =>
  withSmallFunction(async (own, write) => {
    await write('exports.main = () => 1');
    expect((await own.call('small', {})).result).toBe(1);
    await write('exports.main = async () => "two"');
    expect((await own.call('small', {})).result).toBe('two');
    await write('throw new Error("no good")');
    expect(await own.call('small', {})).toMatchObject({
      errCode: ERROR_CODES.failed,
      errMsg: expect.stringContaining('no good') as string,
    });
  }));
