import type { Refusal } from '../errors';
import { reasonRefusal } from '../refusals';
import { DAY, type Instant } from '../time';
import { actingRefusal, viewRefusal, type TeamState } from './lifecycle';

/** One person in one team, from asking to be let in until leaving; the same record when they come again. */
export const membershipStates = ['applied', 'active', 'refused', 'left', 'removed'] as const;
export type MembershipState = (typeof membershipStates)[number];

export const roles = ['leader', 'deputy', 'member'] as const;
export type Role = (typeof roles)[number];

export interface Membership {
  readonly state: MembershipState;
  readonly role: Role;
  /** When it came to this state. */
  readonly at: Instant;
}

/** Leads the team, as its leader or a deputy. */
export const isOfficer = ({ state, role }: Pick<Membership, 'state' | 'role'>): boolean =>
  state === 'active' && role !== 'member';

/** Who was removed may ask again after this many days. */
export const REMOVED_DAYS = 30;

/** Null when the person may ask to be let in. `held`: how many teams they are active in. */
export function applyRefusal(
  team: TeamState,
  membership: Membership | null,
  held: number,
  atMost: number,
  now: Instant,
): Refusal | null {
  // Of what still waits for staff nobody but they and its founder know.
  const acting = viewRefusal(team, false) ?? actingRefusal(team);
  if (acting) return acting;
  if (membership?.state === 'active') return { code: 'ALREADY_MEMBER' };
  if (membership?.state === 'applied') return { code: 'ALREADY_APPLIED' };
  const until = membership?.state === 'removed' ? membership.at + REMOVED_DAYS * DAY : 0;
  if (now < until) return { code: 'REMOVED_LATELY', details: { at: until } };
  return seatRefusal(held, atMost);
}

/** At most so many active teams a person; the database holds it with seats, this says so beforehand. */
export const seatRefusal = (held: number, atMost: number): Refusal | null =>
  held < atMost ? null : { code: 'TOO_MANY_TEAMS', details: { max: atMost } };

export const applicationAnswers = ['approve', 'refuse'] as const;
export type ApplicationAnswer = (typeof applicationAnswers)[number];

/** Null when a leader may give this answer to who asked. Refusing needs a reason, and no seat. */
export function answerRefusal(
  team: TeamState,
  membership: Membership | null,
  answer: ApplicationAnswer,
  reason: string,
  held: number,
  atMost: number,
): Refusal | null {
  const acting = actingRefusal(team);
  if (acting) return acting;
  if (membership?.state !== 'applied') return { code: 'ALREADY_DECIDED' };
  if (answer === 'refuse') return reasonRefusal(reason);
  return seatRefusal(held, atMost);
}

/** Null when the person may go: a leader hands over first. An application is taken back the same way. */
export function leaveRefusal(membership: Membership | null): Refusal | null {
  if (membership?.state === 'applied') return null;
  if (membership?.state !== 'active') return { code: 'NOT_A_MEMBER' };
  return membership.role === 'leader' ? { code: 'LEADS_A_TEAM' } : null;
}

/** Null when this person may be removed by somebody of that role: a deputy only by the leader, the leader by nobody. */
export function removeRefusal(membership: Membership | null, by: Role, reason: string): Refusal | null {
  if (membership?.state !== 'active') return { code: 'NOT_A_MEMBER' };
  const above = membership.role === 'leader' || (membership.role === 'deputy' && by !== 'leader');
  if (above) return { code: 'NOT_ALLOWED' };
  return reasonRefusal(reason);
}

/** Null for the leader, by their role and by the team itself: a hand-over that was broken off has changed one of them. */
export const headRefusal = (heads: boolean, leaderId: string, accountId: string): Refusal | null =>
  heads && leaderId === accountId ? null : { code: 'NOT_ALLOWED' };

/** A hand-over to them was broken off: they have the role already, the team still its old leader. */
export const isBeingHandedOver = (
  membership: Membership | null,
  accountId: string,
  leaderId: string,
): boolean => membership?.state === 'active' && membership.role === 'leader' && accountId !== leaderId;

/**
 * Null when the leader may give this member that role. Handing over is giving away one's own: the giver
 * becomes a deputy, so that there is one leader before and after.
 */
export function appointRefusal(team: TeamState, membership: Membership | null, role: Role): Refusal | null {
  const acting = actingRefusal(team);
  if (acting) return acting;
  if (membership?.state !== 'active') return { code: 'NOT_A_MEMBER' };
  if (membership.role === 'leader') return { code: 'NOT_ALLOWED' };
  return membership.role === role ? { code: 'NOT_IN_THIS_STATE' } : null;
}

/** What the one who hands over is afterwards: near enough to help the new leader through what is planned. */
export const ROLE_AFTER_HANDOVER = 'deputy' satisfies Role;

/**
 * Where an active member stands in the list of the team: the leader, deputies, then whoever has been there
 * longest. A text, so that one index sorts by it and a page goes on after the last one seen.
 */
export const placeInTeam = (role: Role, since: Instant, accountId: string): string =>
  [roles.indexOf(role), String(since).padStart(13, '0'), accountId].join('-');

/** In a team's list those in office stand before this. */
export const FIRST_MEMBER = String(roles.indexOf('member'));
