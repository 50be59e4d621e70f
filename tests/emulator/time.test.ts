import { nextFiring, parseCron } from '../../emulator/functions/cron';
import { startTestEmulator, type TestEmulator } from '../../harness/emulator';
import { startProbe } from './probe';

const HOUR = 3_600_000;

describe('timer expressions, in Shanghai time', () => {
  test.each([
    ['every five minutes', '0 */5 * * * * *', '2026-03-05T00:00:00Z', '2026-03-05T00:05:00Z'],
    ['just after one fired', '0 */5 * * * * *', '2026-03-05T00:04:59.999Z', '2026-03-05T00:05:00Z'],
    ['half past two at night', '0 30 2 * * * *', '2026-03-05T00:00:00Z', '2026-03-05T18:30:00Z'],
    ['the first of a month', '0 0 9 1 * * *', '2026-01-31T16:00:00Z', '2026-02-01T01:00:00Z'],
    ['Mondays by name', '0 0 8 * * MON *', '2026-03-05T00:00:00Z', '2026-03-09T00:00:00Z'],
    ['a range with a step', '15 0 8-18/5 * * * *', '2026-03-05T00:30:00Z', '2026-03-05T05:00:15Z'],
    ['either day or weekday', '0 0 0 20 * 6 *', '2026-03-15T00:00:00Z', '2026-03-19T16:00:00Z'],
    ['a leap day', '0 0 0 29 2 * *', '2026-03-01T00:00:00Z', '2028-02-28T16:00:00Z'],
    ['another year', '0 0 0 1 1 * 2030', '2026-03-01T00:00:00Z', '2029-12-31T16:00:00Z'],
  ])('%s', (_name, cron, after, expected) => {
    expect(nextFiring(parseCron(cron), new Date(after))?.toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });

  test('a date that never comes', () => {
    expect(nextFiring(parseCron('0 0 0 30 2 * *'), new Date('2026-01-01'))).toBeNull();
  });

  test.each([
    '0 0 0 * * *',
    '60 * * * * * *',
    '* * * * * FUN *',
    '0 0 5-2 * * * *',
    '*/0 * * * * * *',
    // What other crons know and CloudBase does not.
    '0 0 0 L * * *',
    '0 0 0 * * 7 *',
    '0 0 0 * * MON#2 *',
    '0 0 0 ? * * *',
    '@daily',
  ])('%s is refused', (cron) => expect(() => parseCron(cron)).toThrow(Error));
});

describe('the clock', () => {
  let emulator: TestEmulator;
  const clock = async (order: object): Promise<unknown> =>
    (await fetch(`${emulator.url}/clock`, { method: 'POST', body: JSON.stringify(order) })).json();

  beforeAll(async () => {
    emulator = await startProbe({ timers: true });
  });
  afterAll(() => emulator.close());

  test('functions, server dates and GET /clock show one time, and it runs on', async () => {
    await clock({ now: '2030-05-01T00:00:00Z' });
    const before = emulator.clock.now().getTime();
    const { result } = await emulator.call<{ now: string; stamp: number; isDate: boolean; text: string }>(
      'probe',
      {
        action: 'probe.time',
      },
    );
    expect(result?.stamp).toBeGreaterThanOrEqual(before);
    expect(result?.stamp).toBeLessThan(before + 60_000);
    expect(result).toMatchObject({ isDate: true, now: expect.stringMatching(/^2030-05-01T00:00/) as string });
    expect(result?.text).toMatch(/^Wed May 01 2030 00:0/);
    expect(await (await fetch(`${emulator.url}/clock`)).json()).toMatchObject({
      now: expect.stringMatching(/^2030-05-01T00:00/) as string,
    });
  });

  test('each trigger fires once for a move over several of its times, and not for a move back', async () => {
    await clock({ now: '2030-05-01T00:00:00Z' });
    expect(await clock({ advance: (3 * 24 * HOUR) / 1000 })).toMatchObject({
      fired: [{ function: 'probe', trigger: 'nightly', ok: true }],
    });
    const after = { trigger: 'nightly', at: { $gte: new Date('2030-05-01T12:00:00Z') } };
    const { documents } = await emulator.data('things', { query: after });
    expect(documents).toHaveLength(1);
    expect((documents[0]?.['at'] as Date).getTime()).toBeGreaterThanOrEqual(
      Date.parse('2030-05-04T00:00:00Z'),
    );
    expect(await clock({ advance: 7 * 86_400, timers: false })).toMatchObject({ fired: [] });
    expect(await clock({ real: true })).toMatchObject({ offsetMs: 0, fired: [] });
  });

  test('POST /timers fires one by hand, as the system', async () => {
    const fire = async (path: string) => {
      const response = await fetch(`${emulator.url}/timers/${path}`, { method: 'POST' });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    expect(await fire('probe/nightly')).toMatchObject({
      status: 200,
      body: { result: { trigger: 'nightly' } },
    });
    expect(emulator.metrics().actions['timer:nightly']?.calls).toBeGreaterThanOrEqual(1);
    expect((await fire('probe/weekly')).status).toBe(404);
  });

  test.each([{}, { now: 'soon' }, { advance: 'x' }, { advance: null }])('%j is refused', async (order) => {
    expect(
      (await fetch(`${emulator.url}/clock`, { method: 'POST', body: JSON.stringify(order) })).status,
    ).toBe(400);
  });
});

test('without timers a move fires nothing', async () => {
  const emulator = await startTestEmulator({ schema: [], functions: '/nonexistent' });
  try {
    expect(await emulator.setClock({ advance: 1e6 })).toEqual([]);
  } finally {
    await emulator.close();
  }
});
