import { freeSeats, type Role } from '#domain/teams/membership';
import { membershipIdOf } from '#domain/ids';
import type { MembershipDocument } from './documents';

/**
 * A person is in as many teams as there are seats with their name on: the unique index on `seat` refuses
 * the sixth, however many leaders say yes at once.
 */
const seatOf = (accountId: string, n: number): string => `${accountId}_${n}`;

const numberOf = (seat: string): number => Number(seat.slice(seat.lastIndexOf('_') + 1));

/** What an active membership holds; for a person new to everything, the first seat. */
export const activeFields = (teamId: string, role: Role, seat: string, at: Date) =>
  ({ role, state: 'active', since: at, seat, memberOf: teamId }) as const;

/** For somebody whose account is new, so that every seat is free: a person registered by a team. */
export const firstMembership = (teamId: string, accountId: string, at: Date): MembershipDocument => ({
  _id: membershipIdOf(teamId, accountId),
  ...{ teamId, accountId },
  ...activeFields(teamId, 'member', seatOf(accountId, 1), at),
});

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
  const taken = seatsOf(memberships);
  for (const n of freeSeats(taken, atMost)) {
    const written = await write(seatOf(accountId, n));
    if (written !== 'DUPLICATE') return written;
  }
  return 'FULL';
}

const seatsOf = (memberships: readonly MembershipDocument[]): number[] =>
  memberships.flatMap(({ seat }) => (seat === undefined ? [] : [numberOf(seat)]));

/** How many teams they are active in. */
export const heldBy = (memberships: readonly MembershipDocument[]): number => seatsOf(memberships).length;
