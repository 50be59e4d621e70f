import { startWorld, station, type World } from '../support/world';

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

/** A square grid around the centre, one station each hundredth of a degree. */
function grid(from: number, to: number) {
  const rows = [];
  for (let i = from; i < to; i += 1) {
    // A spiral keeps the density while the city grows outward.
    const ring = Math.ceil((Math.sqrt(i + 1) - 1) / 2);
    const at = i - (2 * ring - 1) ** 2;
    const side = Math.max(1, 2 * ring);
    const edge = Math.floor(at / side) % 4;
    const along = (at % side) - ring + 1;
    const [x, y] = [
      [ring, along],
      [-along, ring],
      [-ring, -along],
      [along, -ring],
    ][edge] ?? [0, 0];
    const place = { longitude: 111.2 + (x ?? 0) * 0.01, latitude: 34.78 + (y ?? 0) * 0.01 };
    rows.push({ ...station(`p${i}`, 's1', 'station'), place });
  }
  return rows;
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
