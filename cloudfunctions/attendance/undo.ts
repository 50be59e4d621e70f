import { claimOf, momentOf } from '#domain/attendance/moment';
import { undoRefusal, undoTimeRefusal } from '#domain/attendance/told';
import type { Recorded } from '#domain/attendance/views';
import { refuseIf, Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { SLOT_KEY } from '../activities/views';
import { ms } from '../core/clock';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import { believed, type AtSlot } from './frame';
import { attendanceAfter, attendanceIn, isPlaced, writeAttendance, type Attendee } from './keep';
import { takeNamedPlaceBack } from './named';
import { aboutAttendee, answerFor, type AboutAttendee } from './record';
import { undoneOf, wasThere } from './views';

type UndoContext = Context<'attendance.undo', AboutAttendee>;

/**
 * Takes back what the leader saw as somebody's last change. Nothing is removed: who took back what, and when, is
 * kept beside it.
 */
export const undoMarks = useCase('attendance.undo', {
  ask: ({ slotId, personId }) => aboutAttendee(slotId, personId, SLOT_KEY),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  async run(context) {
    const { loaded, nonce, reload } = context;
    const first = await takeBack(context, loaded, nonce);
    if (first) return first;
    const second = await takeBack(context, await reload(), nonce);
    if (!second) throw new Refused('CONFLICT');
    return second;
  },
});

/** Null when somebody else has written meanwhile. */
async function takeBack(context: UndoContext, found: Attendee, nonce: string): Promise<Recorded | null> {
  const { input, loaded, me, settings, now } = context;
  const { slot, activity } = loaded;
  const here: AtSlot = { slot, activity, settings, now };
  const before = attendanceIn(found, slot);
  const replay = receiptFor<Recorded>(before, nonce);
  if (replay) return replay;
  const at = judged(context, here);
  const standing = input.marks.filter((id) => !undoneOf(before).includes(id));
  const kept = before && { credited: before.credited, marks: before.marks.map(({ id }) => id) };
  refuseIf(undoRefusal(kept ?? null, standing));
  if (!before) return null;
  const answer = answerFor(here, input.personId);
  if (standing.length === 0) return answer(before, true);

  const taken = standing.map((id) => ({ id, by: me.accountId, at: new Date(at), told: new Date(now) }));
  const marks = { marks: before.marks, undone: [...before.undone, ...taken] };
  const after = attendanceAfter(here, input.personId, isPlaced(found), before, marks);
  await giveBack(here, found, after);
  const result = answer(after, false);
  return (await writeAttendance(before, after, nonce, result)) ? result : null;
}

function judged({ input, settings, now }: UndoContext, { slot }: AtSlot): Instant {
  const moment = momentOf(null, claimOf(input), settings.attendance, now);
  refuseIf(undoTimeRefusal(moment, ms(slot.end)));
  return believed(moment).at;
}

/** Before the attendance is written, so that a try that dies between finds both still to do. */
async function giveBack(here: AtSlot, { signup }: Attendee, after: AttendanceDocument): Promise<void> {
  const named = signup?.state === 'confirmed' && signup.namedIn !== undefined;
  if (named && !wasThere(after)) await takeNamedPlaceBack(here, signup);
}
