import type { Settings } from '#domain/settings';
import { isAhead } from '#domain/signups/answers';
import { MINUTE, type Instant } from '#domain/time';
import { announcedSlot, asHeldIn } from '../activities/off';
import { ACTIVITY_BULK } from '../activities/views';
import { inChunks } from '../core/chunks';
import { ms, QUIET } from '../core/clock';
import { _, aggregate, remove, update } from '../core/database';
import { earliest, findWith, many, one } from '../core/loading';
import type { Sweep, Work } from '../core/sweep';
import type { SlotDocument } from '../documents';
import { messageTo, queueMessages } from '../messages/outbox';
import { heirs, promote, promotedHold } from './promotion';
import { reconcile, settleNamed, type TouchedSlot } from './reconcile';
import { takePlace } from './roster';

/** Looked at again and again until then; after it, nothing can be wrong any more. */
const SETTLED = 5 * MINUTE;
/** Looked at in one run; one that leaves some is followed by the next, which begins with the oldest. */
const SLOTS = 1000;
/** Loaded together: full ones have a thousand sign-ups each. */
const BATCH = 8;

/**
 * Brings rosters and sign-ups together again after crashes (I7), and fills free places from the waiting list
 * (I1). Only slots whose places have changed hands lately are looked at, so a run costs no more when the city
 * has more to come.
 */
export const repairPlaces: Sweep = {
  on: earliest('slots', 'touchedAt'),
  after: () => QUIET,

  async *slices(work) {
    const { now } = work;
    const ids = await idsTouchedBy(now);
    for (const some of inChunks(ids, BATCH)) {
      const well: TouchedSlot[] = [];
      for (const slot of await touchedSlots(some, now)) {
        work.count('slots', 1);
        const putOff = () => update('slots', { _id: slot._id }, { touchedAt: new Date(now) });
        if (await work.done(() => lookAt(slot, work), putOff)) well.push(slot);
        yield;
      }
      await settle(well, now);
    }
  },
};

async function lookAt(slot: TouchedSlot, work: Work): Promise<void> {
  const { settings, now } = work;
  if (!slot.activity) {
    work.count('orphans', await remove('slots', { _id: slot._id, touchedAt: slot.touchedAt }));
    return;
  }
  if (now >= ms(slot.end)) {
    work.count('repaired', await settleNamed(slot, now));
    return;
  }
  work.count('repaired', await reconcile(slot, now));
  work.count('promoted', await fill(slot, settings, now));
  await tellLate(slot, now);
}

/** Nobody can be in the middle of changing these. */
const quiet = (now: Instant) => ({ touchedAt: _.lte(new Date(now - QUIET)) });

async function idsTouchedBy(now: Instant): Promise<string[]> {
  const stages = [{ match: quiet(now) }, { sort: { touchedAt: 1 } }, { project: { _id: 1 } }];
  const slots = await aggregate<{ _id: string }>('slots', stages, SLOTS);
  return slots.map(({ _id }) => _id);
}

const touchedSlots = (ids: readonly string[], now: Instant): Promise<TouchedSlot[]> =>
  findWith(
    'slots',
    [
      { match: { _id: _.in(ids), ...quiet(now) } },
      { sort: { touchedAt: 1 } },
      { project: { key: 0, receipts: 0 } },
    ],
    BATCH,
    ({ _id, activityId }) => ({
      signups: many('signups', 'slotId', _id, ['receipts']),
      activity: one('activities', activityId, ACTIVITY_BULK),
    }),
  );

/** Out of the index of what must be looked at, unless touched again meanwhile. */
async function settle(slots: readonly TouchedSlot[], now: Instant): Promise<void> {
  const settled = new Date(now - SETTLED);
  const ids = slots.filter((s) => s.touchedAt && s.touchedAt <= settled).map((s) => s._id);
  if (ids.length === 0) return;
  await update('slots', { _id: _.in(ids), touchedAt: _.lte(settled) }, { touchedAt: _.remove() });
}

/** Who took a place while it was being called off was not there yet when the others were told. */
async function tellLate(slot: TouchedSlot, now: Instant): Promise<void> {
  const { activity } = slot;
  if (!activity || asHeldIn(activity, slot._id).state !== 'cancelled') return;
  const live = slot.signups.filter((s) => s.state !== 'cancelled');
  await queueMessages(live.map((s) => messageTo('cancelled', s.accountId, slot, activity, now, 'all')));
}

/** Fills free places from the waiting list: longest waiting first, whoever fits. */
async function fill(slot: TouchedSlot, settings: Settings, now: Instant): Promise<number> {
  const { activity } = slot;
  if (!activity || !isAhead(announcedSlot(slot, activity), now)) return 0;
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
