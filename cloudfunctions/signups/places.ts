import { nextInLine } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import type { SignupDocument, SlotDocument } from '../documents';

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
  const taken = await update('slots', free, { taken: _.inc(1), [mine]: _.set({ at, nonce }), touchedAt: at });
  return taken === 1;
}

/** Who gets the next place that comes free. */
export function heir(waiting: readonly SignupDocument[]): SignupDocument | null {
  return nextInLine(waiting.map((s) => ({ id: s._id, at: ms(s.at), signup: s })))?.signup ?? null;
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
    { ...leave, [heirs]: _.set({ at, nonce }) },
  );
  return passed === 1;
}

export async function confirmWaiting(signup: SignupDocument): Promise<boolean> {
  const still = { _id: signup._id, state: 'waiting' };
  return (await update('signups', still, { state: 'confirmed', waitingFor: _.remove() })) === 1;
}
