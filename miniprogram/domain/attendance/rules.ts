import { wasNeverOpen, type ActivityState } from '../activities/lifecycle';
import type { Refusal } from '../errors';
import { distanceBetween, type Place } from '../geo';
import type { AttendanceMode, Settings } from '../settings';
import type { SignupState } from '../signups/rules';
import { dayOf, MINUTE, type Instant, type Interval } from '../time';
import { presentAt, type Mark, type Pair, type Stays } from './stays';

export type { Pair } from './stays';

/**
 * Raised for the leader's eye, never a refusal.
 * SAME_PHONE: two people, one phone · CLOCK_WRONG: the phone's clock was off, the code's own time counts ·
 * OFFLINE: noted without network and sent later · LATE: came when the slot had been closed ·
 * BY_LEADER: scanned or named in by the leader · PRINTED: by the code on paper · UNPLACED: named in although
 * every place was taken · OWN: who confirms it, or somebody they keep · AUTO: by holding a place alone, noted by nobody.
 */
export const flags = [
  'FAR_AWAY',
  'NO_LOCATION',
  'CLOSED_BY_SYSTEM',
  'SAME_PHONE',
  'CLOCK_WRONG',
  'OFFLINE',
  'LATE',
  'BY_LEADER',
  'PRINTED',
  'UNPLACED',
  'OWN',
  'AUTO',
] as const;
export type Flag = (typeof flags)[number];

type Rules = Settings['attendance'];

/** Whether, and until when, an activity took place. */
export interface Holding {
  readonly state: ActivityState;
  readonly cancelledAt: Instant | null;
}

/**
 * Nobody comes to what was never published, nor to what has been called off: what was noted before that is taken,
 * however late it is told. Whoever is there then still checks out.
 */
export function unheldRefusal(
  { state, cancelledAt }: Holding,
  { move, at }: Pick<Mark, 'move' | 'at'>,
): Refusal | null {
  if (move !== 'in') return null;
  if (wasNeverOpen(state)) return { code: 'NOT_OPEN' };
  return state === 'cancelled' && at >= (cancelledAt ?? 0) ? { code: 'CANCELLED' } : null;
}

/** How many stays of that day had begun by then. */
const begunBy = (pairs: readonly Pair[], openSince: Instant | null, at: Instant): number =>
  [...pairs.map((pair) => pair.in), ...(openSince === null ? [] : [openSince])].filter(
    (began) => began <= at && dayOf(began) === dayOf(at),
  ).length;

/**
 * May this person have come at this instant? All is judged as it was then, however late it is told.
 * `elsewhere`: their stays in other slots of the same activity, which count towards the day's number.
 */
export function checkInRefusal(
  slot: Interval,
  signup: SignupState | null,
  stays: Stays | null,
  settings: Rules,
  at: Instant,
  elsewhere: readonly Pair[] = [],
): Refusal | null {
  if (signup === null || signup === 'cancelled') return { code: 'NOT_SIGNED_UP' };
  if (signup === 'waiting') return { code: 'STILL_WAITING' };
  // Whoever is there may say so again: it changes nothing.
  if (stays && presentAt(stays, at)) return null;
  const opens = slot.start - settings.opensMinutesBefore * MINUTE;
  if (at < opens) return { code: 'TOO_EARLY', details: { at: opens } };
  if (at >= slot.end) return { code: 'TOO_LATE', details: { at: slot.end } };
  const begun = begunBy(stays?.pairs ?? [], stays?.openSince ?? null, at) + begunBy(elsewhere, null, at);
  return begun >= settings.maxPairs ? { code: 'TOO_MANY_PAIRS' } : null;
}

/** May this person have left at this instant? A second time changes nothing. */
export function checkOutRefusal(stays: Stays | null, at: Instant): Refusal | null {
  const came = stays !== null && (stays.pairs.some((p) => p.in <= at) || (stays.openSince ?? Infinity) <= at);
  return came ? null : { code: 'NOT_CHECKED_IN' };
}

/** What a scan's place tells. Location is asked once and may be refused: that is a flag too, not a fault. */
export function placeFlags(scannedAt: Place | null, venue: Place, settings: Rules): Flag[] {
  if (scannedAt === null) return ['NO_LOCATION'];
  return distanceBetween(scannedAt, venue) > settings.fenceMetres ? ['FAR_AWAY'] : [];
}

/** From here on the system closes what nobody checked out; where nobody has to, that is at the slot's end. */
export const closesAt = (slot: Interval, settings: Rules, mode: AttendanceMode = 'inOut'): Instant =>
  mode === 'inOut' ? slot.end + settings.closesMinutesAfter * MINUTE : slot.end;

/** Each flag stands once. */
export const withFlags = (before: readonly Flag[], raised: readonly Flag[]): Flag[] => [
  ...new Set([...before, ...raised]),
];

/** A stay that nobody ended is counted to the shift's end, and says so. */
export const closedBySystem = (before: readonly Flag[]): Flag[] => withFlags(before, ['CLOSED_BY_SYSTEM']);
