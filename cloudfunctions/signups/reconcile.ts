import { lostEnding, repairOf, type Repair } from '#domain/signups/repair';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find, update } from '../core/database';
import type { ActivityDocument, Hold, SignupDocument, SlotDocument } from '../documents';
import { queueMessages } from '../messages/outbox';
import { takenOverMessage } from './messages';
import { promote } from './promotion';
import { bookingIn, confirmWaiting, dropsIn, ended, endSwapped, signupResult, writeSignup } from './record';
import { peopleIn } from './roster';

/** A slot whose places changed hands lately, with all its sign-ups. */
export type TouchedSlot = SlotDocument & {
  readonly signups: readonly SignupDocument[];
  readonly activity: ActivityDocument | undefined;
};

/**
 * What the slot says and what the sign-ups say, made one (I7): the roster says who holds a place. A holder
 * without a record gets one, a place passed on to somebody who had left the line comes free, the count is the
 * number of people. Conditions on touchedAt keep out of anybody's way.
 */
export async function reconcile(slot: TouchedSlot, now: Instant): Promise<number> {
  let repaired = 0;
  for (const [accountId, hold] of Object.entries(slot.roster)) {
    repaired += await bringRecord(slot, accountId, hold, now);
  }
  repaired += await recount(slot);
  for (const signup of slot.signups) {
    const lost = signup.state === 'confirmed' && slot.roster[signup.accountId] === undefined;
    if (lost && now < ms(slot.start)) repaired += await settleLost(slot, signup, now);
  }
  return repaired + (await settleNamed(slot, now));
}

/**
 * Whom a leader named in has a record, or no place: a call that died between the two has told nobody of it. So also when
 * the slot is over, as names are told late.
 */
export async function settleNamed(slot: TouchedSlot, now: Instant): Promise<number> {
  let settled = 0;
  for (const [accountId, hold] of Object.entries(slot.roster)) {
    const signup = slot.signups.find((one) => one.accountId === accountId);
    const recorded = signup !== undefined && signup.state !== 'cancelled';
    if (hold.named && !recorded) settled += await release(slot, accountId, hold);
  }
  for (const signup of slot.signups) {
    const lost = signup.namedIn !== undefined && slot.roster[signup.accountId] === undefined;
    if (lost) settled += await update('signups', { _id: signup._id, state: 'confirmed' }, ended('own', now));
  }
  return settled;
}

/** The record of this place, as the roster has it. */
async function bringRecord(slot: TouchedSlot, accountId: string, hold: Hold, now: Instant): Promise<number> {
  const signup = slot.signups.find((s) => s.accountId === accountId);
  if (hold.named && (!signup || signup.state === 'cancelled')) return 0;
  const repair = repairOf(signup && writtenIn(signup), heldIn(hold));
  if ((repair === 'write' || repair === 'rewrite') && !(await isSomebody(accountId)))
    return release(slot, accountId, hold);
  if (!signup || repair === 'write') return Number(await writeAgain(slot, undefined, accountId, hold));
  return repairs[repair](slot, signup, hold, now);
}

/** Who has given the account up has no name any more, and holds nothing. */
const isSomebody = async (accountId: string): Promise<boolean> =>
  (await find('accounts', { _id: accountId, name: _.neq('') }, { limit: 1 })).length > 0;

type Mend = (slot: TouchedSlot, signup: SignupDocument, hold: Hold, now: Instant) => number | Promise<number>;

const repairs: Readonly<Record<Exclude<Repair, 'write'>, Mend>> = {
  none: () => 0,
  rewrite: async (slot, signup, hold) => Number(await writeAgain(slot, signup, signup.accountId, hold)),
  confirm: async (_slot, signup, hold) => Number(await confirmWaiting(signup, hold)),
  promote: (slot, signup, hold, now) =>
    slot.activity ? promote([{ signup, hold }], slot, slot.activity, now) : 0,
  release: (slot, signup, hold) => release(slot, signup.accountId, hold),
  correct: (slot, signup, hold) => correct(signup, hold, slot.teamId),
};

