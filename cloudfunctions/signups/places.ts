import type { Settings } from '#domain/settings';
import { confirmByOf, heirsOf } from '#domain/signups/line';
import type { Ending } from '#domain/signups/rules';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find, remove, update } from '../core/database';
import type { ActivityDocument, Hold, Roster, SignupDocument, SlotDocument } from '../documents';
import { send } from '../messages/outbox';
import { promotedMessage } from './messages';

/** The moves that a slot's roster knows: each one atomic update, so that places are never over-filled (I1). */

/** How many people the roster's holders come to. */
export const peopleIn = (roster: Roster): number =>
  Object.values(roster).reduce((sum, { party }) => sum + party, 0);

/** Room for so many more, in a slot whose size is still the one that was read. */
const roomFor = (slot: SlotDocument, more: number) => ({
  capacity: slot.capacity,
  taken: _.lte(slot.capacity - more),
});

/** True when this person holds a place now; never more people than places, whoever comes at once. */
export async function takePlace(slot: SlotDocument, accountId: string, hold: Hold): Promise<boolean> {
  const mine = `roster.${accountId}`;
  const free = { _id: slot._id, ...roomFor(slot, hold.party), [mine]: _.exists(false) };
  const data = { taken: _.inc(hold.party), [mine]: _.set(hold), touchedAt: hold.at };
  return (await update('slots', free, data)) === 1;
}

/** Still in the roster, and known to be in use: the repair leaves a slot touched just now alone. */
export async function keepPlace(slot: SlotDocument, accountId: string, now: Instant): Promise<boolean> {
  const mine = { _id: slot._id, [`roster.${accountId}`]: _.exists(true) };
  return (await update('slots', mine, { touchedAt: new Date(now) })) === 1;
}

/** Changes something of a hold that leaves its places as they are; false when it is not in the roster any more. */
export async function changeHold(
  slot: SlotDocument,
  accountId: string,
  data: Readonly<Record<string, unknown>>,
  reload: () => Promise<{ readonly slot: readonly SlotDocument[] }>,
): Promise<boolean> {
  const mine = { _id: slot._id, [`roster.${accountId}`]: _.exists(true) };
  if ((await update('slots', mine, data)) === 1) return true;
  // What changes nothing counts for none: the same call, sent twice or after a try that died, has done it before.
  return (await reload()).slot[0]?.roster[accountId] !== undefined;
}

/** Who gets so many places that come free: nobody whom one has been passed to already. */
export function heirs(waiting: readonly SignupDocument[], roster: Roster, free: number): SignupDocument[] {
  const inLine = waiting.filter((s) => roster[s.accountId] === undefined);
  const parties = inLine.map((s) => ({ id: s._id, at: ms(s.at), party: s.party, signup: s }));
  return heirsOf(parties, free).map(({ signup }) => signup);
}

/** The place of somebody who moves up from the waiting list. */
export function promotedHold(
  signup: SignupDocument,
  slot: SlotDocument,
  settings: Settings,
  nonce: string,
  now: Instant,
): Hold {
  const by = confirmByOf(now, ms(slot.start), settings.signups.confirmPromotionMinutes);
  return {
    ...holdOf(signup, nonce, now),
    promoted: true,
    ...(by === null ? {} : { confirmBy: new Date(by) }),
  };
}

export function holdOf(
  { party, revision, bookedBy }: Pick<SignupDocument, 'party' | 'revision' | 'bookedBy'>,
  nonce: string,
  now: Instant,
): Hold {
  return { at: new Date(now), nonce, party, revision, ...(bookedBy === undefined ? {} : { bookedBy }) };
}

/** Somebody in line, with the place that they get. */
export interface Heir {
  readonly signup: SignupDocument;
  readonly hold: Hold;
}

/** Those who get places that come free, and what each will hold. */
export function heirsFor(
  waiting: readonly SignupDocument[],
  slot: SlotDocument,
  free: number,
  settings: Settings,
  nonce: string,
  now: Instant,
): Heir[] {
  const next = heirs(waiting, slot.roster, free);
  return next.map((signup) => ({ signup, hold: promotedHold(signup, slot, settings, nonce, now) }));
}

