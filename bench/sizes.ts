import { LoadedCity } from '../harness/loaded';
import { costsOfADay, grown, type Cost } from '../harness/loaded/day';
import { city, large, times, type CitySize } from '../harness/loaded/sizes';
import { startWorld } from '../harness/small-city';
import { atMost, told, type Figure } from './figure';

/** Cities that can be named. */
export const SIZES: Readonly<Record<string, CitySize>> = { city, large };

/** So often what only reads is asked, for its processor time. */
const READS = 12;
const MINUTES_TO_LOAD = 10;
const KB = 1024;

/** A day in a city of a tenth of the size, and in one that is as large as Sanmenxia. */
export const daysOfTwoSizes = (): Promise<Figure[]> => daysIn(city, 'memory');

/**
 * What each step costs in a tenth of this city and in all of it. It fails where something costs more and shows no more.
 *
 * @param data a folder in which the city stays, or 'memory'
 */
export async function daysIn(size: CitySize, data: string): Promise<Figure[]> {
  const world = await startWorld({ data, sparse: true });
  const loaded = await LoadedCity.start(world);
  const began = performance.now();
  await loaded.grow(times(size, 0.1));
  let loading = performance.now() - began;
  const small = await costsOfADay(world, loaded, READS);
  const again = performance.now();
  await loaded.grow(size);
  loading += performance.now() - again;
  const whole = await costsOfADay(world, loaded, READS);
  const documents = Object.values(world.emulator.store.stats()).reduce((sum, many) => sum + many, 0);
  await world.close();
  const over = grown(small, whole);
  const sum = (costs: typeof small) => [...costs.values()].reduce((all, { processor }) => all + processor, 0);
  const steps = [...whole].map(([step, cost]): Figure => {
    const what = `${step}: rows, KB, round trips in a tenth → in all of ${documents} documents`;
    const figure = `${said(small.get(step))} → ${said(cost)}`;
    return { what, figure, wanted: 'no more', holds: !over.some((line) => line.startsWith(`${step}: `)) };
  });
  return [
    ...steps,
    told(
      'all of these steps: processor of the functions, large ÷ small',
      (sum(whole) / sum(small)).toFixed(2),
    ),
    {
      ...atMost('the city is loaded: minutes', loading / 60_000, MINUTES_TO_LOAD, 1),
      wanted: `≤ ${MINUTES_TO_LOAD}`,
    },
  ];
}

const said = (cost: Cost | undefined): string =>
  cost ? [cost.rows, (cost.bytes / KB).toFixed(1), cost.trips].join(' · ') : '–';
