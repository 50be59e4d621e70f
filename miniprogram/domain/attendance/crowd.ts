import { STEP } from './code';
import type { Flag } from './rules';
import type { Instant } from '../time';

/**
 * What the arrivals of a whole shift say that none of them says alone, for whoever confirms its hours. Each may have
 * a good reason (a bus that arrives, a code on a large screen, a place that was entered wrongly): nobody is refused.
 *
 * UNSCANNED: many came without a code · AT_ONCE: many scanned in the same step of the code, as no queue does ·
 * MOSTLY_FAR: many were far from the place · FEW_FAR: most were there, and some were not
 */
export const crowdSigns = ['UNSCANNED', 'AT_ONCE', 'MOSTLY_FAR', 'FEW_FAR'] as const;
export type CrowdSign = (typeof crowdSigns)[number];

/** How one person came. */
export interface Arrival {
  /** When a code of theirs was first scanned; null where none was. */
  readonly scannedAt: Instant | null;
  readonly flags: readonly Flag[];
}

export interface CrowdNote {
  readonly sign: CrowdSign;
  /** So many, */
  readonly count: number;
  /** of so many that could be so. */
  readonly of: number;
}

/** Fewer say nothing. */
const MANY = 3;
const AT_ONCE = 5;
const SOME = 0.2;

export function crowdNotes(arrivals: readonly Arrival[]): CrowdNote[] {
  const scanned = arrivals.flatMap(({ scannedAt }) => (scannedAt === null ? [] : [scannedAt]));
  const located = arrivals.filter((one) => one.scannedAt !== null && !one.flags.includes('NO_LOCATION'));
  const far = located.filter(({ flags }) => flags.includes('FAR_AWAY')).length;
  const unscanned = arrivals.length - scanned.length;
  const together = mostTogether(scanned);
  const mostly = (count: number, of: number): boolean => count >= MANY && count * 2 >= of;
  const few = far > 0 && located.length >= AT_ONCE && far <= located.length * SOME;
  const notes: [CrowdSign, boolean, number, number][] = [
    ['UNSCANNED', mostly(unscanned, arrivals.length), unscanned, arrivals.length],
    ['AT_ONCE', together >= AT_ONCE, together, scanned.length],
    ['MOSTLY_FAR', mostly(far, located.length), far, located.length],
    ['FEW_FAR', few, far, located.length],
  ];
  return notes.flatMap(([sign, shows, count, of]) => (shows ? [{ sign, count, of }] : []));
}

/** The most that scanned within one step of the code. */
function mostTogether(scanned: readonly Instant[]): number {
  const inOrder = [...scanned].sort((a, b) => a - b);
  return inOrder.reduce((most, at, i) => {
    const within = inOrder.slice(i).filter((later) => later - at < STEP).length;
    return Math.max(most, within);
  }, 0);
}
