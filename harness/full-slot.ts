import { accountIdOf, signupIdOf } from '#domain/ids';
import type { Output } from '#domain/contract';
import { DAY, MINUTE } from '#domain/time';
import type { Document } from '../emulator/store/types';
import { credited } from './ledgers';
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

/** What the database answers a leader who confirms the hours of so many who came, and left as the shift ended. */
export async function confirmedWhole(world: World, held: number) {
  const { slotId, start, end } = await world.post([{ capacity: held }]);
  const { holder, others } = await fillSlot(world, slotId, { held, waiting: 0 });
  await world.at(start);
  await world.did(holder.openid, 'attendance.checkIn', { code: await world.screenCode(slotId) });
  await world.at(end);
  await world.did(holder.openid, 'attendance.checkOut', { code: await world.screenCode(slotId) });
  const [presence] = await world.documents('attendances', { slotId });
  if (!presence) throw new Error('nobody came');
  await copy(world, holder, others, [['attendances', presence]]);
  // They served the day before, too: what is credited beside a shift is read with it.
  for (const openid of [holder.openid, ...others])
    await credited(world, accountIdOf(openid), { start: start - DAY });
  world.emulator.resetMetrics();
  const pages = [];
  let after: string | null | undefined;
  while (after !== null) {
    const page: Output<'hours.proposals'> = await world.did('leader', 'hours.proposals', {
      slotId,
      ...(after !== undefined && { after }),
    });
    pages.push(page);
    after = page.next;
  }
  const confirmed = [];
  for (const { lines } of pages) {
    const given = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
    confirmed.push(await world.did('leader', 'hours.confirm', { slotId, lines: given }));
  }
  const { actions } = world.emulator.metrics();
  return {
    slotId,
    pages,
    credited: confirmed.reduce((sum, one) => sum + one.credited, 0),
    bytes: (action: string) => actions[action]?.largestAnswer.max ?? Infinity,
  };
}

/**
 * Fills a slot as a crowd would, without its thousand calls: one person signs up and one stands in line, and what the
 * code has written of them is written once more for each of the others.
 */
async function fillSlot(world: World, slotId: string, { held, waiting }: Full) {
  const holder = await signedUp(world, slotId, 'holder');
  const others = await copies(world, holder, held - 1);
  const [slot] = await world.documents('slots', { _id: slotId });
  const hold = (slot?.['roster'] as Record<string, unknown>)[holder.accountId];
  const roster = Object.fromEntries(others.map((openid) => [`roster.${accountIdOf(openid)}`, hold]));
  await world.alter('slots', { _id: slotId }, { $set: { ...roster, taken: held } });
  if (waiting > 0) await copies(world, await signedUp(world, slotId, 'waiter'), waiting - 1);
  return { holder, others };
}

interface Sample {
  readonly openid: string;
  readonly accountId: string;
  readonly documents: readonly (readonly ['accounts' | 'signups' | 'attendances', Document])[];
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

/** Writes so many others like this one, and answers who they are. */
async function copies(world: World, sample: Sample, many: number): Promise<string[]> {
  const openids = Array.from({ length: many }, (_, i) => `${sample.openid}-${i}`);
  await copy(world, sample, openids, sample.documents);
  return openids;
}

/** What was written of one person, written of each of these as well. */
async function copy(
  world: World,
  { openid: known, accountId }: Sample,
  openids: readonly string[],
  documents: Sample['documents'],
): Promise<void> {
  for (const [collection, document] of documents) {
    const all = openids.map((openid) =>
      renamed(document, [
        [accountId, accountIdOf(openid)],
        [known, openid],
      ]),
    );
    if (all.length > 0) await world.emulator.store.insert(collection, all as Document[]);
  }
}

/** The same with these texts replaced, wherever they stand. */
export function renamed(value: unknown, names: readonly (readonly [from: string, to: string])[]): unknown {
  if (typeof value === 'string') return names.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each, names)]));
}
