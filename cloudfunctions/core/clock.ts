import { SECOND, type Instant } from '#domain/time';

/** The one place where the cloud asks what time it is. */
export const now = (): Instant => Date.now();

export const ms = (date: Date): Instant => date.getTime();

/** No function lives longer than this: of what was begun before, nobody is in the middle any more. */
export const QUIET = 90 * SECOND;

/** Milliseconds that have passed since some moment, whatever the clock is set to meanwhile. */
export const elapsed = (): number => performance.now();
