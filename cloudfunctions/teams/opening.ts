import { membershipIdOf } from '#domain/ids';
import type { LeaderToBe } from '#domain/teams/founding';
import { _, insert, remove } from '../core/database';
import { dropKey } from '../core/unique';
import type { MembershipDocument, TeamDocument } from './documents';
import { listedFields, notHeldFields } from './records';
import { newMembership, teamsHeld, withSeat } from './seats';

/** Who is to lead it, their memberships, and how many teams one may be in. */
export interface Seating {
  readonly founderId: string;
  readonly name: string;
  readonly held: readonly MembershipDocument[];
  readonly atMost: number;
}

export const isSeated = (teamId: string, { founderId, held }: Seating): boolean =>
  held.some((m) => m._id === membershipIdOf(teamId, founderId) && m.state === 'active');

/** As the rules know who is to lead it. */
export const leaderToBe = (teamId: string, seating: Seating): LeaderToBe => ({
  isSeated: isSeated(teamId, seating),
  held: teamsHeld(seating.held),
});

/**
 * Seats the founder as leader, before the team is opened: one who dies between leaves a leader of a team that
 * cannot act yet, which the next try finds and opens; where none comes, a sweep unseats them. FULL when other teams were
 * quicker.
 */
export async function seatLeader(
  teamId: string,
  seating: Seating,
  at: Date,
): Promise<'SEATED' | 'DUPLICATE' | 'FULL'> {
  if (isSeated(teamId, seating)) return 'SEATED';
  const { founderId: accountId, name, held, atMost } = seating;
  return withSeat(accountId, held, atMost, async (seat) => {
    const member = newMembership({ teamId, accountId, name }, 'leader', seat, at);
    const leader = { ...member, leading: { at, before: null } };
    return (await insert('memberships', leader)) === 'INSERTED' ? 'SEATED' : 'DUPLICATE';
  });
}

/** For a team that was refused while its founder was being seated. */
export const unseat = (teamId: string, founderId: string): Promise<number> =>
  remove('memberships', { _id: membershipIdOf(teamId, founderId) });

/** What approval changes of a team. */
export const openedFields = (team: Pick<TeamDocument, '_id' | 'name' | 'place' | 'founderId'>, at: Date) => ({
  ...listedFields(team),
  state: 'active',
  since: at,
  reason: '',
  leaderId: team.founderId,
  ...notHeldFields(),
  pendingOf: _.remove(),
  pendingSeat: dropKey(),
});
