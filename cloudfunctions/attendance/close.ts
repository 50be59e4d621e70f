import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { _, update } from '../core/database';
import { earliest, findWith, one } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep, type Work } from '../core/sweep';
import { messageTo, queueMessages } from '../messages/outbox';
import { noteNoShows } from '../signups/no-shows';
import { dropsIn } from '../signups/record';
import { closeStay, countPresent, forgetPhones } from './closing';

const STAYS = 100;
/** Each with its roster, of some hundred people where it was full. */
const SLOTS = 20;

/** A stay that nobody checked out goes to the shift's end and is marked. */
export const closeStays: Sweep = {
  on: earliest('attendances', 'openUntil'),

  slices: (work) =>
    inSlices(
      STAYS,
      () => openBy(work.now),
      (each) => {
        const { _id, openUntil = new Date(work.now) } = each;
        const putOff = () => update('attendances', { _id, openUntil }, { openUntil: later(work.now) });
        return work.done(() => closeOne(each, work), putOff);
      },
      SIDE_BY_SIDE,
    ),
};

const openBy = (now: Instant) =>
  findWith(
    'attendances',
    [{ match: { openUntil: _.lte(new Date(now)) } }, { sort: { openUntil: 1 } }],
    STAYS,
    ({ slotId, activityId }) => ({
      slot: one('slots', slotId, SLOT_SECRETS),
      activity: one('activities', activityId, ACTIVITY_BULK),
    }),
  );
type OpenStay = Awaited<ReturnType<typeof openBy>>[number];

async function closeOne({ slot, activity, ...attendance }: OpenStay, work: Work): Promise<void> {
  const { settings, now } = work;
  if (!slot || !activity) throw new Error(`nowhere: ${attendance._id}`);
  if (!(await closeStay(attendance, { slot, activity, settings, now }))) return;
  work.count('attendances', 1);
  // Where nobody checks out, the end of the shift is no news.
  if (activity.mode !== 'inOut') return;
  await queueMessages([messageTo('checkedOut', attendance.accountId, slot, activity, now, '')]);
}

/** A slot that is over, and its sign-ups, leave the indexes of what is live. */
export const endSlots: Sweep = {
  on: earliest('slots', 'liveUntil'),

  slices: (work) =>
    inSlices(
      SLOTS,
      () => overBy(work.now),
      (slot) => {
        const { settings, now } = work;
        const over = { _id: slot._id, liveUntil: slot.liveUntil ?? new Date(now) };
        const putOff = () => update('slots', over, { liveUntil: later(now) });
        return work.done(async () => {
          await settle(slot, settings, now);
          await update('slots', over, { liveUntil: _.remove() });
          work.count('slots', 1);
        }, putOff);
      },
      SIDE_BY_SIDE,
    ),
};

const overBy = (now: Instant) =>
  findWith(
    'slots',
    [{ match: { liveUntil: _.lte(new Date(now)) } }, { sort: { liveUntil: 1 } }],
    SLOTS,
    ({ activityId }) => ({ activity: one('activities', activityId, ACTIVITY_BULK) }),
  );
type OverSlot = Awaited<ReturnType<typeof overBy>>[number];

/** Who was there, and who was not, is settled before the slot leaves what is live. */
async function settle({ activity, ...slot }: OverSlot, settings: Settings, now: Instant): Promise<void> {
  if (activity) await countPresent({ slot, activity, settings, now });
  await noteNoShows(slot._id);
  await forgetPhones(slot._id);
  await update('signups', { slotId: slot._id, liveFor: _.exists(true) }, dropsIn('over'));
}
