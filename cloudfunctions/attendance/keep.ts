import { withFlags, type Flag } from '#domain/attendance/rules';
import { noteMark } from '#domain/attendance/note';
import { staysOf, type Pair, type Stays } from '#domain/attendance/stays';
import { defined } from '#domain/defined';
import { Refused } from '#domain/errors';
import { signupIdOf, visitIdOf } from '#domain/ids';
import type { SignupState } from '#domain/signups/rules';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import type { AttendanceDocument, MarkDocument, SignupDocument, SlotDocument } from '../documents';
import { closing, frameOf, isClosed, spanOf, type AtSlot } from './frame';
import type { Phone } from './phones';
import { markOf, pairsOf, settledPairs, staysKept, undoneOf, wasThere } from './views';

/**
 * How what is noted comes into the store: marks are added, what follows from all of them is worked out anew, and
 * both are written in one update that holds only if nobody else has written since. So a scan counts once, however
 * often, how late and from whose phone it is told.
 */
export interface Attendee {
  readonly signup: SignupDocument | undefined;
  /** Of this person at this activity, in whatever slot. */
  readonly visits: readonly AttendanceDocument[];
}

/** At this slot. */
export const attendanceIn = ({ visits }: Attendee, slot: SlotDocument): AttendanceDocument | undefined =>
  visits.find((visit) => visit.slotId === slot._id);

/** Whoever a leader has named in counts as signed up, with a place or without. */
const stateOf = ({ signup }: Attendee, attendance: AttendanceDocument | undefined): SignupState | null =>
  wasThere(attendance) ? 'confirmed' : (signup?.state ?? null);

export const isPlaced = (found: Attendee): boolean => found.signup?.state === 'confirmed';

interface Noting {
  readonly here: AtSlot;
  readonly accountId: string;
  readonly mark: MarkDocument;
  /** Told after the fact. */
  readonly late: boolean;
  /** A leader lets this person in, whoever they are. */
  readonly admitted: boolean;
  /** That scanned, where it is known. */
  readonly phone: Phone | null;
}

type Answer<T> = (attendance: AttendanceDocument | undefined, again: boolean) => T;

/** One try, and one more where somebody was quicker. */
const TRIES = 2;

export async function keepMark<T>(
  noting: Noting,
  first: Attendee,
  reload: () => Promise<Attendee>,
  answer: Answer<T>,
): Promise<T> {
  let found = first;
  for (let tried = 1; ; tried += 1) {
    const before = attendanceIn(found, noting.here.slot);
    const replay = receiptFor<T>(before, noting.mark.id);
    if (replay) return replay;
    const { stored, again } = noteIn(noting, found);
    if (!stored) return answer(before, true);
    const marks = { marks: [...(before?.marks ?? []), noting.mark], undone: before?.undone ?? [] };
    const followed = attendanceAfter(noting.here, noting.accountId, isPlaced(found), before, marks);
    const after = { ...followed, ...noting.phone };
    const result = answer(after, again);
    if (await writeAttendance(before, after, noting.mark.id, result)) return result;
    if (tried === TRIES) {
      if (again) return result;
      throw new Refused('CONFLICT');
    }
    found = await reload();
  }
}

/** What the rules say to it; refuses where they do. */
export function noteIn(noting: Noting, found: Attendee): { stored: boolean; again: boolean } {
  const { here, mark, late, admitted } = noting;
  const before = attendanceIn(found, here.slot);
  const known = { marks: (before?.marks ?? []).map(markOf), undone: undoneOf(before) };
  const noted = noteMark(known, markOf(mark), {
    slot: spanOf(here.slot),
    frame: frameOf(here, isPlaced(found)),
    signup: admitted ? 'confirmed' : stateOf(found, before),
    settings: here.settings.attendance,
    elsewhere: found.visits.filter((visit) => visit !== before).flatMap(begunIn),
    late,
  });
  if (!noted.ok) {
    const { code, details } = noted.refusal;
    throw new Refused(code, details);
  }
  return { stored: noted.marks.length > known.marks.length, again: noted.again };
}

/** One that is still open has begun as well. */
function begunIn(visit: AttendanceDocument): Pair[] {
  const pairs = pairsOf(visit);
  return visit.openSince ? [...pairs, { in: ms(visit.openSince), out: ms(visit.openSince) }] : pairs;
}

type Marks = Pick<AttendanceDocument, 'marks' | 'undone'>;

