import type { AttendanceMode } from '../settings';
import { dayOf, type Instant, type Interval } from '../time';

/**
 * What both phones noted of one person at one slot, and what follows from it. Marks are only ever added, each
 * under the id of the tap that made it, and stays follow from all of them in the order of their own times. So it
 * does not matter in what order they arrive, how often, how late, or from whose phone: the same marks give the
 * same stays.
 */
export const moves = ['in', 'out', 'absent'] as const;
/** absent: the leader says that somebody who counts as present by itself was not there. */
export type Move = (typeof moves)[number];

/** One coming or going, as somebody noted it. */
export interface Mark {
  readonly id: string;
  readonly move: Move;
  /** When it was, not when it was told. */
  readonly at: Instant;
}

/** One stay: from a check-in to a check-out, or to the shift's end where the system closed it. */
export interface Pair {
  readonly in: Instant;
  readonly out: Instant;
}

export interface Stays {
  readonly pairs: readonly Pair[];
  /** Came and has not left, since when. */
  readonly openSince: Instant | null;
  /** The last stay was ended by nobody. */
  readonly closedBySystem: boolean;
}

/** The slot, as far as stays depend on it. */
export interface Frame extends Interval {
  readonly mode: AttendanceMode;
  readonly maxPairs: number;
  /** Over: what is still open ends with the slot. A check-out that comes later corrects that. */
  readonly closed: boolean;
  /** Holds a place; without one nobody counts as present by itself. */
  readonly placed: boolean;
}

export const NO_STAYS: Stays = { pairs: [], openSince: null, closedBySystem: false };

/** Whoever comes and goes in the same instant came first. */
const order: Readonly<Record<Move, number>> = { absent: 0, in: 1, out: 2 };
const byTime = (a: Mark, b: Mark): number =>
  a.at - b.at || order[a.move] - order[b.move] || (a.id < b.id ? -1 : 1);

/** What is to be read: each mark once, none that was taken back. */
export function standing(marks: readonly Mark[], undone: readonly string[]): Mark[] {
  const seen = new Set(undone);
  return marks.filter(({ id }) => !seen.has(id) && seen.add(id)).sort(byTime);
}

export function staysOf(marks: readonly Mark[], undone: readonly string[], frame: Frame): Stays {
  const told = standing(marks, undone);
  if (told.some((mark) => mark.move === 'absent')) return NO_STAYS;
  const pairs: Pair[] = [];
  let open: Instant | null = null;
  for (const { move, at } of withOwnStart(told, frame)) {
    if (move === 'out' && open !== null) {
      pairs.push({ in: open, out: Math.max(open, at) });
      open = null;
    } else if (move === 'in' && open === null && onDayOf(at, pairs) < frame.maxPairs) {
      open = at;
    }
  }
  if (open === null || !frame.closed) return { pairs, openSince: open, closedBySystem: false };
  const last = { in: open, out: Math.max(open, frame.end) };
  return { pairs: [...pairs, last], openSince: null, closedBySystem: frame.mode === 'inOut' };
}

/** Where presence is automatic, who holds a place and was not noted coming came when the slot began. */
function withOwnStart(told: readonly Mark[], { mode, placed, start }: Frame): readonly Mark[] {
  if (mode !== 'auto' || !placed || told.some((mark) => mark.move === 'in')) return told;
  return [{ id: '', move: 'in', at: start }, ...told.filter((mark) => mark.at >= start)];
}

const onDayOf = (at: Instant, pairs: readonly Pair[]): number =>
  pairs.filter((pair) => dayOf(pair.in) === dayOf(at)).length;

export const presentAt = ({ pairs, openSince }: Stays, at: Instant): boolean =>
  pairs.some((pair) => pair.in <= at && at < pair.out) || (openSince !== null && openSince <= at);

/** Nothing that was noted of them stands, or the leader's word that they were not there. */
export function didNotCome(
  marks: readonly Mark[],
  undone: readonly string[],
  { pairs, openSince }: Stays,
): boolean {
  if (pairs.length > 0 || openSince !== null) return false;
  const told = standing(marks, undone);
  return told.length === 0 || told.some(({ move }) => move === 'absent');
}

export const sameStays = (a: Stays, b: Stays): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The marks that made a person what they are now: the last coming or going with its doubles, or the word that
 * they were absent. To undo is to take these back.
 */
export function lastMarks(marks: readonly Mark[], undone: readonly string[], frame: Frame): readonly Mark[] {
  const told = standing(marks, undone);
  const absent = told.filter((mark) => mark.move === 'absent');
  if (absent.length > 0) return absent;
  const { pairs, openSince } = staysOf(marks, undone, { ...frame, closed: false });
  if (openSince !== null) return told.filter(({ move, at }) => move === 'in' && at >= openSince);
  const left = pairs[pairs.length - 1]?.out;
  return left === undefined ? [] : told.filter(({ move, at }) => move === 'out' && at >= left);
}
