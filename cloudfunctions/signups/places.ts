import { nextInLine } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, insert, remove, update } from '../core/database';
import type { ActivityDocument, Roster, SignupDocument, SlotDocument } from '../documents';
import { messageTo } from '../system/messages';

/** The moves that a slot's roster knows: each one atomic update, so that places are never over-filled (I1). */

/** True when this person holds a place now; never more holders than places, whoever comes at once. */
export async function takePlace(
  slot: SlotDocument,
  accountId: string,
  nonce: string,
  now: Instant,
): Promise<boolean> {
  const mine = `roster.${accountId}`;
  const free = { _id: slot._id, taken: _.lt(slot.capacity), [mine]: _.exists(false) };
  const at = new Date(now);
  const taken = await update('slots', free, {
    taken: _.inc(1),
    [mine]: _.set({ at, nonce, party: 1 }),
    touchedAt: at,
  });
  return taken === 1;
}

/** Still in the roster, and known to be in use: the repair job leaves a slot touched just now alone. */
export async function keepPlace(slot: SlotDocument, accountId: string, now: Instant): Promise<boolean> {
  const mine = { _id: slot._id, [`roster.${accountId}`]: _.exists(true) };
  return (await update('slots', mine, { touchedAt: new Date(now) })) === 1;
}

/** Who gets the next place that comes free: nobody whom one has been passed to already. */
export function heir(waiting: readonly SignupDocument[], roster: Roster): SignupDocument | null {
  const inLine = waiting.filter((s) => roster[s.accountId] === undefined);
  return nextInLine(inLine.map((s) => ({ id: s._id, at: ms(s.at), signup: s })))?.signup ?? null;
}

/** Takes one name out of the roster and, when somebody waits, puts theirs in: one atomic update. */
export async function passOn(
  slot: SlotDocument,
  from: string,
  next: SignupDocument | null,
  nonce: string,
  now: Instant,
): Promise<boolean> {
  const at = new Date(now);
  const leave = { [`roster.${from}`]: _.remove(), touchedAt: at };
  const held = { _id: slot._id, [`roster.${from}`]: _.exists(true) };
  if (!next) return (await update('slots', held, { ...leave, taken: _.inc(-1) })) === 1;
  const heirs = `roster.${next.accountId}`;
  const passed = await update(
    'slots',
    { ...held, [heirs]: _.exists(false) },
    { ...leave, [heirs]: _.set({ at, nonce, party: 1 }) },
  );
  return passed === 1;
}

/**
 * Tells somebody whose name has come into the roster, and writes the record; in this order, so that nobody
 * has a place without knowing. False when they have left the line meanwhile: the message is taken back, and
 * the repair job passes the place on.
 */
export async function promote(
  signup: SignupDocument,
  slot: SlotDocument,
  activity: ActivityDocument,
  now: Instant,
): Promise<boolean> {
  const message = messageTo('promoted', signup.accountId, slot, activity, now, String(ms(signup.at)));
  await insert('outbox', message);
  if (await confirmWaiting(signup)) return true;
  await remove('outbox', { _id: message._id, state: 'due', tries: 0 });
  return false;
}

export async function confirmWaiting(signup: SignupDocument): Promise<boolean> {
  const still = { _id: signup._id, state: 'waiting' };
  return (await update('signups', still, { state: 'confirmed', waitingFor: _.remove() })) === 1;
}
