import { firstSeatOf, freeSeats, membershipIdOf } from '#domain/ids';
import { grams } from '#domain/stations/rules';
import { placeInTeam, type Membership, type Role } from '#domain/teams/membership';
import { keyIn, withKey } from '#domain/unique';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { dropKey } from '../core/unique';
import type { MembershipDocument } from './documents';

/*
 * A person is in as many teams as there are seats with their name on: the unique index on `seat` refuses
 * the sixth, however many leaders say yes at once.
 */

/** What they are called is kept here too, for the list to be searched by: see renameMember(). */
export interface Joining {
  readonly teamId: string;
  readonly accountId: string;
  readonly name: string;
}

/** As the rules know it. */
export const membershipFacts = (document: MembershipDocument | undefined): Membership | null =>
  document ? { state: document.state, role: document.role, at: ms(document.since) } : null;

/** What an active membership holds. */
export const activeFields = ({ teamId, accountId, name }: Joining, role: Role, seat: string, at: Date) => ({
  role,
  state: 'active' as const,
  since: at,
  memberOf: teamId,
  seat: withKey(membershipIdOf(teamId, accountId), seat),
  order: placeInTeam(role, ms(at), accountId),
  grams: grams(name),
  countAt: at,
});

/** Found by another name from now on, in all their teams. */
export async function renameMember(accountId: string, name: string): Promise<void> {
  await update('memberships', { accountId, state: 'active' }, { grams: _.set(grams(name)) });
}

/** What another role changes. */
export const roleFields = ({ since, accountId }: MembershipDocument, role: Role) => ({
  role,
  order: placeInTeam(role, ms(since), accountId),
});

/** What is left of it when somebody goes, or takes back what they asked. */
export const endedFields = (at: Date) => ({
  countAt: at,
  seat: dropKey(),
  memberOf: _.remove(),
  askedOf: _.remove(),
  order: _.remove(),
  grams: _.remove(),
});

export const newMembership = (joining: Joining, role: Role, seat: string, at: Date): MembershipDocument => ({
  _id: membershipIdOf(joining.teamId, joining.accountId),
  teamId: joining.teamId,
  accountId: joining.accountId,
  ...activeFields(joining, role, seat, at),
});

/** For somebody whose account is new, so that every seat is free: a person registered by a team. */
export const firstMembership = (joining: Joining, at: Date): MembershipDocument =>
  newMembership(joining, 'member', firstSeatOf(joining.accountId), at);

/**
 * Tries to write with each seat that was free when the memberships were read, until one is not taken
 * meanwhile. FULL when all are.
 */
export async function withSeat<T>(
  accountId: string,
  memberships: readonly MembershipDocument[],
  atMost: number,
  write: (seat: string) => Promise<T | 'DUPLICATE'>,
): Promise<T | 'FULL'> {
  for (const seat of freeSeats(accountId, seatsOf(memberships), atMost)) {
    const written = await write(seat);
    if (written !== 'DUPLICATE') return written;
  }
  return 'FULL';
}

const seatsOf = (memberships: readonly MembershipDocument[]): string[] =>
  memberships.flatMap(({ seat }) => keyIn(seat) ?? []);

/** How many teams they are active in. */
export const teamsHeld = (memberships: readonly MembershipDocument[]): number => seatsOf(memberships).length;
