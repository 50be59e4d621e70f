import { randomBytes } from 'node:crypto';
import type { SlotInput, SlotKind } from '#domain/activities/schemas';
import { closesAt } from '#domain/attendance/rules';
import { defined } from '#domain/defined';
import { Refused } from '#domain/errors';
import { confirmBy, remindBefore } from '#domain/hours/calendar';
import { nextReminder } from '#domain/messages/reminders';
import type { AttendanceMode, Settings } from '#domain/settings';
import type { Instant, Interval } from '#domain/time';
import { _, find, insertAll } from '../core/database';
import type { SlotDocument } from '../documents';

/** More than all that one call writes: every week's slots of a row. */
const SLOTS_AT_MOST = 1000;

/** What follows from a slot's time. */
function timesOf(
  slot: Interval & { kind: SlotKind },
  mode: AttendanceMode,
  settings: Settings,
  now: Instant,
) {
  const by = confirmBy(slot.end, settings);
  const next = nextReminder(slot.start, settings.messages.remindMinutesBefore, now);
  // Only volunteers' hours are confirmed.
  const confirmed = slot.kind === 'shift';
  return defined({
    start: new Date(slot.start),
    end: new Date(slot.end),
    liveUntil: new Date(closesAt(slot, settings.attendance, mode)),
    confirmBy: confirmed ? new Date(by) : undefined,
    dueAt: confirmed ? new Date(remindBefore(by, settings.calendar)) : undefined,
    // Nobody is reminded of what is posted at the last moment.
    remindAt: next ? new Date(next.at) : undefined,
  });
}

/** The update that moves a slot to another time. */
export const movedTo = (
  slot: Interval & { kind: SlotKind },
  mode: AttendanceMode,
  settings: Settings,
  now: Instant,
) => ({
  remindAt: _.remove(),
  ...timesOf(slot, mode, settings, now),
});

export function newSlot(
  _id: string,
  { kind, name, capacity, start, end, home }: SlotInput,
  { activityId, teamId, mode }: { activityId: string; teamId: string; mode: AttendanceMode },
  settings: Settings,
  now: Instant,
): SlotDocument {
  return defined({
    _id,
    activityId,
    teamId,
    kind,
    name,
    capacity,
    revision: 0,
    taken: 0,
    roster: {},
    receipts: [],
    key: randomBytes(32).toString('hex'),
    // Until the repair has seen that there is an activity to it.
    touchedAt: new Date(now),
    ...timesOf({ kind, start, end }, mode, settings, now),
    home,
  });
}

/** Those of a try that died before the activity are taken as they are; changed since, it is another activity. */
export async function insertSlots(slots: readonly SlotDocument[]): Promise<void> {
  if ((await insertAll('slots', slots)) === 'INSERTED') return;
  const ids = slots.map((s) => s._id);
  refuseOthers(await find('slots', { _id: _.in(ids) }, { limit: SLOTS_AT_MOST }), slots);
}

const toldOf = ({ _id, kind, name, start, end, capacity, home }: SlotDocument): string =>
  JSON.stringify([_id, kind, name, start, end, capacity, home]);

/** What is there already must be of those that are wanted. */
export function refuseOthers(there: readonly SlotDocument[], slots: readonly SlotDocument[]): void {
  const wanted = new Set(slots.map(toldOf));
  if (there.some((slot) => !wanted.has(toldOf(slot)))) throw new Refused('CONFLICT');
}
