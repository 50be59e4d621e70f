import { PAIRS_KEPT } from '../attendance/views';
import { ms } from '../core/clock';
import { _, aggregate, find, update } from '../core/database';
import { via, stagesOf } from '../core/question';
import { useCase } from '../core/use-case';
import type { AttendanceDocument, SlotDocument } from '../documents';

/** A run that leaves some is followed by the next. */
const BATCH = 200;

type Open = AttendanceDocument & { slot: SlotDocument[] };

/**
 * Ends what is over: a stay that nobody checked out goes to the shift's end and is marked; slots,
 * sign-ups and activities leave the indexes of what is live.
 */
export const close = useCase('jobs.close', {
  ask: () => ({}),

  async run({ now }) {
    const open = await aggregate<Open>('attendances', [
      { match: { openUntil: _.lte(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
    ]);
    let closed = 0;
    for (const attendance of open) closed += await closeStay(attendance);
    return { attendances: closed, activities: await retire(now) };
  },
});

async function closeStay({ _id, openSince, slot: [slot] }: Open): Promise<number> {
  if (!slot || !openSince) return 0;
  const out = new Date(Math.max(ms(openSince), ms(slot.end)));
  return update(
    'attendances',
    { _id, openSince },
    {
      pairs: _.push({ each: [{ in: openSince, out }], slice: -PAIRS_KEPT }),
      openSince: _.remove(),
      openUntil: _.remove(),
      flags: _.addToSet('CLOSED_BY_SYSTEM'),
    },
  );
}

async function retire(now: number): Promise<number> {
  const over = { liveUntil: _.lte(new Date(now)) };
  const slots = await find('slots', over, { limit: BATCH });
  const ids = slots.map((s) => s._id);
  if (ids.length > 0) {
    const still = { slotId: _.in(ids), liveFor: _.exists(true) };
    await update('signups', still, { liveFor: _.remove(), waitingFor: _.remove() });
    await update('slots', { _id: _.in(ids) }, { liveUntil: _.remove() });
  }
  return update('activities', over, { spot: _.remove(), liveAt: _.remove(), liveUntil: _.remove() });
}
