import { grid } from '../../harness/grid';
import { startWorld } from '../../harness/small-city';
import { type World } from '../../harness/world';

/** Rows read by one call to stations.nearby in a city of this many stations at the same density. */
async function rowsReadFor(world: World): Promise<{ roundTrips: number; rows: number; found: string[] }> {
  world.emulator.resetMetrics();
  const place = { longitude: 111.2004, latitude: 34.7804 };
  const { stations } = await world.did('anyone', 'stations.nearby', { place, tier: 'station' });
  const metrics = world.emulator.metrics().actions['stations.nearby'];
  return {
    roundTrips: metrics?.roundTrips.max ?? 0,
    rows: metrics?.rowsRead.max ?? 0,
    found: stations.map((s) => s.id),
  };
}

describe('stations nearby in a small and in a large country', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  async function grow(from: number, to: number): Promise<void> {
    for (let i = from; i < to; i += 500) {
      const { faults } = await world.did('officer', 'stations.import', {
        rows: grid(i, Math.min(i + 500, to)),
      });
      expect(faults).toEqual([]);
    }
  }

  it('costs one round trip and reads only the neighbourhood: no more rows among 33,000 than among 1,480', async () => {
    await grow(0, 1_480);
    const small = await rowsReadFor(world);
    await grow(1_480, 33_000);
    const large = await rowsReadFor(world);
    expect([small.roundTrips, large.roundTrips]).toEqual([1, 1]);
    expect(large.found).toEqual(small.found);
    expect(large.rows).toBeLessThanOrEqual(small.rows * 1.5);
    expect(large.rows).toBeLessThan(500);
  });
});
