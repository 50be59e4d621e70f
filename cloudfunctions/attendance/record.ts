import { isPersonallySigned, parsePersonalCode } from '#domain/attendance/code';
import { claimOf, momentOf, type Moment } from '#domain/attendance/moment';
import type { Recorded } from '#domain/attendance/views';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { signupIdOf, visitIdOf } from '#domain/ids';
import { asHeldIn } from '../activities/off';
import { byId, foundAt, having, via, type Loaded } from '../core/question';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { AttendanceDocument, MarkDocument } from '../documents';
import { noteNoShow } from '../signups/no-shows';
import { giveNamedPlace } from './named';
import { isClosed, refuseUnheld, type Place } from './frame';
import { attendanceIn, keepMark, noteIn, type Found } from './keep';
import { presenceOf, undoOf } from './views';

type Record = Checked<'attendance.record'>;

const personIdOf = ({ personId, code = '' }: Record): string =>
  personId ?? parsePersonalCode(code)?.accountId ?? '';

export function personQuestion(slotId: string, personId: string, slotOmits = ['roster', 'receipts']) {
  return {
    slot: byId('slots', slotId, slotOmits),
    activity: via('activities', '_id', 'slot.activityId', ['summary', 'risks', 'receipts']),
    person: byId('accounts', personId, ['openid', 'receipts']),
    belongs: having('memberships', 'accountId', personId),
    signup: byId('signups', signupIdOf(slotId, personId)),
    visits: having('attendances', 'visit', visitIdOf(foundAt('slot.activityId'), personId)),
  };
}
export type PersonQuestion = ReturnType<typeof personQuestion>;

export const foundIn = ({ signup, visits }: Loaded<PersonQuestion>): Found => ({ signup: signup[0], visits });

type RecordContext = Context<'attendance.record', PersonQuestion>;

/** The leader scans somebody's personal code, or names them with a reason: in, out, or not there at all. */
export const record = useCase<'attendance.record', PersonQuestion>('attendance.record', {
  ask: (input) => personQuestion(input.slotId, personIdOf(input)),
  subject: ({ slot: [slot] }) => (slot ? { teamId: slot.teamId } : {}),

  async run(context) {
    const { input, loaded, me, nonce, now, reload, settings } = context;
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!slot || !activity) throw new Refused('NOT_FOUND');
    const place: Place = { slot, activity, settings, now };
    const found = foundIn(loaded);
    const replay = receiptFor<Recorded>(attendanceIn(found, slot), nonce);
    if (replay) return replay;
    const { at, late, flags } = seenAt(context);
    refuseUnheld(place, { move: input.move, at });
    await judgeReason(context);

    const accountId = personIdOf(input);
    const mark: MarkDocument = {
      id: nonce,
      move: input.move,
      at: new Date(at),
      told: new Date(now),
      by: me.accountId,
      reason: input.reason,
      ...(input.code === undefined && { named: true }),
      flags: ['BY_LEADER', ...flags, ...(late && isClosed(place) ? (['LATE'] as const) : [])],
    };
    const noting = { place, accountId, mark, late, admitted: true, phone: null };
    noteIn(noting, found);
    const admitted = input.move === 'in' ? await admit(place, accountId, found, mark) : found;
    if (input.move === 'absent') await noteAbsent(place, found);
    return keepMark(noting, admitted, async () => foundIn(await reload()), answerFor(place, accountId));
  },
});

export const answerFor =
  (place: Place, personId: string) =>
  (attendance: AttendanceDocument | undefined, again: boolean): Recorded => ({
    personId,
    presence: presenceOf(attendance),
    undo: undoOf(attendance, place),
    again,
  });

/** Who it is is judged before when it was: a code by its signature, a name by whom the leader may name. */
function seenAt({ input, loaded, settings, now }: RecordContext): Extract<Moment, { ok: true }> {
  const [person] = loaded.person;
  const code = input.code === undefined ? null : parsePersonalCode(input.code);
  if (input.code !== undefined) {
    const genuine = code && person?.codeKey !== undefined && isPersonallySigned(code, person.codeKey);
    if (!genuine) throw new Refused('CODE_INVALID');
  } else if (!person || !mayBeNamed(loaded)) {
    throw new Refused('NOT_FOUND');
  }
  const moment = momentOf(code?.step ?? null, claimOf(input), settings.attendance, now);
  if (!moment.ok) throw new Refused(moment.code);
  return moment;
}

/** Somebody on the list, a member of the team, or a person without a phone whom the team keeps. */
function mayBeNamed({
  slot: [slot],
  person: [person],
  belongs,
  signup,
  visits,
}: Loaded<PersonQuestion>): boolean {
  if (!slot || !person) return false;
  const listed =
    signup.some(({ state }) => state !== 'cancelled') || visits.some((v) => v.slotId === slot._id);
  const member = belongs.some((m) => m.teamId === slot.teamId && m.state === 'active');
  return listed || member || person.keptByTeam === slot.teamId;
}

/** A name without a code needs a reason; other leaders and reviewers will read it. */
async function judgeReason({ input, me }: RecordContext): Promise<void> {
  if (input.reason === '') {
    if (input.code === undefined) throw new Refused('REASON_NEEDED');
    return;
  }
  if ((await checkText(input.reason, me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');
}

/**
 * Told after the slot was closed, when those who did not come have been noted. Before the mark, so that a try that
 * dies between finds both still to do: while the attendance says otherwise, it counts for nothing.
 */
async function noteAbsent(place: Place, { signup }: Found): Promise<void> {
  const { slot, activity } = place;
  const held =
    slot.kind === 'shift' &&
    asHeldIn(activity, slot._id).state !== 'cancelled' &&
    signup?.state === 'confirmed';
  if (held && isClosed(place)) await noteNoShow(signup, slot);
}

/** Who comes without a sign-up gets a place if one is free; otherwise is let in all the same, and flagged. */
async function admit(place: Place, accountId: string, found: Found, mark: MarkDocument): Promise<Found> {
  if (found.signup?.state === 'confirmed') return found;
  const signup = await giveNamedPlace(place, accountId, found.signup, mark);
  if (!signup) mark.flags.push('UNPLACED');
  return signup ? { ...found, signup } : found;
}
