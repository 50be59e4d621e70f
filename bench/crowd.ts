import { startWorld } from '../harness/small-city';
import { atMost, exactly, told, type Figure } from './figure';

const PEOPLE = 200;
const PLACES = 20;
/** What a base plan serves at once, and more instances than that, each with a request under way. */
const AT_ONCE = 30;
const INSTANCES = 40;
/** Of the database, over the network. */
const LATENCY_MS = 20;

/** 200 people at once for 20 places, over HTTP through the real functions. */
export async function crowdForPlaces(): Promise<Figure[]> {
  const world = await startWorld();
  const people = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);
  for (let i = 0; i < PEOPLE; i += 20) await Promise.all(people.slice(i, i + 20).map((p) => world.person(p)));
  const { slotId } = await world.post([{ capacity: PLACES }]);
  world.emulator.resetMetrics();
  const answers = await Promise.all(people.map((p) => world.call(p, 'signups.take', { slotId, wait: true })));
  const count = (state: string) => answers.filter((a) => a.ok && a.data.state === state).length;
  const metrics = world.emulator.metrics().actions['signups.take'];
  // Whose place has just gone looks again.
  await world.close({ raced: true });
  const where = `${PEOPLE} at once for ${PLACES}`;
  return [
    exactly(`${where}: confirmed`, count('confirmed'), PLACES),
    exactly(`${where}: waiting`, count('waiting'), PEOPLE - PLACES),
    exactly(`${where}: errors`, answers.filter((a) => !a.ok).length, 0),
    atMost(`${where}: round trips each, 3 undisturbed`, metrics?.roundTrips.max ?? Infinity, 5),
  ];
}

/** The same where the database serves thirty requests at once and refuses the others: calls ask again by themselves. */
export async function crowdOnABasePlan(): Promise<Figure[]> {
  const world = await startWorld({ instances: INSTANCES });
  const people = Array.from({ length: PEOPLE }, (_, i) => `person${i}`);
  for (let i = 0; i < PEOPLE; i += 20) await Promise.all(people.slice(i, i + 20).map((p) => world.person(p)));
  const { slotId } = await world.post([{ capacity: PLACES }]);
  world.emulator.setFaults({ concurrency: AT_ONCE, latency: LATENCY_MS });
  const answers = await Promise.all(people.map((p) => world.call(p, 'signups.take', { slotId, wait: true })));
  const { refused } = world.emulator.setFaults({ concurrency: null, latency: 0 });
  await world.close({ raced: true });
  const where = `${PEOPLE} at once, ${AT_ONCE} requests served at once`;
  const failed = answers.filter((answer) => !answer.ok).length;
  return [
    told(`${where}: refused and asked again`, String(refused)),
    exactly(`${where}: people for whom it failed`, failed, 0),
  ];
}
