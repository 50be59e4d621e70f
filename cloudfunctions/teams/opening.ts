import { Refused } from '#domain/errors';
import { membershipIdOf } from '#domain/ids';
import { tooMany } from '#domain/teams/membership';
import { _, insert, remove } from '../core/database';
import type { MembershipDocument, TeamDocument } from './documents';
import { listed } from './records';
import { heldBy, membership, withSeat } from './seats';

/** Who is to lead it, their memberships, and how many teams one may be in. */
export interface Seating {
  readonly founderId: string;
  readonly name: string;
  readonly held: readonly MembershipDocument[];
  readonly atMost: number;
}

export const seated = (teamId: string, { founderId, held }: Seating): boolean =>
  held.some((m) => m._id === membershipIdOf(teamId, founderId) && m.state === 'active');

/** Refuses when the founder is in as many other teams as one may be. */
export function needSeat(teamId: string, seating: Seating): void {
  const refused = seated(teamId, seating) ? null : tooMany(heldBy(seating.held), seating.atMost);
  if (refused) throw new Refused(refused.code, refused.details);
}

/**
 * Seats the founder as leader, before the team is opened: one who dies between leaves a leader of a team that
 * cannot act yet, which the next try finds and opens. FULL when other teams were quicker.
 */
export async function seatLeader(
  teamId: string,
  seating: Seating,
  at: Date,
): Promise<'SEATED' | 'DUPLICATE' | 'FULL'> {
  if (seated(teamId, seating)) return 'SEATED';
  const { founderId: accountId, name, held, atMost } = seating;
  return withSeat(accountId, held, atMost, async (seat) => {
    const leader = membership({ teamId, accountId, name }, 'leader', seat, at);
    return (await insert('memberships', leader)) === 'INSERTED' ? 'SEATED' : 'DUPLICATE';
  });
}

/** For a team that was refused while its founder was being seated. */
export const unseat = (teamId: string, founderId: string): Promise<number> =>
  remove('memberships', { _id: membershipIdOf(teamId, founderId) });

/** What approval changes of a team. */
export const opened = (team: Pick<TeamDocument, 'name' | 'place' | 'founderId'>, at: Date) => ({
  ...listed(team),
  state: 'active',
  since: at,
  reason: '',
  leaderId: team.founderId,
  heldFor: _.remove(),
  heldSince: _.remove(),
  pendingOf: _.remove(),
});
