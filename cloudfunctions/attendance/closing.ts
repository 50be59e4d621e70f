import { asHeldIn } from '../activities/off';
import { _, find, insertAll, update } from '../core/database';
import type { AttendanceDocument } from '../documents';
import type { AtSlot } from './frame';
import { attendanceAfter, updateAttendance } from './keep';

/** What happens to attendance when a slot is over; see close.ts. */

/** Ends a stay that nobody checked out, at the slot's end. True when it was still open. */
export function closeStay(before: AttendanceDocument, here: AtSlot): Promise<boolean> {
  // Whoever counts as present by itself holds a place: nothing else would have opened the stay.
  return updateAttendance(before, attendanceAfter(here, before.accountId, true, before, before));
}

/** More than any slot has people. */
const PEOPLE = 1000;

/** Where presence is automatic: writes that everybody who holds a place was there, unless something else is kept. */
export async function countPresent(here: AtSlot): Promise<void> {
  const { slot, activity } = here;
  if (activity.mode !== 'auto' || asHeldIn(activity, slot._id).state === 'cancelled') return;
  const known = await find('attendances', { slotId: slot._id }, { limit: PEOPLE });
  const seen = new Set(known.map(({ accountId }) => accountId));
  const nothing = { marks: [], undone: [] };
  const missing = Object.keys(slot.roster)
    .filter((accountId) => !seen.has(accountId))
    .map((accountId) => attendanceAfter(here, accountId, true, undefined, nothing));
  await insertAll('attendances', missing);
}

/** Which phone somebody scanned with is known no longer than the slot is open. */
export async function forgetPhones(slotId: string): Promise<void> {
  const known = { slotId, phone: _.exists(true) };
  await update('attendances', known, { phone: _.remove(), phoneAt: _.remove() });
}
