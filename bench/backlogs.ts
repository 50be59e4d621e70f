import { manyMessagesDue, manyShiftsOver } from '../harness/backlog';
import { startWorld } from '../harness/small-city';
import type { World } from '../harness/world';
import { atLeast, exactly, type Figure } from './figure';

/** Of the database, over the network, in milliseconds. */
const LATENCY = 15;
/** A tick a minute: 5,000 shifts within ten minutes, 50,000 messages within thirty. */
const SHIFTS_A_TICK = 5_000 / 10;
const MESSAGES_A_TICK = Math.ceil(50_000 / 30);

/** What one tick of the timer gets done of what fell due all at once. */
export async function backlogs(): Promise<Figure[]> {
  return [...(await shiftsOver()), ...(await messagesDue())];
}

async function oneTick(world: World): Promise<void> {
  world.emulator.setFaults({ latency: LATENCY });
  await world.jobs.tick();
  world.emulator.setFaults({ latency: 0 });
}

async function shiftsOver(): Promise<Figure[]> {
  const world = await startWorld();
  const many = SHIFTS_A_TICK * 2;
  await manyShiftsOver(world, many);
  await oneTick(world);
  const open = await world.documents('attendances', { openUntil: { $exists: true } });
  const live = await world.documents('slots', { liveUntil: { $exists: true } });
  const failed = world.emulator.lines.filter((line) => line.includes('"failure"'));
  await world.close();
  const where = `${many} shifts of 20 over at once, a quarter stayed away, ${LATENCY} ms a request`;
  return [
    atLeast(`${where}: ended in one tick`, many - live.length, SHIFTS_A_TICK),
    exactly(`${where}: stays left open`, open.length, 0),
    exactly(`${where}: pieces that failed`, failed.length, 0),
  ];
}

async function messagesDue(): Promise<Figure[]> {
  const world = await startWorld();
  const many = MESSAGES_A_TICK * 2;
  await manyMessagesDue(world, many);
  await oneTick(world);
  const sent = await world.documents('outbox', { state: 'sent' });
  await world.close();
  const what = `${many} messages due at once, ${LATENCY} ms a request: sent in one tick`;
  return [atLeast(what, sent.length, MESSAGES_A_TICK)];
}
