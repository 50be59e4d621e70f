import { FIRST_ROUND, type CodeRounds } from '#domain/attendance/code';
import { didNotCome, lastMarks, standing, type Mark, type Pair, type Stays } from '#domain/attendance/stays';
import type { Instant } from '#domain/time';
import type { Presence } from '#domain/attendance/views';
import { ms } from '../core/clock';
import type { AttendanceDocument, SlotDocument, TeamDocument } from '../documents';
import { frameOf, type AtSlot } from './frame';

export function pairsOf(attendance: Pick<AttendanceDocument, 'pairs'>): Pair[] {
  return attendance.pairs.map((p) => ({ in: ms(p.in), out: ms(p.out) }));
}

export const markOf = (mark: AttendanceDocument['marks'][number]): Mark => ({
  id: mark.id,
  move: mark.move,
  at: ms(mark.at),
});

export const undoneOf = (attendance: AttendanceDocument | undefined): string[] =>
  attendance?.undone.map(({ id }) => id) ?? [];

/** Was here at all: there are stays, or one has begun. */
export const wasThere = <A extends Pick<AttendanceDocument, 'pairs' | 'openSince'>>(
  attendance: A | undefined,
): attendance is A =>
  attendance !== undefined && (attendance.pairs.length > 0 || attendance.openSince !== undefined);

/** As the rules see it, by what is kept. */
export const staysKept = (attendance: AttendanceDocument): Stays => ({
  pairs: pairsOf(attendance),
  openSince: attendance.openSince ? ms(attendance.openSince) : null,
  closedBySystem: attendance.flags.includes('CLOSED_BY_SYSTEM'),
});

/** Stays with the one still open ended at the shift's end: what the system would close it to. */
export function settledPairs(
  attendance: Pick<AttendanceDocument, 'pairs' | 'openSince'>,
  slot: Pick<SlotDocument, 'end'>,
): Pair[] {
  const pairs = pairsOf(attendance);
  if (!attendance.openSince) return pairs;
  const since: Instant = ms(attendance.openSince);
  return [...pairs, { in: since, out: Math.max(since, ms(slot.end)) }];
}

/** What leaders gave as reasons for what still stands, in the order of their times. */
export function reasonsOf(attendance: AttendanceDocument | undefined): string[] {
  if (!attendance) return [];
  const kept = new Map(attendance.marks.map((mark) => [mark.id, mark.reason]));
  const marks = standing(attendance.marks.map(markOf), undoneOf(attendance));
  return marks.map(({ id }) => kept.get(id) ?? '').filter((reason) => reason !== '');
}

const EXPECTED: Presence = { state: 'expected', in: null, out: null, flags: [] };

export function presenceOf(attendance: AttendanceDocument | undefined): Presence {
  if (!attendance) return EXPECTED;
  const { flags, credited } = attendance;
  const first = attendance.pairs[0]?.in ?? attendance.openSince;
  const last = attendance.pairs[attendance.pairs.length - 1]?.out;
  const open = attendance.openSince !== undefined;
  if (!first) return { ...EXPECTED, state: credited ? 'credited' : 'expected', flags };
  const state = credited ? 'credited' : open ? 'present' : 'left';
  return { state, in: ms(first), out: !open && last ? ms(last) : null, flags };
}

/** Ids of the marks that undoing takes back; none once the hours are credited. */
export function undoOf(attendance: AttendanceDocument | undefined, here: AtSlot): string[] {
  if (!attendance || attendance.credited) return [];
  const marks = attendance.marks.map(markOf);
  return lastMarks(marks, undoneOf(attendance), frameOf(here, true)).map(({ id }) => id);
}

export const isAbsent = (attendance: AttendanceDocument | undefined): boolean =>
  attendance !== undefined &&
  standing(attendance.marks.map(markOf), undoneOf(attendance)).some(({ move }) => move === 'absent');

/** Neither came nor is excused: by what is known now, which may be told late. */
export const stayedAway = (attendance: AttendanceDocument | undefined): boolean =>
  attendance === undefined ||
  didNotCome(attendance.marks.map(markOf), undoneOf(attendance), staysKept(attendance));

/** Where presence is automatic, who holds a place was there for the slot's time, unless something else is kept. */
export function presenceAt(
  attendance: AttendanceDocument | undefined,
  { slot, activity, now }: AtSlot,
  placed: boolean,
): Presence {
  const counts = activity.mode === 'auto' && placed && now >= ms(slot.start);
  if (attendance || !counts) return presenceOf(attendance);
  const over = now >= ms(slot.end);
  return {
    state: over ? 'left' : 'present',
    in: ms(slot.start),
    out: over ? ms(slot.end) : null,
    flags: [],
  };
}

/** Under which keys codes of a team's slots are made, and were. */
export const roundsOf = (team: Pick<TeamDocument, 'codes'> | undefined): CodeRounds =>
  team?.codes ? { round: team.codes.round, ended: team.codes.ended.map(ms) } : FIRST_ROUND;
