import type { Settings } from '#domain/settings';
import { MINUTE, type Instant } from '#domain/time';
import { ms, QUIET } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { Pieces } from '../core/pieces';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { SlotDocument } from '../documents';
import { lapse } from './lapse';
import { heirs, promote, promotedHold, takePlace } from './places';
import { reconcile, type Seen } from './reconcile';
import { tellSignedUp } from './tell';
import { partLate, tellParted } from '../teams/part';
import { messageTo, send } from '../messages/outbox';

/** Looked at again and again until then; after it, nothing can be wrong any more. */
const SETTLED = 5 * MINUTE;
const BATCH = 100;
/** A run that leaves some is followed by the next, which begins with the oldest. */
const BATCHES = 10;

interface Report {
  slots: number;
  repaired: number;
  promoted: number;
}

/**
 * Brings rosters and sign-ups together again after crashes (I7), and fills free places from the waiting list
 * (I1). Only slots whose places have changed hands lately are looked at, so a run costs no more when the city
 * has more to come. First of all it passes on what was not confirmed in time, and puts out the messages that
 * sign-ups and dissolved teams left behind.
 */
export const repair = useCase('jobs.repair', {
  ask: () => ({}),

  async run({ settings, now }) {
    const pieces = new Pieces('jobs.repair');
    const lapsed = await pieces.count(() => lapse(settings, now, pieces));
    await pieces.done(() => partLate(now));
    const told = (await pieces.count(() => tellSignedUp(now))) + (await pieces.count(() => tellParted(now)));
    const report: Report = { slots: 0, repaired: 0, promoted: 0 };
    let after = new Date(0);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const slots = await touchedSince(after, now);
      const well: Seen[] = [];
      for (const slot of slots) {
        const putOff = () => update('slots', { _id: slot._id }, { touchedAt: new Date(now) });
        if (await pieces.done(() => lookAt(slot, report, settings, now), putOff)) well.push(slot);
      }
      report.slots += slots.length;
      await settle(well, now);
      const last = slots[slots.length - 1];
      if (slots.length < BATCH || !last) break;
      after = last.touchedAt;
    }
    return { ...report, lapsed, told, failed: pieces.failed };
  },
});

async function lookAt(slot: Seen, report: Report, settings: Settings, now: Instant): Promise<void> {
  if (now >= ms(slot.end)) return;
  report.repaired += await reconcile(slot, now);
  report.promoted += await fill(slot, settings, now);
  await tellLate(slot, now);
}

const touchedSince = (after: Date, now: Instant): Promise<Seen[]> =>
  aggregate<Seen>(
    'slots',
    [{ match: { touchedAt: _.and(_.gt(after), _.lte(new Date(now - QUIET))) } }, { sort: { touchedAt: 1 } }],
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

/** Who took a place while its activity was being cancelled was not there yet when the others were told. */
async function tellLate(slot: Seen, now: Instant): Promise<void> {
  const [activity] = slot.activity;
  if (activity?.state !== 'cancelled') return;
  const live = slot.signups.filter((s) => s.state !== 'cancelled');
  await send(live.map((s) => messageTo('cancelled', s.accountId, slot, activity, now, 'all')));
}

/** Fills free places from the waiting list: longest waiting first, whoever fits. */
async function fill(slot: Seen, settings: Settings, now: Instant): Promise<number> {
  const [activity] = slot.activity;
  if (activity?.state !== 'published' || now >= ms(slot.start)) return 0;
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
