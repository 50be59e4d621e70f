import { accountIdOf, signupIdOf } from '#domain/ids';
import { MINUTE } from '#domain/time';
import type { Document } from '../emulator/store/types';
import type { World } from './world';

interface Full {
  /** One place each. */
  readonly held: number;
  readonly waiting: number;
}

/** Who looks at a full slot, and who comes next. */
export const ONLOOKERS = ['next', 'looker'] as const;

/** What the database answers them, and the leader, about a slot that is so full: its largest answer to each, in bytes. */
export async function answersAbout(world: World, full: Full) {
  const { slotId, activityId, end } = await world.post([{ capacity: full.held }]);
  await fillSlot(world, slotId, full);
  const { now } = await world.did('leader', 'desk.view', { slotId });
  await world.at(now + MINUTE);
  const { mark } = await world.did('leader', 'desk.view', { slotId });
  await world.at(now + 2 * MINUTE);
  world.emulator.resetMetrics();
  await world.did('leader', 'desk.changes', { slotId, since: mark });
  await world.did('looker', 'activities.view', { activityId });
  const { signupId, ahead } = await world.did('next', 'signups.take', { slotId, wait: true });
  await world.did('next', 'signups.cancel', { signupId });
  await world.at(end + MINUTE);
  await world.did('leader', 'hours.candidates', { slotId });
  await world.at(now);
  const { actions } = world.emulator.metrics();
  return { ahead, bytes: (action: string) => actions[action]?.largestAnswer.max ?? Infinity };
}

/**
 * Fills a slot as a crowd would, without its thousand calls: one person signs up and one stands in line, and what the
 * code has written of them is written once more for each of the others.
 */
async function fillSlot(world: World, slotId: string, { held, waiting }: Full): Promise<void> {
  const holder = await signedUp(world, slotId, 'holder');
  const others = await copies(world, holder, held - 1);
  const [slot] = await world.documents('slots', { _id: slotId });
  const hold = (slot?.['roster'] as Record<string, unknown>)[holder.accountId];
  const roster = Object.fromEntries(others.map((accountId) => [`roster.${accountId}`, hold]));
  await world.alter('slots', { _id: slotId }, { $set: { ...roster, taken: held } });
  await copies(world, await signedUp(world, slotId, 'waiter'), waiting - 1);
}

interface Sample {
  readonly openid: string;
  readonly accountId: string;
  readonly documents: readonly (readonly ['accounts' | 'signups', Document])[];
}

async function signedUp(world: World, slotId: string, role: string): Promise<Sample> {
  const openid = `${role}-of-${slotId}`;
  const accountId = await world.person(openid);
  await world.did(openid, 'signups.take', { slotId, wait: true });
  const [account] = await world.documents('accounts', { _id: accountId });
  const [signup] = await world.documents('signups', { _id: signupIdOf(slotId, accountId) });
  if (!account || !signup) throw new Error(`${openid} is not written`);
  return {
    openid,
    accountId,
    documents: [
      ['accounts', account],
      ['signups', signup],
    ],
  };
}

/** Writes so many others like this one, and answers their account ids. */
async function copies(world: World, sample: Sample, many: number): Promise<string[]> {
  const openids = Array.from({ length: many }, (_, i) => `${sample.openid}-${i}`);
  for (const [collection, document] of sample.documents) {
    const all = openids.map((openid) =>
      renamed(document, [
        [sample.accountId, accountIdOf(openid)],
        [sample.openid, openid],
      ]),
    );
    if (all.length > 0) await world.emulator.store.insert(collection, all as Document[]);
  }
  return openids.map(accountIdOf);
}

/** The same with these texts replaced, wherever they stand. */
export function renamed(value: unknown, names: readonly (readonly [from: string, to: string])[]): unknown {
  if (typeof value === 'string') return names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, names)]));
}
