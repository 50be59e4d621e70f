import { grid } from '../harness/grid';
import { startWorld } from '../harness/small-city';
import { atMost, exactly, told, type Figure } from './figure';

const SMALL = 1_480;
const LARGE = 33_000;
const PLACE = { longitude: 111.2004, latitude: 34.7804 };
const CALLS = 200;

/** Stations nearby in a city and in a country of the same density: rows read and time per call. */
export async function nearbyAtScale(): Promise<Figure[]> {
  const world = await startWorld();
  const sample = async () => {
    world.emulator.resetMetrics();
    await world.did('anyone', 'stations.nearby', { place: PLACE });
    const began = performance.now();
    for (let i = 0; i < CALLS; i += 1) await world.did('anyone', 'stations.nearby', { place: PLACE });
    const took = performance.now() - began;
    return { took, metrics: world.emulator.metrics().actions['stations.nearby'] };
  };
  const grow = async (from: number, to: number) => {
    for (let i = from; i < to; i += 500) {
      await world.did('officer', 'stations.import', { rows: grid(i, Math.min(i + 500, to)) });
    }
  };
  await grow(0, SMALL);
  const small = await sample();
  await grow(SMALL, LARGE);
  const large = await sample();
  await world.close();
  const rowsOf = ({ metrics }: typeof small) => metrics?.rowsRead.max ?? Infinity;
  return [
    exactly('nearby: round trips', large.metrics?.roundTrips.max ?? Infinity, 1),
    atMost(
      `nearby: rows read, ${SMALL} → ${LARGE} stations, large ÷ small`,
      rowsOf(large) / rowsOf(small),
      1.5,
      2,
    ),
    told('nearby: time a call, large ÷ small', (large.took / small.took).toFixed(2)),
  ];
}
