import type { ErrorCode } from '../errors';
import { distanceBetween, type Place } from '../geo';
import type { Settings } from '../settings';
import type { SignupState } from '../signups/rules';
import { MINUTE, type Instant, type Interval } from '../time';

/** Raised for the leader's eye, never a refusal. */
export const flags = ['FAR_AWAY', 'NO_LOCATION', 'CLOSED_BY_SYSTEM'] as const;
export type Flag = (typeof flags)[number];

/** One stay: from a check-in to a check-out, or to the shift's end where the system closed it. */
export interface Pair {
  readonly in: Instant;
  readonly out: Instant;
}

export interface AttendanceFacts {
  readonly pairs: readonly Pair[];
  /** Checked in and not yet out, since when. */
  readonly openSince: Instant | null;
}

export type ScanVerdict =
  | { readonly verdict: 'DO' }
  /** Nothing to do: it has been done before; the first answer stands. */
  | { readonly verdict: 'DONE' }
  | { readonly verdict: 'NO'; readonly code: ErrorCode; readonly at?: Instant };

/** May this person check in to this slot now? */
export function checkInVerdict(
  slot: Interval,
  signup: SignupState | null,
  attendance: AttendanceFacts | null,
  settings: Settings['attendance'],
  now: Instant,
): ScanVerdict {
  if (signup === null || signup === 'cancelled') return { verdict: 'NO', code: 'NOT_SIGNED_UP' };
  if (signup === 'waiting') return { verdict: 'NO', code: 'STILL_WAITING' };
  if ((attendance?.openSince ?? null) !== null) return { verdict: 'DONE' };
  const opens = slot.start - settings.opensMinutesBefore * MINUTE;
  if (now < opens) return { verdict: 'NO', code: 'TOO_EARLY', at: opens };
  if (now >= slot.end) return { verdict: 'NO', code: 'TOO_LATE', at: slot.end };
  if ((attendance?.pairs.length ?? 0) >= settings.maxPairs) return { verdict: 'NO', code: 'TOO_MANY_PAIRS' };
  return { verdict: 'DO' };
}

/** May this person check out of this slot now? */
export function checkOutVerdict(attendance: AttendanceFacts | null): ScanVerdict {
  if (attendance === null) return { verdict: 'NO', code: 'NOT_CHECKED_IN' };
  if (attendance.openSince !== null) return { verdict: 'DO' };
  return attendance.pairs.length > 0 ? { verdict: 'DONE' } : { verdict: 'NO', code: 'NOT_CHECKED_IN' };
}

/** What a scan's place tells. Location is asked once and may be refused: that is a flag too, not a fault. */
export function placeFlags(scannedAt: Place | null, venue: Place, settings: Settings['attendance']): Flag[] {
  if (scannedAt === null) return ['NO_LOCATION'];
  return distanceBetween(scannedAt, venue) > settings.fenceMetres ? ['FAR_AWAY'] : [];
}

/** From here on the system closes what nobody checked out. */
export const closesAt = (slot: Interval, settings: Settings['attendance']): Instant =>
  slot.end + settings.closesMinutesAfter * MINUTE;

/** Flags once raised stay; each stands once. */
export const withFlags = (before: readonly Flag[], raised: readonly Flag[]): Flag[] => [
  ...new Set([...before, ...raised]),
];

/** A stay that nobody ended is counted to the shift's end, and says so. */
export const closedBySystem = (before: readonly Flag[]): Flag[] => withFlags(before, ['CLOSED_BY_SYSTEM']);