/** The attendance with all that follows from its marks. What has been credited changes no more, but is kept. */
export function attendanceAfter(
  here: AtSlot,
  accountId: string,
  placed: boolean,
  before: AttendanceDocument | undefined,
  { marks, undone }: Marks,
): AttendanceDocument {
  const { slot } = here;
  const credited = before?.credited ?? false;
  const stays = credited && before ? staysCredited(before, here) : staysNow(here, placed, { marks, undone });
  const there = stays.pairs.length > 0 || stays.openSince !== null;
  const {
    openSince: _since,
    openUntil: _until,
    toConfirm: _confirm,
    guest: _guest,
    ...rest
  } = before ?? fresh();
  return {
    ...rest,
    _id: signupIdOf(slot._id, accountId),
    slotId: slot._id,
    activityId: slot.activityId,
    teamId: slot.teamId,
    accountId,
    visit: visitIdOf(slot.activityId, accountId),
    marks,
    undone,
    pairs: stays.pairs.map((pair) => ({ in: new Date(pair.in), out: new Date(pair.out) })),
    flags: flagsOf(before, { marks, undone }, stays),
    ...defined({
      openSince: stays.openSince === null ? undefined : new Date(stays.openSince),
      openUntil: stays.openSince === null ? undefined : new Date(closing(here)),
      // Hours are volunteers': a resident's booking is served, not credited.
      toConfirm: slot.kind === 'shift' && there && !credited ? slot._id : undefined,
      guest: there && !placed ? accountId : undefined,
    }),
  };
}

const fresh = (): Omit<AttendanceDocument, keyof Marks | 'pairs' | 'flags' | Ids> & Optional => ({
  version: 0,
  credited: false,
  receipts: [],
});
type Ids = '_id' | 'slotId' | 'activityId' | 'teamId' | 'accountId' | 'visit';
type Optional = Pick<AttendanceDocument, 'openSince' | 'openUntil' | 'toConfirm' | 'guest'>;

const staysNow = (here: AtSlot, placed: boolean, { marks, undone }: Marks): Stays =>
  staysOf(
    marks.map(markOf),
    undone.map(({ id }) => id),
    frameOf(here, placed),
  );

/** As the leader confirmed them; the one that was still open then ends with the slot. */
function staysCredited(before: AttendanceDocument, here: AtSlot): Stays {
  const stays = staysKept(before);
  if (stays.openSince === null || !isClosed(here)) return stays;
  const closedBySystem = here.activity.mode === 'inOut';
  return { closedBySystem, pairs: settledPairs(before, here.slot), openSince: null };
}

/** Of what still stands; that two people came from one phone is about both, whatever else is taken back. */
function flagsOf(before: AttendanceDocument | undefined, { marks, undone }: Marks, stays: Stays): Flag[] {
  const back = new Set(undone.map(({ id }) => id));
  const raised = marks.filter(({ id }) => !back.has(id)).flatMap((mark) => mark.flags);
  const closed: Flag[] = stays.closedBySystem ? ['CLOSED_BY_SYSTEM'] : [];
  return withFlags(before?.flags.filter((flag) => flag === 'SAME_PHONE') ?? [], [...raised, ...closed]);
}

/** False when somebody else has written since it was read. */
export async function writeAttendance(
  before: AttendanceDocument | undefined,
  after: AttendanceDocument,
  nonce: string,
  result: unknown,
): Promise<boolean> {
  if (!before)
    return (await insert('attendances', { ...after, receipts: [receipt(nonce, result)] })) === 'INSERTED';
  const [asRead, change] = changeTo(before, after);
  return (await updateOnce('attendances', asRead, change, receipt(nonce, result))) === 1;
}

export async function updateAttendance(
  before: AttendanceDocument,
  after: AttendanceDocument,
): Promise<boolean> {
  const [asRead, change] = changeTo(before, after);
  return (await update('attendances', asRead, change)) === 1;
}

/** What becomes of it, on condition that it is as it was read. */
function changeTo(before: AttendanceDocument, after: AttendanceDocument) {
  const { marks, undone, pairs, flags, openSince, openUntil, toConfirm, guest, phone, phoneAt } = after;
  const asRead = { _id: before._id, version: before.version, credited: before.credited };
  const change = {
    marks: _.set(marks),
    undone: _.set(undone),
    pairs: _.set(pairs),
    flags: _.set(flags),
    openSince: openSince ?? _.remove(),
    openUntil: openUntil ?? _.remove(),
    ...defined({ phone, phoneAt }),
    toConfirm: toConfirm ?? _.remove(),
    guest: guest ?? _.remove(),
    version: _.inc(1),
  };
  return [asRead, change] as const;
}
