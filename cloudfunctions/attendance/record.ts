import { isPersonallySigned, parsePersonalCode } from '#domain/attendance/code';
import { claimOf, momentOf, type Moment } from '#domain/attendance/moment';
import { namedReasonRefusal, recordRefusal, type Noted } from '#domain/attendance/told';
import type { Recorded } from '#domain/attendance/views';
import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf } from '#domain/errors';
import { signupIdOf, visitIdOf } from '#domain/ids';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, SLOT_ROSTER } from '../activities/views';
import { following, foundAt, many, needed, one, type Found } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { AttendanceDocument, MarkDocument } from '../documents';
import { noteNoShow } from '../signups/no-shows';
import { giveNamedPlace } from './named';
import { believed, isClosed, refuseUnheld, type AtSlot } from './frame';
import { attendanceIn, keepMark, noteIn, type Attendee } from './keep';
import { presenceOf, undoOf } from './views';

type Record = Checked<'attendance.record'>;

const personIdOf = ({ personId, code = '' }: Record): string =>
  personId ?? parsePersonalCode(code)?.accountId ?? '';

/** What is asked about somebody whom a leader notes; their slot without the fields that are not needed. */
export const aboutAttendee = (
  slotId: string,
  personId: string,
  without: readonly ('roster' | 'key' | 'receipts')[] = SLOT_ROSTER,
) => ({
  ...following({ slot: needed(one('slots', slotId, without)) }, ({ slot }) => ({
    activity: needed(one('activities', slot.activityId, ACTIVITY_BULK)),
    visits: many('attendances', 'visit', visitIdOf(foundAt(slot.activityId), personId)),
  })),
  person: one('accounts', personId, ['openid', 'receipts']),
  belongs: many('memberships', 'accountId', personId),
  signup: one('signups', signupIdOf(slotId, personId)),
});
export type AboutAttendee = ReturnType<typeof aboutAttendee>;

type RecordContext = Context<'attendance.record', AboutAttendee>;

/** The leader scans somebody's personal code, or names them with a reason: in, out, or not there at all. */
export const recordAttendance = useCase('attendance.record', {
  ask: (input) => aboutAttendee(input.slotId, personIdOf(input)),
  subject: ({ slot }) => ({ teamId: slot.teamId }),

  async run(context) {
    const { input, loaded, me, nonce, now, reload, settings } = context;
    const { slot, activity } = loaded;
    const here: AtSlot = { slot, activity, settings, now };
    const replay = receiptFor<Recorded>(attendanceIn(loaded, slot), nonce);
    if (replay) return replay;
    const { at, late, flags } = seenAt(context);
    refuseUnheld(here, { move: input.move, at });
    await judgeReason(context);

    const accountId = personIdOf(input);
    const mark: MarkDocument = {
      id: nonce,
      move: input.move,
      at: new Date(at),
      told: new Date(now),
      by: me.accountId,
      reason: input.reason,
      ...defined({ named: input.code === undefined ? (true as const) : undefined }),
      flags: ['BY_LEADER', ...flags, ...(late && isClosed(here) ? (['LATE'] as const) : [])],
    };
    const noting = { here, accountId, mark, late, admitted: true, phone: null };
    noteIn(noting, loaded);
    const admitted = input.move === 'in' ? await admit(here, accountId, loaded, mark) : loaded;
    if (input.move === 'absent') await noteAbsent(here, loaded);
    return keepMark(noting, admitted, reload, answerFor(here, accountId));
  },
});

export const answerFor =
  (here: AtSlot, personId: string) =>
  (attendance: AttendanceDocument | undefined, again: boolean): Recorded => ({
    personId,
    presence: presenceOf(attendance),
    undo: undoOf(attendance, here),
    again,
  });

/** Who it is is judged before when it was: a code by its signature, a name by whom the leader may name. */
function seenAt({ input, loaded, settings, now }: RecordContext): Extract<Moment, { ok: true }> {
  const { person } = loaded;
  const code = input.code === undefined ? null : parsePersonalCode(input.code);
  const genuine = code !== null && person?.codeKey !== undefined && isPersonallySigned(code, person.codeKey);
  const moment = momentOf(code?.step ?? null, claimOf(input), settings.attendance, now);
  refuseIf(recordRefusal(input.code === undefined ? null : { genuine }, notedPerson(loaded), moment));
  return believed(moment);
}

function notedPerson({ slot, person, belongs, signup, visits }: Found<AboutAttendee>): Noted | null {
  if (!person) return null;
  const signedUp = signup !== undefined && signup.state !== 'cancelled';
  return {
    listed: signedUp || visits.some((visit) => visit.slotId === slot._id),
    member: belongs.some(({ teamId, state }) => teamId === slot.teamId && state === 'active'),
    kept: person.keptByTeam === slot.teamId,
  };
}

async function judgeReason({ input, me }: RecordContext): Promise<void> {
  refuseIf(namedReasonRefusal(input.code !== undefined, input.reason));
  await refuseRisky(input.reason, me.openid, 'post');
}

/**
 * Told after the slot was closed, when those who did not come have been noted. Before the mark, so that a try that
 * dies between finds both still to do: while the attendance says otherwise, it counts for nothing.
 */
async function noteAbsent(here: AtSlot, { signup }: Attendee): Promise<void> {
  const { slot, activity } = here;
  const held =
    slot.kind === 'shift' &&
    asHeldIn(activity, slot._id).state !== 'cancelled' &&
    signup?.state === 'confirmed';
  if (held && isClosed(here)) await noteNoShow(signup, slot);
}

/** Who comes without a sign-up gets a place if one is free; otherwise is let in all the same, and flagged. */
async function admit(
  here: AtSlot,
  accountId: string,
  found: Attendee,
  mark: MarkDocument,
): Promise<Attendee> {
  if (found.signup?.state === 'confirmed') return found;
  const signup = await giveNamedPlace(here, accountId, found.signup, mark);
  if (!signup) mark.flags.push('UNPLACED');
  return signup ? { ...found, signup } : found;
}
