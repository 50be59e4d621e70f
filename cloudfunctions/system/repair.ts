import { SECOND } from '#domain/time';
import { signupIdOf } from '#domain/ids';
import { ms } from '../core/clock';
import { _, aggregate, insert, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { confirmWaiting, heir, takePlace } from '../signups/places';
import { messageTo } from './messages';

/** No function lives longer than this, so a slot untouched for so long has nobody in the middle of a write. */
const QUIET = 90 * SECOND;
const BATCH = 1000;

type Seen = SlotDocument & { signups: SignupDocument[]; activity: ActivityDocument[] };

interface Report {
  slots: number;
  repaired: number;
  promoted: number;
}

/**
 * Brings rosters and sign-ups together again after crashes (I7): the roster says who holds a place. A
 * holder without a record gets one, a place of a cancelled sign-up comes free, the count is the number of
 * holders, and whoever waits while a place is free is promoted in turn (I1).
 */
export const repair = useCase('jobs.repair', {
  ask: () => ({}),

  async run({ now }) {
    const slots = await aggregate<Seen>('slots', [
      { match: { liveUntil: _.gt(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
    ]);
    const report: Report = { slots: slots.length, repaired: 0, promoted: 0 };
    for (const slot of slots) {
      if (ms(slot.touchedAt) > now - QUIET) continue;
      report.repaired += await reconcile(slot);
      report.promoted += await promote(slot, now);
    }
    return report;
  },
});

/** What the slot says and what the sign-ups say, made one. Conditions on touchedAt keep out of anybody's way. */
async function reconcile(slot: Seen): Promise<number> {
  let repaired = 0;
  for (const [accountId, { at, nonce }] of Object.entries(slot.roster)) {
    const signup = slot.signups.find((s) => s.accountId === accountId);
    if (!signup) {
      const fresh = {
        _id: signupIdOf(slot._id, accountId),
        slotId: slot._id,
        activityId: slot.activityId,
        accountId,
      };
      const receipts = [
        { nonce, data: { signupId: fresh._id, slotId: slot._id, state: 'confirmed', ahead: null } },
      ];
      await insert('signups', { ...fresh, state: 'confirmed', at, liveFor: accountId, receipts });
      repaired += 1;
    } else if (signup.state === 'waiting') {
      repaired += Number(await confirmWaiting(signup));
    } else if (signup.state === 'cancelled') {
      repaired += await release(slot, accountId);
    }
  }
  return repaired + (await recount(slot));
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

/** Fills free places from the waiting list, longest waiting first. */
async function promote(slot: Seen, now: number): Promise<number> {
  const [activity] = slot.activity;
  if (!activity || activity.state !== 'published' || now >= ms(slot.start)) return 0;
  let waiting = slot.signups.filter((s) => s.state === 'waiting' && slot.roster[s.accountId] === undefined);
  let promoted = 0;
  for (let next = heir(waiting); next && slot.taken + promoted < slot.capacity; next = heir(waiting)) {
    const { _id, accountId, at } = next;
    waiting = waiting.filter((s) => s._id !== _id);
    if (!(await takePlace(slot, accountId, `promoted-${ms(at)}`, now))) break;
    await confirmWaiting(next);
    await insert('outbox', messageTo('promoted', accountId, slot, activity, now, String(ms(at))));
    promoted += 1;
  }
  return promoted;
}
