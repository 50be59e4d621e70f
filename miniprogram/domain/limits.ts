import type { Refusal } from './errors';
import { startOfDay, type Instant } from './time';

/** How often one person may do one thing: so many times in each stretch of this many milliseconds. */
export interface Limit {
  readonly times: number;
  /** Divides a day, or is several of them. */
  readonly per: number;
}

/** When the stretch began that this moment is in: at the full hour, minute …, by the clock in Shanghai. */
export function stretchOf({ per }: Limit, now: Instant): { from: Instant; until: Instant } {
  // Midnight in Shanghai, long ago.
  const from = now - mod(now - startOfDay(0), per);
  return { from, until: from + per };
}

const mod = (a: number, b: number): number => ((a % b) + b) % b;

/** Null for who has done it fewer times than they may; else when it goes on. */
export const tooOftenRefusal = (done: number, limit: Limit, now: Instant): Refusal | null =>
  done < limit.times ? null : { code: 'TOO_OFTEN', details: { at: stretchOf(limit, now).until } };

/**
 * So many times are counted where they happen before they are told to all the others who count. Several, as whoever does
 * a thing now and then is not written down for it; few, as each place that counts may miss as many of the others'.
 */
export const toldAfter = ({ times }: Limit): number => Math.max(8, Math.floor(times / 16));