const moment = (date: Date | undefined): Instant | null => (date ? ms(date) : null);

const writtenIn = ({ state, party, confirmBy, offeredFor, endedAt }: SignupDocument) => ({
  state,
  party,
  confirmBy: moment(confirmBy),
  offered: offeredFor !== undefined,
  endedAt: moment(endedAt),
});

const heldIn = ({ at, party, confirmBy, offered, promoted }: Hold) => ({
  at: ms(at),
  party,
  confirmBy: moment(confirmBy),
  offered: offered === true,
  promoted: promoted === true,
});

/** What the call would have answered and written that took this place. */
function writeAgain(
  slot: TouchedSlot,
  before: SignupDocument | undefined,
  accountId: string,
  hold: Hold,
): Promise<boolean> {
  const { at, nonce } = hold;
  const booking = bookingIn({ accountId }, hold);
  return writeSignup({ slot, booking, result: signupResult(slot._id, accountId, null), at, nonce }, before);
}

const correct = (
  signup: SignupDocument,
  { party, offered, confirmBy }: Hold,
  teamId: string,
): Promise<number> =>
  update(
    'signups',
    { _id: signup._id, state: 'confirmed' },
    { party, confirmBy: confirmBy ?? _.remove(), offeredFor: offered ? teamId : _.remove() },
  );

async function release(slot: TouchedSlot, accountId: string, { party }: Hold): Promise<number> {
  const held = { _id: slot._id, [`roster.${accountId}`]: _.exists(true), touchedAt: slot.touchedAt };
  const data = { [`roster.${accountId}`]: _.remove(), taken: _.inc(-party) };
  const released = await update('slots', held, data);
  if (released === 1) {
    slot.taken -= party;
    slot.roster = Object.fromEntries(Object.entries(slot.roster).filter(([id]) => id !== accountId));
  }
  return released;
}

async function recount(slot: TouchedSlot): Promise<number> {
  const people = peopleIn(slot.roster);
  if (slot.taken === people) return 0;
  const unchanged = { _id: slot._id, taken: slot.taken, touchedAt: slot.touchedAt };
  const counted = await update('slots', unchanged, { taken: people });
  if (counted === 1) slot.taken = people;
  return counted;
}

/** A record of a place that the roster does not know, as a call leaves it that died after its place had passed on. */
async function settleLost(slot: TouchedSlot, signup: SignupDocument, now: Instant): Promise<number> {
  const { activity } = slot;
  const takenOver = Object.values(slot.roster).some(({ from }) => from === signup.accountId);
  const ending = lostEnding(writtenIn(signup), takenOver && activity !== undefined, now);
  if (ending === null) return backInLine(slot, signup, now);
  if (ending !== 'swapped') {
    return update('signups', { _id: signup._id, state: 'confirmed' }, ended(ending, now));
  }
  if (activity) await queueMessages([takenOverMessage(signup, slot, activity, now)]);
  return endSwapped(signup, now);
}

/** Not sure of a place, but first to get one, where they joined. */
async function backInLine(slot: TouchedSlot, signup: SignupDocument, now: Instant): Promise<number> {
  const absent = {
    _id: slot._id,
    touchedAt: slot.touchedAt,
    [`roster.${signup.accountId}`]: _.exists(false),
  };
  const touchedAt = new Date(now);
  if ((await update('slots', absent, { touchedAt })) === 0) return 0;
  slot.touchedAt = touchedAt;
  const lost = { _id: signup._id, state: 'confirmed', liveFor: _.exists(true) };
  const waiting = { ...dropsIn('waiting'), state: 'waiting', waitingFor: slot._id };
  const moved = await update('signups', lost, waiting);
  if (moved === 1) signup.state = 'waiting';
  return moved;
}
