import { REMOVED_DAYS } from '#domain/teams/membership';
import type { Mine, TeamCard, TeamPerson } from '#domain/teams/views';
import { DAY } from '#domain/time';
import { ms } from '../core/clock';
import type { AccountDocument } from '../documents';
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

export function personOf(accountId: string, people: readonly AccountDocument[]): TeamPerson {
  const person = people.find((p) => p._id === accountId);
  return {
    accountId,
    name: person?.name ?? '',
    phone: person?.phone ?? '',
    number: person?.volunteer?.number ?? '',
    skills: person?.volunteer?.skills ?? [],
  };
}
