import type { Ending } from '#domain/signups/rules';
import { signupIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { keepReceipt, receipt } from '../core/receipts';
import type { ActivityDocument, Hold, SignupDocument, SlotDocument } from '../documents';
import { send } from '../messages/outbox';
import { takenOverMessage } from './messages';
import { liveFor } from './people';
import { confirmWaiting, ended, notEnded, peopleIn, promote } from './places';
import { endSwapped } from './take-over';

/** A slot whose places changed hands lately, with all its sign-ups. */
export type Seen = SlotDocument & {
  touchedAt: Date;
  signups: SignupDocument[];
  activity: ActivityDocument[];
};

/**
 * What the slot says and what the sign-ups say, made one (I7): the roster says who holds a place. A holder
 * without a record gets one, a place passed on to somebody who had left the line comes free, the count is the
 * number of people. Conditions on touchedAt keep out of anybody's way.
 */
export async function reconcile(slot: Seen, now: Instant): Promise<number> {
  let repaired = 0;
  for (const [accountId, hold] of Object.entries(slot.roster)) {
    repaired += await bringRecord(slot, accountId, hold, now);
  }
  repaired += await recount(slot);
  for (const signup of slot.signups) {
    const unfounded = signup.state === 'confirmed' && slot.roster[signup.accountId] === undefined;
    if (unfounded && now < ms(slot.start)) repaired += await unfound(slot, signup, now);
  }
  return repaired;
}

/** The record of this place, as the roster has it. */
async function bringRecord(slot: Seen, accountId: string, hold: Hold, now: Instant): Promise<number> {
  const [activity] = slot.activity;
  const signup = slot.signups.find((s) => s.accountId === accountId);
  if (!signup) return writeRecord(slot, accountId, hold);
  switch (signup.state) {
    case 'waiting':
      if (!hold.promoted) return Number(await confirmWaiting(signup, hold));
      return activity ? promote([{ signup, hold }], slot, activity, now) : 0;
    case 'cancelled':
      return takenSince(signup, hold) ? rewriteRecord(slot, signup, hold) : release(slot, accountId, hold);
    case 'confirmed':
      return agrees(signup, hold) ? 0 : correct(signup, hold, slot.teamId);
  }
}

/**
 * Taken once more by their own hand, by a call that died before it could write so; not passed on to somebody
 * who left the line at that moment, and not left behind by whoever gave up their account.
 */
const takenSince = ({ endedAt }: SignupDocument, { promoted, at }: Hold): boolean =>
  !promoted && endedAt !== undefined && endedAt <= at;

/** What the call would have answered and written. */
function recordOf(slot: Seen, accountId: string, hold: Hold) {
  const { at, party, revision, bookedBy, confirmBy } = hold;
  const signupId = signupIdOf(slot._id, accountId);
  const answer = { signupId, slotId: slot._id, state: 'confirmed', ahead: null };
  const record = {
    party,
    revision,
    at,
    state: 'confirmed' as const,
    liveFor: liveFor(accountId, bookedBy),
    tellAt: at,
    ...(bookedBy === undefined ? {} : { bookedBy }),
    ...(confirmBy === undefined ? {} : { confirmBy }),
  };
  return { signupId, answer, record };
}

async function writeRecord(slot: Seen, accountId: string, hold: Hold): Promise<number> {
  const { signupId, answer, record } = recordOf(slot, accountId, hold);
  const written = await insert('signups', {
    _id: signupId,
    slotId: slot._id,
    activityId: slot.activityId,
    accountId,
    receipts: [receipt(hold.nonce, answer)],
    ...record,
  });
  return Number(written === 'INSERTED');
}

async function rewriteRecord(slot: Seen, signup: SignupDocument, hold: Hold): Promise<number> {
  const { answer, record } = recordOf(slot, signup.accountId, hold);
  const cancelled = { _id: signup._id, state: 'cancelled' };
  const bare = { bookedBy: record.bookedBy ?? _.remove(), ...notEnded() };
  const data = {
    ...record,
    ...bare,
    liveFor: _.set(record.liveFor),
    receipts: keepReceipt(hold.nonce, answer),
  };
  return update('signups', cancelled, data);
}

const agrees = ({ party, offeredFor, confirmBy }: SignupDocument, hold: Hold): boolean =>
  party === hold.party &&
  confirmBy?.getTime() === hold.confirmBy?.getTime() &&
  (offeredFor === undefined) === (hold.offered === undefined);

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

async function release(slot: Seen, accountId: string, { party }: Hold): Promise<number> {
  const held = { _id: slot._id, [`roster.${accountId}`]: _.exists(true), touchedAt: slot.touchedAt };
  const data = { [`roster.${accountId}`]: _.remove(), taken: _.inc(-party) };
  const released = await update('slots', held, data);
  if (released === 1) {
    slot.taken -= party;
    slot.roster = Object.fromEntries(Object.entries(slot.roster).filter(([id]) => id !== accountId));
  }
  return released;
}

async function recount(slot: Seen): Promise<number> {
  const people = peopleIn(slot.roster);
  if (slot.taken === people) return 0;
  const unchanged = { _id: slot._id, taken: slot.taken, touchedAt: slot.touchedAt };
  const counted = await update('slots', unchanged, { taken: people });
  if (counted === 1) slot.taken = people;
  return counted;
}

/** A record of a place that the roster does not know, as a call leaves it that died after its place had passed on. */
async function unfound(slot: Seen, signup: SignupDocument, now: Instant): Promise<number> {
  const [activity] = slot.activity;
  const swapped = Object.values(slot.roster).some(({ from }) => from === signup.accountId);
  if (swapped && activity) {
    await send([takenOverMessage(signup, slot, activity, now)]);
    return endSwapped(signup, now);
  }
  // They had let go of it, and somebody else has it.
  if (signup.offeredFor !== undefined) return end(signup, 'own', now);
  if (signup.confirmBy && signup.confirmBy <= new Date(now)) return end(signup, 'lapsed', now);
  return backInLine(slot, signup, now);
}

const end = (signup: SignupDocument, ending: Ending, now: Instant): Promise<number> =>
  update('signups', { _id: signup._id, state: 'confirmed' }, ended(ending, now));

/** Not sure of a place, but first to get one, where they joined. */
async function backInLine(slot: Seen, signup: SignupDocument, now: Instant): Promise<number> {
  const absent = {
    _id: slot._id,
    touchedAt: slot.touchedAt,
    [`roster.${signup.accountId}`]: _.exists(false),
  };
  const touchedAt = new Date(now);
  if ((await update('slots', absent, { touchedAt })) === 0) return 0;
  slot.touchedAt = touchedAt;
  const unfounded = { _id: signup._id, state: 'confirmed', liveFor: _.exists(true) };
  const waiting = { state: 'waiting', waitingFor: slot._id, confirmBy: _.remove(), tellAt: _.remove() };
  const moved = await update('signups', unfounded, waiting);
  if (moved === 1) signup.state = 'waiting';
  return moved;
}
