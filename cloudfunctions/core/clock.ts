import type { Instant } from '#domain/time';

/** The one place where the cloud asks what time it is. */
export const now = (): Instant => Date.now();

export const ms = (date: Date): Instant => date.getTime();
