import type { Refusal } from './errors';

/** Null where there is a reason: what is done to somebody's disadvantage is explained to them. */
export const reasonRefusal = (reason: string): Refusal | null =>
  reason === '' ? { code: 'REASON_NEEDED' } : null;
