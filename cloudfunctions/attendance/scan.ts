import {
  isPrintedFor,
  isSigned,
  parseCode,
  parsePrintedCode,
  type Code,
  type PrintedCode,
} from '#domain/attendance/code';
import { claimOf, momentOf } from '#domain/attendance/moment';
import { placeFlags, type Flag } from '#domain/attendance/rules';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import { signupIdOf, visitIdOf } from '#domain/ids';
import type { Instant } from '#domain/time';
import type { ScanResult } from '#domain/attendance/views';
import { byId, foundAt, having, via, type Loaded } from '../core/question';
import { receiptFor } from '../core/receipts';
import { useCase, type Context, type Me } from '../core/use-case';
import type { AttendanceDocument } from '../documents';
import { isClosed, refuseUnheld, type Place } from './frame';
import { keepMark, noteIn, type Found } from './keep';
import { phoneOf, sharesPhone, type Phone } from './phones';
import { presenceOf, wasThere } from './views';

type ScanAction = 'attendance.checkIn' | 'attendance.checkOut';
type Scan = Checked<ScanAction>;

const codeOf = ({ code }: Scan): Code | PrintedCode | null => parseCode(code) ?? parsePrintedCode(code);

/** A text that is no code asks for nothing that exists, and so finds nothing. */
function scanQuestion(input: Scan, me: Me) {
  const slotId = codeOf(input)?.slotId ?? '';
  return {
    slot: byId('slots', slotId, ['roster', 'receipts']),
    activity: via('activities', '_id', 'slot.activityId', ['summary', 'risks', 'receipts']),
    signup: byId('signups', signupIdOf(slotId, me.accountId), ['receipts']),
    visits: having('attendances', 'visit', visitIdOf(foundAt('slot.activityId'), me.accountId)),
  };
}
type ScanQuestion = ReturnType<typeof scanQuestion>;
type ScanContext = Context<ScanAction, ScanQuestion>;

const foundIn = ({ signup, visits }: Loaded<ScanQuestion>): Found => ({ signup: signup[0], visits });

interface Scanned extends Place {
  readonly at: Instant;
  /** Told after the fact. */
  readonly late: boolean;
  readonly flags: readonly Flag[];
}

/** The code is judged first: without a true one nothing is told about anybody's sign-up. */
function scannedIn({ input, loaded, settings, now }: ScanContext): Scanned {
  const code = codeOf(input);
  const [slot] = loaded.slot;
  const [activity] = loaded.activity;
  if (!code || !slot || !activity) throw new Refused('CODE_INVALID');
  const printed = !('step' in code);
  if (!(printed ? isPrintedFor(code, slot.key) : isSigned(code, slot.key))) throw new Refused('CODE_INVALID');
  const moment = momentOf(printed ? null : code.step, claimOf(input), settings.attendance, now);
  if (!moment.ok) throw new Refused(moment.code);
  if (input.slotId !== undefined && input.slotId !== slot._id) throw new Refused('CODE_OTHER_SLOT');
  const { signup, visits } = foundIn(loaded);
  if (!signup && !visits.some((visit) => visit.slotId === slot._id && wasThere(visit))) {
    throw new Refused('NOT_SIGNED_UP', { slotId: slot._id, activityId: activity._id });
  }
  return {
    slot,
    activity,
    settings,
    now,
    at: moment.at,
    late: moment.late,
    flags: [
      ...moment.flags,
      ...(printed ? (['PRINTED'] as const) : []),
      ...placeFlags(input.place ?? null, activity.venue.place, settings.attendance),
    ],
  };
}

function answerFor({ slot, activity }: Place) {
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
    place: scanned,
    accountId: me.accountId,
    mark: { ...mark, flags },
    late,
    admitted: false,
    phone,
  };
  const found = foundIn(loaded);
  const { samePhoneSeconds } = settings.attendance;
  // Nobody is flagged for a scan that is refused.
  const { stored } = noteIn(noting, found);
  if (stored && phone && (await sharesPhone(phone, me.accountId, samePhoneSeconds))) flags.push('SAME_PHONE');
  return keepMark(noting, found, async () => foundIn(await reload()), answerFor(scanned));
}

const scan = (move: 'in' | 'out') => ({
  ask: scanQuestion,
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
