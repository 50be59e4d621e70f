import type { ActivityCard } from '../activities/views';
import type { Place } from '../geo';
import type { Instant } from '../time';
import type { TeamState } from './lifecycle';
import type { MembershipState, Role } from './membership';
import type { Figures, MonthOfTeam } from './record';

/** What calls about teams answer. Instants are epoch milliseconds, distances metres, places GCJ-02. */

/** Where a page of the list ends. */
export interface TeamPlace {
  /** Metres, to where the list finds it. */
  readonly distance: number;
  readonly id: string;
}

export interface TeamCard {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly about: string;
  /** Its home station. */
  readonly station: { readonly id: string; readonly name: string };
  /** Null when looked for by name alone. */
  readonly distance: number | null;
  /** It is a 分队 of another. */
  readonly sub: boolean;
}

/** How the caller stands to a team. */
export interface Mine {
  readonly state: MembershipState;
  readonly role: Role;
  readonly since: Instant;
  /** Why they were refused or removed. */
  readonly reason: string;
  /** When one who was removed may ask again; null when at once. */
  readonly againFrom: Instant | null;
}

export interface TeamView extends Omit<TeamCard, 'distance'> {
  readonly state: TeamState;
  /** Why it was refused or suspended, or what was wrong with its last change; for its people and staff. */
  readonly reason: string;
  readonly joining: string;
  readonly phone: string;
  readonly place: Place;
  readonly leaderName: string;
  readonly members: number;
  readonly since: Instant;
  readonly parent: { readonly id: string; readonly name: string } | null;
  readonly subTeams: readonly { readonly id: string; readonly name: string }[];
  /** What it did this year: sums, for everyone to see, and no ranking. */
  readonly year: Figures;
  readonly coming: readonly ActivityCard[];
  readonly mine: Mine | null;
  /** How many more teams the caller may be in. */
  readonly seatsLeft: number;
  readonly leads: boolean;
  readonly heads: boolean;
  /** The caller is staff where the team is at home. */
  readonly serves: boolean;
  /** Asked to be let in and wait; 0 for all but its leaders. */
  readonly waiting: number;
  /** A change of its words that waits for staff; for its leaders alone. */
  readonly changing: boolean;
}

export interface MyTeam {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly state: TeamState;
  readonly reason: string;
  readonly sub: boolean;
  readonly mine: Mine;
  /** Asked to be let in; 0 for all but its leaders. */
  readonly waiting: number;
}

/** What the form of a team holds. */
export interface TeamForm {
  readonly name: string;
  readonly category: string;
  readonly about: string;
  /** Who may join. */
  readonly joining: string;
  readonly phone: string;
  /** Its home; while none is chosen yet, the id is empty. */
  readonly station: { readonly id: string; readonly name: string };
}

/** What a founder wrote: it waits for staff, or was refused and can be mended. */
export interface TeamDraft extends TeamForm {
  readonly teamId: string;
  readonly state: TeamState;
  readonly reason: string;
}

/** A new team, or the new words of an old one, for staff to judge. */
export interface HeldTeam extends TeamForm {
  readonly id: string;
  readonly kind: 'team' | 'change';
  /** What it is called until now, where that changes. */
  readonly before: string;
  /** Its founder; the leader of one that stands. */
  readonly contact: { readonly name: string; readonly phone: string };
  readonly submittedAt: Instant;
}

export interface SuspendedTeam {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly reason: string;
  readonly since: Instant;
}

export interface TeamPerson {
  readonly accountId: string;
  readonly name: string;
  readonly phone: string;
  /** Of the volunteer; empty for who is not registered. */
  readonly number: string;
  readonly skills: readonly string[];
}

export interface Applicant extends TeamPerson {
  readonly words: string;
  readonly at: Instant;
}

export interface TeamMember extends TeamPerson {
  readonly role: Role;
  readonly since: Instant;
  /** Given in this team. */
  readonly minutes: number;
}

export interface MembersPage {
  readonly members: readonly TeamMember[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
  /** How many the team has, whatever is looked for. */
  readonly count: number;
  /** The caller is the leader, not a deputy. */
  readonly heads: boolean;
}

export interface TeamNumbers {
  readonly name: string;
  readonly months: readonly MonthOfTeam[];
  readonly year: Figures;
}

/** A file, as base64. */
export interface RosterFile {
  readonly name: string;
  readonly content: string;
}
