import {
  isByLeader,
  isPrintedFor,
  parseCode,
  parsePrintedCode,
  type Code,
  type PrintedCode,
} from '#domain/attendance/code';
import { claimOf, momentOf } from '#domain/attendance/moment';
import { placeFlags, type Flag } from '#domain/attendance/rules';
import { scanRefusal } from '#domain/attendance/told';
import type { Checked } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { signupIdOf, visitIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import type { ScanResult } from '#domain/attendance/views';
import { ACTIVITY_BULK, SLOT_ROSTER } from '../activities/views';
import { following, foundAt, many, one, only } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import { believed, isClosed, refuseUnheld, type AtSlot } from './frame';
import { keepMark, noteIn } from './keep';
import { phoneOf, sharesPhone, type Phone } from './phones';
import { presenceOf, roundsOf, wasThere } from './views';

type ScanAction = 'attendance.checkIn' | 'attendance.checkOut';
type Scan = Checked<ScanAction>;

const codeOf = ({ code }: Scan): Code | PrintedCode | null => parseCode(code) ?? parsePrintedCode(code);

/** A text that is no code asks for nothing that exists, and so finds nothing. */
function aboutScan(input: Scan, me: Me) {
  const slotId = codeOf(input)?.slotId ?? '';
  return {
    ...following({ slot: one('slots', slotId, SLOT_ROSTER) }, ({ slot }) => ({
      activity: one('activities', slot.activityId, ACTIVITY_BULK),
      team: only(one('teams', slot.teamId), ['codes']),
      visits: many('attendances', 'visit', visitIdOf(foundAt(slot.activityId), me.accountId)),
    })),
    signup: one('signups', signupIdOf(slotId, me.accountId), ['receipts']),
  };
}
type ScanContext = Context<ScanAction, ReturnType<typeof aboutScan>>;

interface Scanned extends AtSlot {
  readonly at: Instant;
  /** Told after the fact. */
  readonly late: boolean;
  readonly flags: readonly Flag[];
}

/** The code is judged first: without a true one nothing is told about anybody's sign-up. */
function scannedIn({ input, loaded, settings, now }: ScanContext): Scanned {
  const code = codeOf(input);
  const { slot, activity, signup, visits } = loaded;
  if (!code || !slot || !activity) throw new Refused('CODE_INVALID');
  const printed = !('step' in code);
  const genuine = printed ? isPrintedFor(code, slot.key) : isByLeader(code, slot.key, roundsOf(loaded.team));
  const moment = momentOf(printed ? null : code.step, claimOf(input), settings.attendance, now);
  const letIn = visits.some((visit) => visit.slotId === slot._id && wasThere(visit));
  const ids = { slotId: slot._id, activityId: activity._id };
  const expected = signup !== undefined || letIn;
  refuseIf(scanRefusal({ genuine, moment, ...ids, meant: input.slotId, expected }));
  const { at, late, flags } = believed(moment);
  return {
    slot,
    activity,
    settings,
    now,
    at,
    late,
    flags: [
      ...flags,
      ...(printed ? (['PRINTED'] as const) : []),
      ...placeFlags(input.place ?? null, activity.venue.place, settings.attendance),
    ],
  };
}

function answerFor({ slot, activity }: AtSlot) {
  return (attendance: AttendanceDocument | undefined, again: boolean): ScanResult => ({
    slotId: slot._id,
    activityId: activity._id,
    title: activity.title,
    mode: activity.mode,
    presence: presenceOf(attendance),
    again,
  });
}

/** Phones are forgotten once the slot is closed, so none is kept then. */
const phoneFor = (scanned: Scanned, { input }: ScanContext): Phone | null =>
  isClosed(scanned) ? null : phoneOf(scanned.slot, input.device, scanned.at);

async function noteScan(scanned: Scanned, context: ScanContext, move: 'in' | 'out'): Promise<ScanResult> {
  const { loaded, me, nonce, now, reload, settings } = context;
  const { late } = scanned;
  const flags: Flag[] = [...scanned.flags, ...(late && isClosed(scanned) ? (['LATE'] as const) : [])];
  const mark = {
    id: nonce,
    move,
    at: new Date(scanned.at),
    told: new Date(now),
    by: me.accountId,
    reason: '',
  };
  const phone = phoneFor(scanned, context);
  const noting = {
    here: scanned,
    accountId: me.accountId,
    mark: { ...mark, flags },
    late,
    admitted: false,
    phone,
  };
  const { samePhoneSeconds } = settings.attendance;
  // Nobody is flagged for a scan that is refused.
  const { stored } = noteIn(noting, loaded);
  if (stored && phone && (await sharesPhone(phone, me.accountId, samePhoneSeconds))) flags.push('SAME_PHONE');
  return keepMark(noting, loaded, reload, answerFor(scanned));
}

const scan = (move: 'in' | 'out') => ({
  ask: aboutScan,
  async run(context: ScanContext): Promise<ScanResult> {
    const { input, loaded, nonce } = context;
    const slotId = codeOf(input)?.slotId;
    const known = loaded.visits.find((visit) => visit.slotId === slotId);
    const replay = receiptFor<ScanResult>(known, nonce);
    if (replay) return replay;
    const scanned = scannedIn(context);
    refuseUnheld(scanned, { move, at: scanned.at });
    return noteScan(scanned, context, move);
  },
});

export const checkIn = useCase('attendance.checkIn', scan('in'));
export const checkOut = useCase('attendance.checkOut', scan('out'));
