import type { AttendanceFacts, Pair } from '#domain/attendance/rules';
import type { Instant } from '#domain/time';
import type { Presence } from '#domain/views';
import { ms } from '../core/clock';
import type { AttendanceDocument, SlotDocument } from '../documents';

export function pairsOf(attendance: AttendanceDocument): Pair[] {
  return attendance.pairs.map((p) => ({ in: ms(p.in), out: ms(p.out) }));
}

/** Far more than the rules allow in a day; rules may become stricter, but no stay is forgotten for that. */
export const PAIRS_KEPT = 100;

/** As the rules see it. */
export function factsOf(attendance: AttendanceDocument | undefined): AttendanceFacts | null {
  if (!attendance) return null;
  return { pairs: pairsOf(attendance), openSince: attendance.openSince ? ms(attendance.openSince) : null };
}

/** Stays with the one still open ended at the shift's end: what the system would close it to. */
export function settledPairs(attendance: AttendanceDocument, slot: Pick<SlotDocument, 'end'>): Pair[] {
  const pairs = pairsOf(attendance);
  if (!attendance.openSince) return pairs;
  const since: Instant = ms(attendance.openSince);
  return [...pairs, { in: since, out: Math.max(since, ms(slot.end)) }];
}

export function presenceOf(attendance: AttendanceDocument | undefined): Presence {
  if (!attendance) return { state: 'expected', in: null, out: null, flags: [] };
  const first = attendance.pairs[0]?.in ?? attendance.openSince;
  const last = attendance.pairs[attendance.pairs.length - 1]?.out;
  const open = attendance.openSince !== undefined;
  const state = attendance.credited ? 'credited' : open ? 'present' : 'left';
  return {
    state,
    in: first ? ms(first) : null,
    out: !open && last ? ms(last) : null,
    flags: attendance.flags,
  };
}
