import { DAY, HOUR } from '#domain/time';
import type { ActionName, Input } from '#domain/contract';
import { requestOrderOf } from '#domain/ids';
import { volunteer } from '../../harness/people';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** No list of requests costs more because there are more that it does not show. */
const SMALL = 200;
const LARGE = 3_000;
const place = { longitude: 111.21, latitude: 34.78 };
let world: World;
let closed: Record<string, unknown> = {};
let open = '';
let known = 0;

beforeAll(async () => {
  world = await startWorld();
  await world.person('resident');
  await volunteer(world, 'passer');
  await world.at(MORNING + DAY + 2 * HOUR);
  const ask = (words: string) =>
    world.did('resident', 'requests.ask', {
      category: 'repair',
      urgency: 'ordinary',
      words,
      stationId: 's1',
      origin: 'self',
    });
  const done = await ask('灯不亮');
  await world.did('officer', 'requests.asDesk', { requestId: done.requestId, step: { kind: 'offer' } });
  await world.did('passer', 'requests.asGoer', { requestId: done.requestId, step: { kind: 'claim' } });
  await world.did('passer', 'requests.asGoer', { requestId: done.requestId, step: { kind: 'finish' } });
  await world.did('resident', 'requests.asAsker', { requestId: done.requestId, step: { kind: 'confirm' } });
  ({ requestId: open } = await ask('水龙头滴水'));
  closed = (await world.documents('requests', { _id: done.requestId }))[0] ?? {};
});
afterAll(() => world.close());

/** So many that are over, of the same people and the same team. */
async function grow(to: number): Promise<void> {
  const numbers = Array.from({ length: to - known }, (_each, i) => known + i);
  known = to;
  const documents = numbers.map((i) => {
    const at = MORNING - i * HOUR;
    return {
      ...closed,
      _id: `old${i}`,
      at: new Date(at),
      closedAt: new Date(at),
      listed: requestOrderOf(0, at, `old${i}`),
      hadBy: world.leaderTeam,
      lookAt: new Date(MORNING + 300 * DAY),
    };
  });
  await world.emulator.store.insert('requests', documents);
}

async function costOf<A extends ActionName>(who: string, action: A, input: Input<A>) {
  world.emulator.resetMetrics();
  await world.did(who, action, input);
  const { rowsRead, largestAnswer, roundTrips } = world.emulator.metrics().actions[action] ?? {};
  return { rows: rowsRead?.max ?? NaN, bytes: largestAnswer?.max ?? NaN, trips: roundTrips?.max ?? NaN };
}

const asked = {
  'what waits at a desk': () => costOf('officer', 'requests.desk', { scope: 'waiting' }),
  'what is over at a desk': () => costOf('officer', 'requests.desk', { scope: 'closed' }),
  'what somebody asked for': () => costOf('resident', 'requests.mine', { scope: 'asked' }),
  'one of them': () => costOf('resident', 'requests.view', { requestId: open }),
  'what is near': () => costOf('passer', 'requests.near', { place }),
  'teams for it': () => costOf('officer', 'requests.suggest', { requestId: open }),
  'asking for help': () =>
    costOf('resident', 'requests.ask', {
      category: 'repair',
      urgency: 'ordinary',
      words: '又滴水了',
      stationId: 's1',
      origin: 'self',
    }),
} as const;
const names = Object.keys(asked) as (keyof typeof asked)[];
const small: Partial<Record<string, { rows: number; bytes: number }>> = {};
/** A page, and the people and teams beside it. */
const ROWS_AT_MOST = 100;
/** Bytes of one request in a list: one more has been asked for meanwhile. */
const ONE = 500;

it('are first read where there are few', async () => {
  await grow(SMALL);
  for (const name of names) small[name] = await asked[name]();
});

describe('once there are many', () => {
  beforeAll(() => grow(LARGE));

  it.each(names)('%s', async (name) => {
    const { rows, bytes, trips } = await asked[name]();
    expect(trips).toBeLessThanOrEqual(3);
    expect(rows).toBeLessThanOrEqual(ROWS_AT_MOST);
    expect(rows).toBeLessThanOrEqual((small[name]?.rows ?? 0) + 2);
    expect(bytes).toBeLessThanOrEqual((small[name]?.bytes ?? 0) * 1.1 + ONE);
  });
});
