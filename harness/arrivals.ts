import { makeCode } from '#domain/attendance/code';
import { accountIdOf } from '#domain/ids';
import { MINUTE, SECOND } from '#domain/time';
import { newNonce, type World } from './world';

/** Many who come to one event within two minutes, as they come: some tap twice, some have no network. */
export interface Arrivals {
  readonly people: number;
  /** Scans that arrived twice, under one nonce. */
  readonly doubles: number;
  /** Scans that were told an hour later. */
  readonly late: number;
  /** Of everybody the stay that is kept began within a step of when they scanned. */
  readonly told: number;
  readonly kept: number;
  readonly marks: number;
  readonly errors: number;
}

const STEPS = 12;
const SPAN = 2 * MINUTE;
const AT_ONCE = 20;

const every = (n: number, i: number): boolean => i % n === 0;

async function inBatches<T>(all: readonly T[], run: (one: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < all.length; i += AT_ONCE) await Promise.all(all.slice(i, i + AT_ONCE).map(run));
}

interface Scan {
  readonly person: string;
  readonly at: number;
  readonly code: string;
  readonly nonce: string;
  /** Everybody has a phone of their own. */
  readonly device: string;
}

export async function arrive(world: World, people: number): Promise<Arrivals> {
  const names = Array.from({ length: people }, (_, i) => `arrival${i}`);
  await inBatches(names, (name) => world.person(name));
  const { slotId, start } = await world.post([{ capacity: people }]);
  await inBatches(names, (person) => world.did(person, 'signups.take', { slotId, wait: false }));
  const { key } = await world.did('leader', 'desk.view', { slotId });
  world.emulator.resetMetrics();

  const scans = names.map((person, i): Scan => {
    const at = start + Math.floor(((i % STEPS) * SPAN) / STEPS) + (i % 7) * SECOND;
    return {
      person,
      at,
      code: makeCode(key, slotId, at),
      nonce: newNonce(),
      device: i.toString(16).padStart(8, '0'),
    };
  });
  const late = scans.filter((_, i) => every(10, i));
  const doubled = scans.filter((_, i) => every(20, i + 1));
  let errors = 0;
  const tell = async ({ person, code, device, nonce, at }: Scan, more: object = {}) => {
    const answer = await world.call(person, 'attendance.checkIn', { code, device, ...more }, nonce);
    if (!answer.ok || Math.abs((answer.data.presence.in ?? 0) - at) > 10 * SECOND) errors += 1;
  };
  for (let step = 0; step < STEPS; step += 1) {
    const now = scans.filter((scan, i) => i % STEPS === step && !late.includes(scan));
    await world.at(start + (step * SPAN) / STEPS);
    await Promise.all([...now, ...now.filter((scan) => doubled.includes(scan))].map((scan) => tell(scan)));
  }
  await world.at(start + 60 * MINUTE);
  await Promise.all(
    [...late, ...late].map((scan) => tell(scan, { takenAt: scan.at, sentAt: start + 60 * MINUTE })),
  );
  return {
    ...(await counted(world, slotId, scans)),
    people,
    doubles: doubled.length,
    late: late.length,
    errors,
  };
}

/** What the cloud has of them in the end. */
async function counted(world: World, slotId: string, scans: readonly Scan[]) {
  const documents = await world.documents('attendances', { slotId });
  const kept = new Map(documents.map((document) => [document['accountId'], document]));
  const since = (document: Record<string, unknown> | undefined): number =>
    document?.['openSince'] instanceof Date ? document['openSince'].getTime() : 0;
  const told = scans.filter(
    ({ person, at }) => Math.abs(since(kept.get(accountIdOf(person))) - at) <= 10 * SECOND,
  );
  const marks = documents.reduce((sum, document) => sum + (document['marks'] as unknown[]).length, 0);
  return { told: told.length, kept: documents.length, marks };
}
