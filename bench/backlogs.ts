import { MINUTE } from '#domain/time';
import { SIDE_BY_SIDE, SIDE_BY_SIDE_AT_WECHAT } from '../cloudfunctions/core/sweep';
import { manyMessagesDue, manyQuestionsUnanswered, manyShiftsOver } from '../harness/backlog';
import { startWorld } from '../harness/small-city';
import type { World } from '../harness/world';
import { atMost, exactly, told, type Figure } from './figure';

/** What a request of the database takes over the network, and what a message takes at WeChat, in milliseconds. */
const REQUEST = 15;
const SENDING = 100;

const SHIFTS = 100;
const MESSAGES = 300;
/** More than the network alone lets through in a minute. */
const QUESTIONS = 16_000;

/**
 * What falls due all at once, and what each piece of it costs. How many round trips a piece may take follows from how
 * soon all of it is to be done: a figure that no machine's speed changes.
 */
export async function backlogs(): Promise<Figure[]> {
  return [...(await shiftsOver()), ...(await messagesDue()), ...(await fullMinute())];
}

async function shiftsOver(): Promise<Figure[]> {
  const world = await startWorld();
  await manyShiftsOver(world, SHIFTS);
  const trips = await untilDone(world, ['closeStays', 'endSlots']);
  const open = await world.documents('attendances', { openUntil: { $exists: true } });
  const live = await world.documents('slots', { liveUntil: { $exists: true } });
  await world.close();
  const inTenMinutes = ((10 * MINUTE) / 5_000) * (SIDE_BY_SIDE / REQUEST);
  return [
    atMost('a shift of 20 is over, a quarter stayed away: round trips', trips / SHIFTS, inTenMinutes, 1),
    exactly(`${SHIFTS} such shifts: stays left open, shifts left live`, open.length + live.length, 0),
  ];
}

async function messagesDue(): Promise<Figure[]> {
  const world = await startWorld();
  await manyMessagesDue(world, MESSAGES);
  const trips = await untilDone(world, ['deliver']);
  const sent = await world.documents('outbox', { state: 'sent' });
  await world.close();
  const inHalfAnHour = Math.floor((((30 * MINUTE) / 50_000) * SIDE_BY_SIDE_AT_WECHAT - SENDING) / REQUEST);
  return [
    atMost('a message: round trips', trips / MESSAGES, inHalfAnHour, 1),
    exactly(`${MESSAGES} messages due at once: sent`, sent.length, MESSAGES),
  ];
}

/** More than a tick can do in its minute, over a network: how much of that minute it does nothing. */
async function fullMinute(): Promise<Figure[]> {
  const world = await startWorld();
  await manyQuestionsUnanswered(world, QUESTIONS);
  world.emulator.setFaults({ latency: REQUEST });
  const began = performance.now();
  const { raiseCases } = await world.jobs.tick();
  const idle = 1 - (performance.now() - began) / MINUTE;
  await world.close({ raced: true });
  return [
    atMost('a minute in which more is due than fits: % of it idle', 100 * idle, 10, 1),
    exactly('a minute in which more is due than fits: something is left', Number(raiseCases?.left), 1),
    told('a minute in which more is due than fits: pieces done', String(raiseCases?.counts['risen'])),
  ];
}

/** Round trips of these sweeps until nothing of them is left. */
async function untilDone(
  world: World,
  names: readonly ('closeStays' | 'endSlots' | 'deliver')[],
): Promise<number> {
  world.emulator.resetMetrics();
  for (const name of names) {
    while ((await world.did(null, 'jobs.sweep', { name })).left);
  }
  return world.emulator.metrics().actions['jobs.sweep']?.roundTrips.total ?? Infinity;
}
