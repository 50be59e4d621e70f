import type { Refusal } from '../errors';

interface Staying {
  readonly code: 'LEADS_A_TEAM' | 'STILL_PRESENT';
}

/** Null when this person is nowhere checked in: who is has to be checked out first. */
export const presenceRefusal = (present: boolean): Staying | null =>
  present ? { code: 'STILL_PRESENT' } : null;

/** Null when an account may be given up: a leader hands over first. */
export const givingUpRefusal = (heads: boolean, present: boolean): Staying | null =>
  heads ? { code: 'LEADS_A_TEAM' } : presenceRefusal(present);

/** Null for who keeps this person. To others there is no such person. */
export const keeperRefusal = (
  person: { readonly keptBy?: string } | undefined,
  accountId: string,
): Refusal | null => (person?.keptBy === accountId ? null : { code: 'NOT_FOUND' });
