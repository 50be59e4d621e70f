import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ACTIVITY_BULK } from '../activities/views';
import { _, aggregate, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep, type Work } from '../core/sweep';
import type { ActivityDocument, AttendanceDocument, SlotDocument } from '../documents';
import { messageTo, send } from '../messages/outbox';
import { noteNoShows } from '../signups/no-shows';
import { dropsIn } from '../signups/record';
import { closeStay, countPresent, forgetPhones } from './closing';

const STAYS = 100;
/** Each with its roster, of some hundred people where it was full. */
const SLOTS = 20;

type Open = AttendanceDocument & { slot: SlotDocument[]; activity: ActivityDocument[] };

/** A stay that nobody checked out goes to the shift's end and is marked. */
export const closeStays: Sweep = {
  on: earliest('attendances', 'openUntil'),

  slices: (work) =>
    inSlices(
      STAYS,
      () => openBy(work.now),
      (each) => {
        const { _id, openUntil } = each;
        const putOff = () => update('attendances', { _id, openUntil }, { openUntil: later(work.now) });
        return work.done(() => closeOne(each, work), putOff);
      },
    ),
};

const openBy = (now: Instant): Promise<Open[]> =>
  aggregate<Open>(
    'attendances',
    [{ match: { openUntil: _.lte(new Date(now)) } }, { sort: { openUntil: 1 } }],
    STAYS,
    [
      ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ACTIVITY_BULK)),
    ],
  );

async function closeOne(
  { slot: [slot], activity: [activity], ...attendance }: Open,
  work: Work,
): Promise<void> {
  const { settings, now } = work;
  if (!slot || !activity) throw new Error(`nowhere: ${attendance._id}`);
  if (!(await closeStay(attendance, { slot, activity, settings, now }))) return;
  work.count('attendances', 1);
  // Where nobody checks out, the end of the shift is no news.
  if (activity.mode !== 'inOut') return;
  await send([messageTo('checkedOut', attendance.accountId, slot, activity, now, '')]);
}

type Over = SlotDocument & { activity: ActivityDocument[] };

/** A slot that is over, and its sign-ups, leave the indexes of what is live. */
export const endSlots: Sweep = {
  on: earliest('slots', 'liveUntil'),

  slices: (work) =>
    inSlices(
      SLOTS,
      () => overBy(work.now),
      (slot) => {
        const { settings, now } = work;
        const over = { _id: slot._id, liveUntil: slot.liveUntil };
        const putOff = () => update('slots', over, { liveUntil: later(now) });
        return work.done(async () => {
          await settle(slot, settings, now);
          await update('slots', over, { liveUntil: _.remove() });
          work.count('slots', 1);
        }, putOff);
      },
    ),
};

const overBy = (now: Instant): Promise<Over[]> =>
  aggregate<Over>(
    'slots',
    [{ match: { liveUntil: _.lte(new Date(now)) } }, { sort: { liveUntil: 1 } }],
    SLOTS,
    [...stagesOf('activity', via('activities', '_id', 'activityId', ACTIVITY_BULK))],
  );

/** Who was there, and who was not, is settled before the slot leaves what is live. */
async function settle(
  { activity: [activity], ...slot }: Over,
  settings: Settings,
  now: Instant,
): Promise<void> {
  if (activity) await countPresent({ slot, activity, settings, now });
  await noteNoShows(slot._id);
  await forgetPhones(slot._id);
  await update('signups', { slotId: slot._id, liveFor: _.exists(true) }, dropsIn('over'));
}
