import { REMOVED_DAYS } from '#domain/teams/membership';
import type { Mine, TeamCard } from '#domain/teams/views';
import { DAY } from '#domain/time';
import { ms } from '../core/clock';
import type { MembershipDocument, TeamDocument } from './documents';

export const teamCard = (team: TeamDocument): Omit<TeamCard, 'distance'> => ({
  id: team._id,
  name: team.name,
  category: team.category,
  about: team.about,
  station: { id: team.stationId, name: team.stationName },
  sub: team.parentTeamId !== undefined,
});

export function mineOf(membership: MembershipDocument | undefined): Mine | null {
  if (!membership) return null;
  const { state, role, reason = '' } = membership;
  const since = ms(membership.since);
  return { state, role, since, reason, againFrom: state === 'removed' ? since + REMOVED_DAYS * DAY : null };
}

/** What pages about members do not need of an account. */
export const PERSON_SECRETS = ['openid', 'receipts', 'codeKey', 'consents', 'grants', 'noShows', 'duties'];
