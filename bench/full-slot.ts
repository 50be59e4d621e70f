import type { ActionName } from '#domain/contract';
import { MINUTE } from '#domain/time';
import { fillSlot } from '../harness/full-slot';
import { startWorld } from '../harness/small-city';
import type { World } from '../harness/world';
import { atMost, type Figure } from './figure';

const KB = 1024;
const FEW = { held: 3, waiting: 2 };
const MANY = { held: 500, waiting: 299 };

/** In bytes, the largest answer of the database that each of these may take. */
const bounds: Partial<Record<ActionName, number>> = {
  'desk.changes': 2 * KB,
  'activities.view': 12 * KB,
  'signups.take': 12 * KB,
  'signups.cancel': 12 * KB,
  'hours.candidates': 300 * KB,
};

/** What the database answers about a slot that a handful of people hold, and about one that is full to its last place. */
export async function fullSlot(): Promise<Figure[]> {
  const world = await startWorld();
  for (const person of ['next', 'looker']) await world.person(person);
  const few = await answersAbout(world, FEW);
  const many = await answersAbout(world, MANY);
  await world.close();
  return Object.entries(bounds).map(([action, bound]) => {
    const kilobytes = (bytes: number) => (bytes / KB).toFixed(1);
    const grown = `${kilobytes(few(action))} → ${kilobytes(many(action))}`;
    const what = `${action}: KB at ${FEW.held} held and ${FEW.waiting} in line → ${MANY.held} and ${MANY.waiting}`;
    return { ...atMost(what, many(action), bound), figure: grown, wanted: `≤ ${bound / KB}` };
  });
}

async function answersAbout(world: World, full: typeof FEW): Promise<(action: string) => number> {
  const { slotId, activityId, end } = await world.post([{ capacity: full.held }]);
  await fillSlot(world, slotId, full);
  const { now } = await world.did('leader', 'desk.view', { slotId });
  await world.at(now + MINUTE);
  const { mark } = await world.did('leader', 'desk.view', { slotId });
  await world.at(now + 2 * MINUTE);
  world.emulator.resetMetrics();
  await world.did('leader', 'desk.changes', { slotId, since: mark });
  await world.did('looker', 'activities.view', { activityId });
  const { signupId } = await world.did('next', 'signups.take', { slotId, wait: true });
  await world.did('next', 'signups.cancel', { signupId });
  await world.at(end + MINUTE);
  await world.did('leader', 'hours.candidates', { slotId });
  await world.at(now);
  const { actions } = world.emulator.metrics();
  return (action) => actions[action]?.largestAnswer.max ?? Infinity;
}
