import { claimOf, momentOf } from '#domain/attendance/moment';
import type { Recorded } from '#domain/attendance/views';
import { Refused } from '#domain/errors';
import { dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import type { Place } from './frame';
import { attendanceAfter, attendanceIn, isPlaced, writeAttendance, type Found } from './keep';
import { takeNamedPlaceBack } from './named';
import { answerFor, foundIn, personQuestion, type PersonQuestion } from './record';
import { undoneOf, wasThere } from './views';

type UndoContext = Context<'attendance.undo', PersonQuestion>;

/**
 * Takes back what the leader saw as somebody's last change. Nothing is removed: who took back what, and when, is
 * kept beside it.
 */
export const undo = useCase<'attendance.undo', PersonQuestion>('attendance.undo', {
  ask: ({ slotId, personId }) => personQuestion(slotId, personId, ['receipts']),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  async run(context) {
    const { loaded, nonce, reload } = context;
    const first = await takeBack(context, foundIn(loaded), nonce);
    if (first) return first;
    const second = await takeBack(context, foundIn(await reload()), nonce);
    if (!second) throw new Refused('CONFLICT');
    return second;
  },
});

/** Null when somebody else has written meanwhile. */
async function takeBack(context: UndoContext, found: Found, nonce: string): Promise<Recorded | null> {
  const { input, loaded, me, settings, now } = context;
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!slot || !activity) throw new Refused('NOT_FOUND');
  const place: Place = { slot, activity, settings, now };
  const before = attendanceIn(found, slot);
  const replay = receiptFor<Recorded>(before, nonce);
  if (replay) return replay;
  const at = judged(context, place);
  const answer = answerFor(place, input.personId);
  if (!before) throw new Refused('NOTHING_TO_UNDO');
  const standing = input.marks.filter((id) => !undoneOf(before).includes(id));
  if (standing.length === 0) return answer(before, true);
  if (before.credited) throw new Refused('ALREADY_CREDITED');
  if (!before.marks.some(({ id }) => standing.includes(id))) throw new Refused('NOTHING_TO_UNDO');

  const taken = standing.map((id) => ({ id, by: me.accountId, at: new Date(at), told: new Date(now) }));
  const marks = { marks: before.marks, undone: [...before.undone, ...taken] };
  const after = attendanceAfter(place, input.personId, isPlaced(found), before, marks);
  await giveBack(place, found, after);
  const result = answer(after, false);
  return (await writeAttendance(before, after, nonce, result)) ? result : null;
}

/** On the day itself; what is found wrong later is a correction of hours. */
function judged({ input, settings, now }: UndoContext, { slot }: Place): Instant {
  const moment = momentOf(null, claimOf(input), settings.attendance, now);
  if (!moment.ok) throw new Refused(moment.code);
  if (dayOf(moment.at) > dayOf(ms(slot.end))) throw new Refused('TOO_LATE', { at: ms(slot.end) });
  return moment.at;
}

/** Before the attendance is written, so that a try that dies between finds both still to do. */
async function giveBack(place: Place, { signup }: Found, after: AttendanceDocument): Promise<void> {
  const named = signup?.state === 'confirmed' && signup.namedIn !== undefined;
  if (named && !wasThere(after)) await takeNamedPlaceBack(place, signup);
}
