import * as v from 'valibot';
import { moves } from '../attendance/stays';
import type * as own from '../attendance/views';
import { id, instant, nonce, optionalText, place, text } from '../fields';
import { answers, nothing, reads, writes } from './define';
import { CANNOT_COME_IN, CANNOT_SCAN, CODE_IS_NOT_GOOD } from './errors';

const code = v.pipe(v.string(), v.maxLength(200));

/** When it was. A phone always says it, and the cloud judges whether it was told at once (../attendance/moment.ts). */
const claim = {
  /** By the clock of the phone that noted it. */
  takenAt: v.optional(instant),
  /** What that clock says as it sends; it is in no answer, so a call sent again may say another. */
  sentAt: v.optional(instant),
};

const scan = v.strictObject({
  code,
  /** The slot that the page was opened for, when it was opened for one. */
  slotId: v.optional(id),
  /** Where the phone was; left out when its holder did not allow it. */
  place: v.optional(place),
  /** A digest of what kind of phone this is. */
  device: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{8,64}$/))),
  ...claim,
});

const record = v.pipe(
  v.strictObject({
    slotId: id,
    move: v.picklist(moves),
    /** Either who it is, by name with a reason, or the personal code that was scanned. */
    personId: v.optional(id),
    code: v.optional(code),
    reason: optionalText(60),
    ...claim,
  }),
  v.check(({ personId, code }) => (personId === undefined) !== (code === undefined)),
);

/** Attendance: checking in and out, and the leader's desk. */
export const attendance = {
  'attendance.checkIn': writes('member', 'account', scan, answers<own.ScanResult>(), [
    ...CANNOT_SCAN,
    ...CANNOT_COME_IN,
    'STILL_WAITING',
  ]),
  'attendance.checkOut': writes('member', 'account', scan, answers<own.ScanResult>(), [
    ...CANNOT_SCAN,
    'NOT_CHECKED_IN',
  ]),
  /** What this person's phone needs to show a code that says who its holder is. */
  'code.mine': writes('member', 'account', nothing, answers<own.MyCode>()),
  'desk.view': reads('organizer', 'leader', v.strictObject({ slotId: id }), answers<own.DeskView>()),
  /** For whoever has the desk before them: in a crowd, what the last seconds brought. */
  'desk.changes': reads(
    'organizer',
    'leader',
    v.strictObject({ slotId: id, since: instant }),
    answers<own.DeskChanges>(),
  ),
  /**
   * Who can be named in beside those who signed up: the people whom the team keeps and its members, as many as a
   * phone can keep; of a larger team, or with a text, those whose name has it.
   */
  'attendance.candidates': reads(
    'organizer',
    'leader',
    v.strictObject({ slotId: id, text: v.optional(text(20)) }),
    answers<own.Candidates>(),
  ),
  'attendance.record': writes('organizer', 'leader', record, answers<own.Recorded>(), [
    ...CANNOT_COME_IN,
    ...CODE_IS_NOT_GOOD,
    'REASON_NEEDED',
    'CONTENT_REFUSED',
    'NOT_OPEN',
    'TOO_OLD',
    'NOT_CHECKED_IN',
  ]),
  'attendance.undo': writes(
    'organizer',
    'leader',
    v.strictObject({
      slotId: id,
      personId: id,
      /** Ids of the marks to take back, as the desk told them. */
      marks: v.pipe(v.array(nonce), v.minLength(1), v.maxLength(20)),
      ...claim,
    }),
    answers<own.Recorded>(),
    ['NOTHING_TO_UNDO', 'TOO_LATE', 'TOO_OLD', 'ALREADY_CREDITED'],
  ),
  /** The slot's mini-program code for printing: a picture as base64. */
  'attendance.poster': reads('organizer', 'leader', v.strictObject({ slotId: id }), answers<own.Poster>()),
} as const;
