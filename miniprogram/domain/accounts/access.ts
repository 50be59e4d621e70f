import type { Refusal } from '../errors';

/** Who calls. Roles come from memberships (teams) and duties (stations), never from the client. */
export interface Caller {
  /** Null for the system: a timer or an operator's console; empty for who has no account yet. */
  readonly accountId: string | null;
  readonly known: boolean;
  /** Has given a name and a telephone number. */
  readonly introduced: boolean;
  /** As a volunteer, with real name and ID number. */
  readonly registered: boolean;
  /** Teams this person is an active member of, in whatever role. */
  readonly teams: readonly string[];
  /** Those of them led as leader or deputy. */
  readonly leads: readonly string[];
  /** Those led as their leader. */
  readonly heads: readonly string[];
  /** Stations whose subtree this person serves as staff. */
  readonly duties: readonly string[];
}

/**
 * anyone: visitors too · account: has opened the mini-program · introduced: a name and number to be
 * reached by · volunteer: registered as one · leader: leader or deputy of the team concerned · head: its
 * leader alone · staff: serves a station above the thing concerned · leaderOrStaff: either of them · duty:
 * serves some station, and the action itself looks at each thing · system: no person at all
 */
export type Rule =
  | 'anyone'
  | 'account'
  | 'introduced'
  | 'volunteer'
  | 'leader'
  | 'head'
  | 'leaderOrStaff'
  | 'staff'
  | 'duty'
  | 'system';

/** What a call is about, as far as rules ask. */
export interface Subject {
  readonly teamId?: string;
  /** The station itself and all above it. */
  readonly areas?: readonly string[];
  /** Whose it is: nobody's but theirs and of who acts for them. */
  readonly person?: Person;
  /** The team whose members alone it is for. */
  readonly teammates?: string;
}

/**
 * Null when the caller may; otherwise why not. Who has no such office at all is told so. To everybody else what is not
 * theirs is as if it were not there: no answer tells a stranger that there is something.
 */
export function refusalFor(rule: Rule, caller: Caller, subject: Subject): Refusal | null {
  if (rule === 'anyone') return null;
  if (rule === 'system') return caller.accountId === null ? null : { code: 'NOT_ALLOWED' };
  if (!caller.known) return { code: 'NO_ACCOUNT' };
  if (rule === 'introduced' && !caller.introduced) return { code: 'INTRODUCTION_NEEDED' };
  if (rule === 'volunteer' && !caller.registered) return { code: 'REGISTRATION_NEEDED' };
  if (!hasOffice[rule](caller)) return { code: 'NOT_ALLOWED' };
  return holdsFor[rule](caller, subject) && !isStrange(caller, subject) ? null : { code: 'NOT_FOUND' };
}

const isStrange = (caller: Caller, { person, teammates }: Subject): boolean =>
  (person !== undefined && !mayActFor(caller, person)) ||
  (teammates !== undefined && !caller.teams.includes(teammates));

type OfPeople = Exclude<Rule, 'anyone' | 'system'>;

const everybody = (): boolean => true;

/** Whether somebody with an account has the office that a rule asks for, over whatever it may be. */
const hasOffice: Readonly<Record<OfPeople, (caller: Caller) => boolean>> = {
  account: everybody,
  introduced: everybody,
  volunteer: everybody,
  leader: ({ leads }) => leads.length > 0,
  head: ({ heads }) => heads.length > 0,
  staff: ({ duties }) => duties.length > 0,
  leaderOrStaff: ({ leads, duties }) => leads.length + duties.length > 0,
  duty: ({ duties }) => duties.length > 0,
};

const leads = (caller: Caller, { teamId }: Subject): boolean =>
  teamId !== undefined && caller.leads.includes(teamId);

/** Whether they are staff of one of these, or of a station above it. */
export const serves = ({ duties }: Pick<Caller, 'duties'>, areas: readonly string[] = []): boolean =>
  duties.some((duty) => areas.includes(duty));

/** Whether they have it over what the call is about. */
const holdsFor: Readonly<Record<OfPeople, (caller: Caller, subject: Subject) => boolean>> = {
  account: everybody,
  introduced: everybody,
  volunteer: everybody,
  leader: leads,
  head: (caller, { teamId }) => teamId !== undefined && caller.heads.includes(teamId),
  staff: (caller, { areas }) => serves(caller, areas),
  leaderOrStaff: (caller, subject) => leads(caller, subject) || serves(caller, subject.areas),
  duty: everybody,
};

/** Everyone who can hold a place; without a phone of their own, kept by a relative or by a team. */
export interface Person {
  readonly id: string;
  readonly keptBy?: string;
  readonly keptByTeam?: string;
}

/** May the caller sign this person up, cancel for them and be told for them? */
export function mayActFor(caller: Caller, person: Person): boolean {
  if (caller.accountId === null || caller.accountId === '') return false;
  if (person.id === caller.accountId || person.keptBy === caller.accountId) return true;
  return person.keptByTeam !== undefined && caller.leads.includes(person.keptByTeam);
}
