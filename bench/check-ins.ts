import { arrive } from '../harness/arrivals';
import { startWorld } from '../harness/small-city';
import type { Figure } from './figure';

const PEOPLE = 500;

/** 500 people come within two minutes of the clock: one in twenty taps twice, one in ten has no network till later. */
export async function checkIns(): Promise<Figure[]> {
  const world = await startWorld();
  const { told, kept, marks, errors, doubles, late } = await arrive(world, PEOPLE);
  const metrics = world.emulator.metrics().actions['attendance.checkIn'];
  await world.close({ raced: true });
  if (told !== PEOPLE || kept !== PEOPLE || marks !== PEOPLE || errors > 0)
    throw new Error('scans were lost or doubled');
  const what = `${PEOPLE} check-ins (${doubles} twice, ${late} an hour late)`;
  const all = String(PEOPLE);
  return [
    { what: `${what}: people kept`, figure: String(kept), wanted: all },
    { what: `${what}: with the time of their scan`, figure: String(told), wanted: all },
    { what: `${what}: scans kept`, figure: String(marks), wanted: all },
    { what: `${what}: errors`, figure: String(errors), wanted: '0' },
    {
      what: `${what}: round trips each`,
      figure: metrics ? `${metrics.roundTrips.min}–${metrics.roundTrips.max}` : '',
      wanted: '≤ 5, 3 undisturbed',
    },
  ];
}
