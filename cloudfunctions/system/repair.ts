import { MINUTE, SECOND, type Instant } from '#domain/time';
import { signupIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, aggregate, insert, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { heir, promote, takePlace } from '../signups/places';
import { messageTo, send } from './messages';

/** No function lives longer than this, so a slot untouched for so long has nobody in the middle of a write. */
const QUIET = 90 * SECOND;
/** Looked at again and again until then; after it, nothing can be wrong any more. */
const SETTLED = 5 * MINUTE;
const BATCH = 100;
/** A run that leaves some is followed by the next, which begins with the oldest. */
const BATCHES = 10;

type Seen = SlotDocument & { touchedAt: Date; signups: SignupDocument[]; activity: ActivityDocument[] };

interface Report {
  slots: number;
  repaired: number;
  promoted: number;
}

/**
 * Brings rosters and sign-ups together again after crashes (I7): the roster says who holds a place. A
 * holder without a record gets one, a place of a cancelled sign-up comes free, the count is the number of
 * holders, and whoever waits while a place is free is promoted in turn (I1). Only slots whose places have
 * changed hands lately are looked at, so a run costs no more when the city has more to come.
 */
export const repair = useCase('jobs.repair', {
  ask: () => ({}),

  async run({ now }) {
    const report: Report = { slots: 0, repaired: 0, promoted: 0 };
    let after = new Date(0);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const slots = await touchedSince(after, now);
      for (const slot of slots.filter((s) => now < ms(s.end))) {
        report.repaired += await reconcile(slot, now);
        report.promoted += await fill(slot, now);
        await tellLate(slot, now);
      }
      report.slots += slots.length;
      await settle(slots, now);
      const last = slots[slots.length - 1];
      if (slots.length < BATCH || !last) break;
      after = last.touchedAt;
    }
    return report;
  },
});

const touchedSince = (after: Date, now: Instant): Promise<Seen[]> =>
  aggregate<Seen>('slots', [
    { match: { touchedAt: _.and(_.gt(after), _.lte(new Date(now - QUIET))) } },
    { sort: { touchedAt: 1 } },
    { limit: BATCH },
    { project: { key: 0, receipts: 0 } },
    ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
    ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
  ]);

/** Out of the index of what must be looked at, unless touched again meanwhile. */
async function settle(slots: readonly Seen[], now: Instant): Promise<void> {
  const settled = new Date(now - SETTLED);
  const ids = slots.filter((s) => s.touchedAt <= settled).map((s) => s._id);
  if (ids.length === 0) return;
  await update('slots', { _id: _.in(ids), touchedAt: _.lte(settled) }, { touchedAt: _.remove() });
}

/** What the slot says and what the sign-ups say, made one. Conditions on touchedAt keep out of anybody's way. */
async function reconcile(slot: Seen, now: Instant): Promise<number> {
  let repaired = 0;
  const [activity] = slot.activity;
  for (const [accountId, { at, nonce }] of Object.entries(slot.roster)) {
    const signup = slot.signups.find((s) => s.accountId === accountId);
    if (!signup) {
      repaired += await writeRecord(slot, accountId, at, nonce);
    } else if (signup.state === 'waiting' && activity) {
      repaired += Number(await promote(signup, slot, activity, now));
    } else if (signup.state === 'cancelled') {
      repaired += await release(slot, accountId);
    }
  }
  repaired += await recount(slot);
  for (const signup of slot.signups) {
    const unfounded = signup.state === 'confirmed' && slot.roster[signup.accountId] === undefined;
    if (unfounded && now < ms(slot.start)) repaired += await backInLine(slot, signup, now);
  }
  return repaired;
}

async function writeRecord(slot: Seen, accountId: string, at: Date, nonce: string): Promise<number> {
  const signupId = signupIdOf(slot._id, accountId);
  const data = { signupId, slotId: slot._id, state: 'confirmed', ahead: null };
  const written = await insert('signups', {
    _id: signupId,
    slotId: slot._id,
    activityId: slot.activityId,
    accountId,
    party: 1,
    revision: slot.revision,
    state: 'confirmed',
    at,
    liveFor: accountId,
    receipts: [{ nonce, data }],
  });
  return Number(written === 'INSERTED');
}

async function release(slot: Seen, accountId: string): Promise<number> {
  const held = { _id: slot._id, [`roster.${accountId}`]: _.exists(true), touchedAt: slot.touchedAt };
  const released = await update('slots', held, { [`roster.${accountId}`]: _.remove(), taken: _.inc(-1) });
  if (released === 1) {
    slot.taken -= 1;
    slot.roster = Object.fromEntries(Object.entries(slot.roster).filter(([id]) => id !== accountId));
  }
  return released;
}

async function recount(slot: Seen): Promise<number> {
  const holders = Object.keys(slot.roster).length;
  if (slot.taken === holders) return 0;
  const unchanged = { _id: slot._id, taken: slot.taken, touchedAt: slot.touchedAt };
  const counted = await update('slots', unchanged, { taken: holders });
  if (counted === 1) slot.taken = holders;
  return counted;
}

/**
 * A record of a place that the roster does not know, as a cancellation leaves it that died after its place
 * had passed on: not sure of a place, but first to get one, where they joined.
 */
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
  const moved = await update('signups', unfounded, { state: 'waiting', waitingFor: slot._id });
  if (moved === 1) signup.state = 'waiting';
  return moved;
}

/** Who took a place while its activity was being cancelled was not there yet when the others were told. */
async function tellLate(slot: Seen, now: Instant): Promise<void> {
  const [activity] = slot.activity;
  if (activity?.state !== 'cancelled') return;
  const live = slot.signups.filter((s) => s.state !== 'cancelled');
  await send(live.map((s) => messageTo('cancelled', s.accountId, slot, activity, now, 'all')));
}

/** Fills free places from the waiting list, longest waiting first. */
async function fill(slot: Seen, now: Instant): Promise<number> {
  const [activity] = slot.activity;
  if (!activity || activity.state !== 'published' || now >= ms(slot.start)) return 0;
  let waiting = slot.signups.filter((s) => s.state === 'waiting');
  let promoted = 0;
  for (let taken = slot.taken; taken < slot.capacity; taken += 1) {
    const next = heir(waiting, slot.roster);
    if (!next || !(await takePlace(slot, next.accountId, `promoted-${ms(next.at)}`, now))) break;
    waiting = waiting.filter((s) => s !== next);
    promoted += Number(await promote(next, slot, activity, now));
  }
  return promoted;
}
