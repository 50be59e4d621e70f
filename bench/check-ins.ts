import { arrive } from '../harness/arrivals';
import { startWorld } from '../harness/small-city';
import { atMost, exactly, type Figure } from './figure';

const PEOPLE = 500;

/** 500 people come within two minutes of the clock: one in twenty taps twice, one in ten has no network till later. */
export async function checkIns(): Promise<Figure[]> {
  const world = await startWorld();
  const { told, kept, marks, errors, doubles, late } = await arrive(world, PEOPLE);
  const metrics = world.emulator.metrics().actions['attendance.checkIn'];
  await world.close({ raced: true });
  const what = `${PEOPLE} check-ins (${doubles} twice, ${late} an hour late)`;
  return [
    exactly(`${what}: people kept`, kept, PEOPLE),
    exactly(`${what}: with the time of their scan`, told, PEOPLE),
    exactly(`${what}: scans kept`, marks, PEOPLE),
    exactly(`${what}: errors`, errors, 0),
    atMost(`${what}: round trips each, 3 undisturbed`, metrics?.roundTrips.max ?? Infinity, 5),
  ];
}
