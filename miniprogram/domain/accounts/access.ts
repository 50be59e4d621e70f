import type { Refusal } from '../errors';

/** Who calls. Roles come from memberships (teams) and duties (stations), never from the client. */
export interface Caller {
  /** Null for the system: a timer or an operator's console. */
  readonly accountId: string | null;
  readonly known: boolean;
  /** Has given a name and a telephone number. */
  readonly introduced: boolean;
  readonly leads: readonly string[];
  /** Stations whose subtree this person serves as staff. */
  readonly duties: readonly string[];
}

/**
 * anyone: visitors too · account: has opened the mini-program · introduced: a name and number to be
 * reached by · leader: leader or deputy of the team concerned · staff: serves a station above the
 * thing concerned · duty: serves some station, and the action itself looks at each thing · system: no person at all
 */
export type Rule = 'anyone' | 'account' | 'introduced' | 'leader' | 'staff' | 'duty' | 'system';

/** What a call is about, as far as rules ask. */
export interface Subject {
  readonly teamId?: string;
  /** The station itself and all above it. */
  readonly areas?: readonly string[];
}

/** Null when the caller may; otherwise why not. */
export function refusalFor(rule: Rule, caller: Caller, subject: Subject): Refusal | null {
  if (rule === 'anyone') return null;
  if (rule === 'system') return caller.accountId === null ? null : { code: 'NOT_ALLOWED' };
  if (!caller.known) return { code: 'NO_ACCOUNT' };
  switch (rule) {
    case 'account':
      return null;
    case 'introduced':
      return caller.introduced ? null : { code: 'INTRODUCTION_NEEDED' };
    case 'leader':
      return subject.teamId !== undefined && caller.leads.includes(subject.teamId)
        ? null
        : { code: 'NOT_ALLOWED' };
    case 'duty':
      return caller.duties.length > 0 ? null : { code: 'NOT_ALLOWED' };
    case 'staff':
      return caller.duties.some((d) => subject.areas?.includes(d)) ? null : { code: 'NOT_ALLOWED' };
  }
}
