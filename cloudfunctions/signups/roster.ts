import { defined } from '#domain/defined';
import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import type { Hold, Roster, SignupDocument, SlotDocument } from '../documents';

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
export async function takePlace(
  slot: SlotDocument,
  accountId: string,
  hold: Hold,
  condition: Readonly<Record<string, unknown>> = {},
): Promise<boolean> {
  const mine = `roster.${accountId}`;
  const free = { _id: slot._id, ...roomFor(slot, hold.party), [mine]: _.exists(false), ...condition };
  const data = { taken: _.inc(hold.party), [mine]: _.set(hold), touchedAt: hold.at };
  return (await update('slots', free, data)) === 1;
}

/** Still in the roster, and known to be in use: the repair leaves a slot touched just now alone. */
export async function keepPlace(slot: SlotDocument, accountId: string, now: Instant): Promise<boolean> {
  const mine = { _id: slot._id, [`roster.${accountId}`]: _.exists(true) };
  return (await update('slots', mine, { touchedAt: new Date(now) })) === 1;
}

/**
 * Changes something of a hold that leaves its places as they are, while it is the one that was read; false when it is
 * not in the roster any more.
 */
export async function changeHold(
  slot: SlotDocument,
  accountId: string,
  change: Readonly<Record<string, unknown>>,
  nonce: string,
  now: Instant,
  reload: () => Promise<{ readonly slot: SlotDocument }>,
): Promise<boolean> {
  const held = slot.roster[accountId];
  if (!held) return false;
  const own = `roster.${accountId}`;
  const changed = Object.fromEntries(
    Object.entries(change).map(([field, value]) => [`${own}.${field}`, value]),
  );
  const asRead = { _id: slot._id, [`${own}.nonce`]: held.nonce };
  const data = { ...changed, [`${own}.nonce`]: nonce, touchedAt: new Date(now) };
  if ((await update('slots', asRead, data)) === 1) return true;
  const present = (await reload()).slot.roster[accountId];
  // What changes nothing counts for none: the same call, sent twice or after a try that died, has done it before.
  if (present && present.nonce !== nonce) throw new Refused('CONFLICT');
  return present !== undefined;
}

/** Takes a place back that a try took too late: it had been given up again since. Whoever waits gets it from the repair. */
export async function giveBack(
  slot: Pick<SlotDocument, '_id'>,
  accountId: string,
  { nonce, party }: Pick<Hold, 'nonce' | 'party'>,
  now: Instant,
): Promise<void> {
  const own = `roster.${accountId}`;
  const data = { [own]: _.remove(), taken: _.inc(-party), touchedAt: new Date(now) };
  await update('slots', { _id: slot._id, [`${own}.nonce`]: nonce, [`${own}.party`]: party }, data);
}

/** What the roster keeps of somebody who takes a place now. */
export function holdOf(
  { party, revision, bookedBy }: Pick<Hold, 'party' | 'revision' | 'bookedBy'>,
  nonce: string,
  now: Instant,
): Hold {
  return defined({ at: new Date(now), nonce, party, revision, bookedBy });
}

/** Somebody in line, with the place that they get. */
export interface Heir {
  readonly signup: SignupDocument;
  readonly hold: Hold;
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
  condition: Readonly<Record<string, unknown>>,
): Promise<boolean> => rehold(slot, accountId, own, next, now, condition);

/** The nonce says that a hold is the one that was read: whatever changes it gives it another. */
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