/** Takes one hold out of the roster and puts in those of the heirs: one atomic update. */
export const passOn = (
  slot: SlotDocument,
  from: string,
  next: readonly Heir[],
  now: Instant,
  condition: Readonly<Record<string, unknown>> = {},
): Promise<boolean> => rehold(slot, from, null, next, now, condition);

/** Lets so many come on one hold, and puts in those of the heirs whom that makes room for. */
export const refit = (
  slot: SlotDocument,
  accountId: string,
  own: Pick<Hold, 'party' | 'nonce'>,
  next: readonly Heir[],
  now: Instant,
): Promise<boolean> => rehold(slot, accountId, own, next, now, {});

/** The nonce says that a hold is the one that was read: whatever changes how many come gives it another. */
async function rehold(
  slot: SlotDocument,
  accountId: string,
  stays: Pick<Hold, 'party' | 'nonce'> | null,
  next: readonly Heir[],
  now: Instant,
  condition: Readonly<Record<string, unknown>>,
): Promise<boolean> {
  const held = slot.roster[accountId];
  if (!held) return false;
  const own = `roster.${accountId}`;
  const more = next.reduce((sum, { hold }) => sum + hold.party, stays?.party ?? 0) - held.party;
  const query: Record<string, unknown> = {
    _id: slot._id,
    ...roomFor(slot, more),
    [`${own}.nonce`]: held.nonce,
    ...condition,
  };
  const data: Record<string, unknown> = {
    touchedAt: new Date(now),
    taken: _.inc(more),
    ...(stays ? { [`${own}.party`]: stays.party, [`${own}.nonce`]: stays.nonce } : { [own]: _.remove() }),
  };
  for (const { signup, hold } of next) {
    query[`roster.${signup.accountId}`] = _.exists(false);
    data[`roster.${signup.accountId}`] = _.set(hold);
  }
  return (await update('slots', query, data)) === 1;
}

/**
 * Tells those whose names have come into the roster, and writes their records; in this order, so that
 * nobody has a place without knowing. Whoever has left the line meanwhile gets no message, and the repair
 * repair passes their place on. Answers how many records were written.
 */
export async function promote(
  next: readonly Heir[],
  slot: SlotDocument,
  activity: ActivityDocument,
  now: Instant,
): Promise<number> {
  const signups = next.map(({ signup }) => signup);
  // Those who move up at once have the same time to answer.
  const confirmBy = next[0]?.hold.confirmBy;
  if (signups.length === 0) return 0;
  const message = (s: SignupDocument) => promotedMessage(s, slot, activity, confirmBy, now);
  await send(signups.map(message));
  const ids = signups.map((s) => s._id);
  const data = { state: 'confirmed', waitingFor: _.remove(), ...(confirmBy ? { confirmBy } : {}) };
  const written = await update('signups', { _id: _.in(ids), state: 'waiting' }, data);
  if (written < signups.length) {
    const gone = await find('signups', { _id: _.in(ids), state: 'cancelled' }, { limit: ids.length });
    const untold = signups.filter((s) => gone.some((g) => g._id === s._id)).map((s) => message(s)._id);
    if (untold.length > 0) await remove('outbox', { _id: _.in(untold), state: 'due', tries: 0 });
  }
  return written;
}

/** The record of a place that was taken, not passed on: as it was taken, whatever another tap had wished for. */
export async function confirmWaiting(
  { _id }: Pick<SignupDocument, '_id'>,
  { party, revision }: Pick<Hold, 'party' | 'revision'>,
): Promise<boolean> {
  const still = { _id, state: 'waiting' };
  const data = { state: 'confirmed', waitingFor: _.remove(), party, revision };
  return (await update('signups', still, data)) === 1;
}

/** The end of a sign-up. */
export const ended = (ending: Ending, now: Instant) => ({
  state: 'cancelled',
  ending,
  endedAt: new Date(now),
  ...noLonger(),
});

/** Live once more, after it had ended. */
export const notEnded = () => ({ ending: _.remove(), endedAt: _.remove() });

/** Fields that a sign-up loses with its place or when its slot is over. */
export const noLonger = () => ({
  liveFor: _.remove(),
  waitingFor: _.remove(),
  confirmBy: _.remove(),
  offeredFor: _.remove(),
  tellAt: _.remove(),
});
