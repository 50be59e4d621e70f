import type { ActionName } from '#domain/contract';
import { answersAbout, confirmedWhole, ONLOOKERS } from '../harness/full-slot';
import { startWorld } from '../harness/small-city';
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
  for (const person of ONLOOKERS) await world.person(person);
  const { bytes: few } = await answersAbout(world, FEW);
  const { bytes: many } = await answersAbout(world, MANY);
  const { bytes: confirming } = await confirmedWhole(world, MANY.held);
  await world.close();
  const pages = (['hours.proposals', 'hours.confirm'] as const).map((action) =>
    atMost(`${action}: KB a page, ${MANY.held} came`, confirming(action) / KB, 300, 1),
  );
  const slots = Object.entries(bounds).map(([action, bound]) => {
    const kilobytes = (bytes: number) => (bytes / KB).toFixed(1);
    const grown = `${kilobytes(few(action))} → ${kilobytes(many(action))}`;
    const what = `${action}: KB at ${FEW.held} held and ${FEW.waiting} in line → ${MANY.held} and ${MANY.waiting}`;
    return { ...atMost(what, many(action), bound), figure: grown, wanted: `≤ ${bound / KB}` };
  });
  return [...slots, ...pages];
}
