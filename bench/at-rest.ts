import { HOUR, MINUTE, startOfDay } from '#domain/time';
import { startCity } from '../harness/city';
import { atMost, type Figure } from './figure';

/** What the whole seeded city costs while it sleeps, from ten in the evening to six: a third of a day. */
export async function cityAtNight(): Promise<Figure[]> {
  const city = await startCity();
  const { emulator, seededAt } = city;
  const evening = startOfDay(seededAt) + 22 * HOUR;
  // What the day left to do is done before one looks.
  await emulator.setClock({ now: new Date(evening - 5 * MINUTE).toISOString() });
  for (let minute = 0; minute < 5; minute += 1) await emulator.setClock({ advance: 60 });
  emulator.resetMetrics();
  for (let minute = 0; minute < (8 * HOUR) / MINUTE; minute += 1) await emulator.setClock({ advance: 60 });
  const { functions, gateway } = emulator.metrics();
  await city.stop();
  const calls = Object.values(functions).reduce((sum, figures) => sum + figures.calls, 0);
  const database = Object.entries(gateway)
    .filter(([name]) => name.startsWith('database.'))
    .reduce((sum, [, count]) => sum + count, 0);
  return [
    atMost('the seeded city, 22:00–6:00: calls of functions', calls, 500),
    atMost('the seeded city, 22:00–6:00: calls of the database', database, 1000),
  ];
}
