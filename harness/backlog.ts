import { accountIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import type { Document } from '../emulator/store/types';
import { renamed } from './full-slot';
import { MORNING, type World } from './world';

/** Much that is due at once, written as the code writes it: one shift was lived through, and is there many times over. */

const PEOPLE = 20;
/** Of them so many come, and so many of these forget to check out. */
const COME = 15;
const FORGET = 3;

/** Shifts that end at the same moment, a quarter of whose people did not come. The clock stands where they are due. */
export async function manyShiftsOver(world: World, many: number): Promise<void> {
  const people = Array.from({ length: PEOPLE }, (_, i) => `shift-person-${i}`);
  for (const person of people) await world.person(person);
  const { activityId, slotId, start, end } = await world.post([{ capacity: PEOPLE }]);
  for (const person of people) await world.did(person, 'signups.take', { slotId, wait: false });
  await world.at(start);
  for (const person of people.slice(0, COME))
    await world.did(person, 'attendance.checkIn', { code: await world.screenCode(slotId) });
  await world.at(end);
  for (const person of people.slice(FORGET, COME))
    await world.did(person, 'attendance.checkOut', { code: await world.screenCode(slotId) });
  for (const collection of ['activities', 'slots', 'signups', 'attendances']) {
    const own = (await world.documents(collection)).filter((one) => one._id.startsWith(activityId));
    await copies(world, collection, own, activityId, many - 1);
  }
  await world.at(end + 3 * HOUR);
}

/** Messages that are due now, each to somebody who has given leave. */
export async function manyMessagesDue(world: World, many: number): Promise<void> {
  const openid = 'told';
  const accountId = await world.person(openid);
  await world.did(openid, 'messages.granted', { kinds: ['signedUp'] });
  const { slotId } = await world.post([{ start: MORNING + 30 * HOUR, end: MORNING + 32 * HOUR }]);
  await world.did(openid, 'signups.take', { slotId, wait: false });
  await world.did(null, 'jobs.sweep', { name: 'tellSignedUp' });
  const [account] = await world.documents('accounts', { _id: accountId });
  const [message] = await world.documents('outbox', { accountId });
  if (!account || !message) throw new Error('nothing is written');
  const names = Array.from({ length: many - 1 }, (_, i) => `${openid}-${i}`);
  const to = (name: string) => [[accountId, accountIdOf(name)] as const, [openid, name] as const];
  await world.emulator.store.insert(
    'accounts',
    names.map((name) => renamed(account, to(name)) as Document),
  );
  const told = names.map((name) => renamed(message, to(name)) as Document);
  await world.emulator.store.insert(
    'outbox',
    told.map((one, i) => ({ ...one, _id: `${one._id}-${i}` })),
  );
  const leave = [openid, ...names].map((name) => ({ openid: name, templateId: 't-signedUp', count: 1 }));
  for (const grant of leave)
    await fetch(`${world.emulator.url}/grants`, { method: 'POST', body: JSON.stringify(grant) });
}

/** Questions about hours that nobody has answered in time; they rise now. */
export async function manyQuestionsUnanswered(world: World, many: number): Promise<void> {
  const openid = 'asker';
  const accountId = await world.person(openid);
  const { slotId, start, end } = await world.post();
  await world.did(openid, 'signups.take', { slotId, wait: false });
  await world.at(start);
  await world.did(openid, 'attendance.checkIn', { code: await world.screenCode(slotId) });
  await world.at(end);
  await world.did(openid, 'attendance.checkOut', { code: await world.screenCode(slotId) });
  const { lines } = await world.did('leader', 'hours.proposals', { slotId });
  const confirmed = lines.map(({ attendanceId, minutes }) => ({ attendanceId, minutes }));
  await world.did('leader', 'hours.confirm', { slotId, lines: confirmed });
  const lineId = lines[0]?.attendanceId ?? '';
  await world.did(openid, 'hours.contest', { about: { kind: 'line', lineId }, words: '我提前到的' });
  const [question] = await world.documents('cases', { accountId });
  const others = Array.from({ length: many - 1 }, (_, i) => accountIdOf(`${openid}-${i}`));
  await world.emulator.store.insert(
    'cases',
    others.map((other) => renamed(question, [[accountId, other]]) as Document),
  );
  await world.at(end + 30 * DAY);
}

async function copies(
  world: World,
  collection: string,
  documents: readonly Document[],
  activityId: string,
  many: number,
): Promise<void> {
  for (let i = 0; i < many; i += 1) {
    const name = `${activityId}x${i.toString(36)}`;
    await world.emulator.store.insert(
      collection,
      documents.map((one) => renamed(one, [[activityId, name]]) as Document),
    );
  }
}
