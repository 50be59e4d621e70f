import { noKey } from '#domain/unique';
import { startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';

/** What 我的 says that waits: for whom it is, and for nobody else. */
describe('what waits for leaders and staff', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.person('somebody');
    await put('memberships', [
      {
        _id: 'm1',
        seat: noKey('m1'),
        teamId: world.leaderTeam,
        accountId: 'x',
        role: 'member',
        state: 'applied',
        askedOf: world.leaderTeam,
      },
      {
        _id: 'm2',
        seat: noKey('m2'),
        teamId: 'other',
        accountId: 'y',
        role: 'member',
        state: 'applied',
        askedOf: 'other',
      },
    ]);
    await put(
      'activities',
      [1, 2].map((n) => ({ _id: `a${n}`, state: 'submitted', heldFor: ['s1', 'county', 'root'] })),
    );
    await put('teams', [{ _id: 't1', state: 'submitted', heldFor: ['elsewhere'] }]);
    await put('photos', [{ _id: 'p1', heldFor: ['s1', 'root'] }]);
    await put('bindings', [{ _id: 'b1', heldFor: ['county', 'root'] }]);
    await put('slots', [{ _id: 'o1', overdueFor: ['root'] }]);
    await put('cases', [
      { _id: 'c1', openKey: noKey('c1'), openFor: [world.leaderTeam, 'root'] },
      { _id: 'c2', openKey: noKey('c2'), openFor: ['root'] },
      { _id: 'c3', openKey: noKey('c3'), openFor: ['other'] },
    ]);
  });
  afterAll(() => world.close());

  const put = (collection: string, documents: Record<string, unknown>[]) =>
    world.emulator.store.insert(
      collection,
      documents.map((d) => ({ since: new Date(MORNING), ...d })),
    );
  const waitingOf = async (openid: string) => (await world.did(openid, 'me.view', {})).waiting;
  const NOTHING = {
    applications: 0,
    activities: 0,
    photos: 0,
    teams: 0,
    cases: 0,
    overdue: 0,
    requests: 0,
    orders: 0,
    bindings: 0,
  };

  it('is nothing to whoever neither leads nor serves', async () => {
    expect(await waitingOf('somebody')).toEqual(NOTHING);
  });

  it('is to a leader what their own team must answer', async () => {
    expect(await waitingOf('leader')).toEqual({ ...NOTHING, applications: 1, cases: 1 });
  });

  it('is to staff what waits anywhere below what they serve, each once', async () => {
    expect(await waitingOf('officer')).toEqual({
      ...NOTHING,
      activities: 2,
      photos: 1,
      cases: 2,
      overdue: 1,
      bindings: 1,
    });
  });

  it('is counted no further than the page tells, and costs no more the longer the queue is', async () => {
    const bulk = 'x'.repeat(2_000);
    const rowsOf = async () => {
      world.emulator.resetMetrics();
      const { overdue, activities } = await waitingOf('officer');
      return { overdue, activities, rows: world.emulator.metrics().actions['me.view']?.rowsRead.max ?? 0 };
    };
    const grow = (from: number, to: number) =>
      put(
        'slots',
        Array.from({ length: to - from }, (_, i) => ({
          _id: `many${from + i}`,
          bulk,
          overdueFor: ['s1', 'root'],
        })),
      );
    await grow(0, 98);
    expect(await rowsOf()).toMatchObject({ overdue: 99, activities: 2 });
    await grow(98, 99);
    const full = await rowsOf();
    expect(full).toMatchObject({ overdue: 100, activities: 2 });
    await grow(99, 5_000);
    expect(await rowsOf()).toEqual(full);
  });

  it('costs one round trip more, and no query without an index', () => {
    const { actions, unindexedQueries } = world.emulator.metrics();
    expect(actions['me.view']?.roundTrips.max).toBeLessThanOrEqual(3);
    expect(unindexedQueries).toEqual([]);
  });
});
