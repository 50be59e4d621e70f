import type { Settings } from '#domain/settings';
import { MINUTE, type Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ms, QUIET } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import type { Sweep, Work } from '../core/sweep';
import type { SlotDocument } from '../documents';
import { heirs, promote, promotedHold, takePlace } from './places';
import { reconcile, type Seen } from './reconcile';
import { messageTo, send } from '../messages/outbox';

/** Looked at again and again until then; after it, nothing can be wrong any more. */
const SETTLED = 5 * MINUTE;
/** Looked at in one run; one that leaves some is followed by the next, which begins with the oldest. */
const SLOTS = 1000;
/** Loaded together: full ones have a thousand sign-ups each. */
const BATCH = 10;

/**
 * Brings rosters and sign-ups together again after crashes (I7), and fills free places from the waiting list
 * (I1). Only slots whose places have changed hands lately are looked at, so a run costs no more when the city
 * has more to come.
 */
export const repair: Sweep = {
  on: earliest('slots', 'touchedAt'),
  after: () => QUIET,

  async *slices(work) {
    const { now } = work;
    const ids = await touchedBy(now);
    for (let from = 0; from < ids.length; from += BATCH) {
      const well: Seen[] = [];
      for (const slot of await seen(ids.slice(from, from + BATCH), now)) {
        work.count('slots', 1);
        const putOff = () => update('slots', { _id: slot._id }, { touchedAt: new Date(now) });
        if (await work.done(() => lookAt(slot, work), putOff)) well.push(slot);
        yield;
      }
      await settle(well, now);
    }
  },
};

async function lookAt(slot: Seen, work: Work): Promise<void> {
  const { settings, now } = work;
  if (now >= ms(slot.end)) return;
  work.count('repaired', await reconcile(slot, now));
  work.count('promoted', await fill(slot, settings, now));
  await tellLate(slot, now);
}

/** Nobody can be in the middle of changing these. */
const quiet = (now: Instant) => ({ touchedAt: _.lte(new Date(now - QUIET)) });

async function touchedBy(now: Instant): Promise<string[]> {
  const stages = [{ match: quiet(now) }, { sort: { touchedAt: 1 } }, { project: { _id: 1 } }];
  const slots = await aggregate<{ _id: string }>('slots', stages, SLOTS);
  return slots.map(({ _id }) => _id);
}

const seen = (ids: readonly string[], now: Instant): Promise<Seen[]> =>
  aggregate<Seen>(
    'slots',
    [{ match: { _id: _.in(ids), ...quiet(now) } }, { sort: { touchedAt: 1 } }],
    BATCH,
    [
      { project: { key: 0, receipts: 0 } },
      ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['summary', 'risks', 'receipts'])),
    ],
  );

/** Out of the index of what must be looked at, unless touched again meanwhile. */
async function settle(slots: readonly Seen[], now: Instant): Promise<void> {
  const settled = new Date(now - SETTLED);
  const ids = slots.filter((s) => s.touchedAt <= settled).map((s) => s._id);
  if (ids.length === 0) return;
  await update('slots', { _id: _.in(ids), touchedAt: _.lte(settled) }, { touchedAt: _.remove() });
}

/** Who took a place while it was being called off was not there yet when the others were told. */
async function tellLate(slot: Seen, now: Instant): Promise<void> {
  const [activity] = slot.activity;
  if (!activity || asHeldIn(activity, slot._id).state !== 'cancelled') return;
  const live = slot.signups.filter((s) => s.state !== 'cancelled');
  await send(live.map((s) => messageTo('cancelled', s.accountId, slot, activity, now, 'all')));
}

/** Fills free places from the waiting list: longest waiting first, whoever fits. */
async function fill(slot: Seen, settings: Settings, now: Instant): Promise<number> {
  const [activity] = slot.activity;
  if (!activity || now >= ms(slot.start)) return 0;
  if (asHeldIn(activity, slot._id).state !== 'published') return 0;
  const waiting = slot.signups.filter((s) => s.state === 'waiting');
  let promoted = 0;
  for (const next of heirs(waiting, slot.roster, free(slot))) {
    const hold = promotedHold(next, slot, settings, `promoted-${ms(next.at)}`, now);
    if (!(await takePlace(slot, next.accountId, hold))) break;
    promoted += await promote([{ signup: next, hold }], slot, activity, now);
  }
  return promoted;
}

const free = (slot: SlotDocument): number => slot.capacity - slot.taken;
