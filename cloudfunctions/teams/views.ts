import { REMOVED_DAYS } from '#domain/teams/membership';
import type { Mine, TeamCard } from '#domain/teams/views';
import { DAY } from '#domain/time';
import { ms } from '../core/clock';
import type { FieldOf } from '../core/loading';
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
export const PERSON_SECRETS = [
  'openid',
  'receipts',
  'codeKey',
  'consents',
  'grants',
  'noShows',
  'duties',
] as const satisfies readonly FieldOf<AccountDocument>[];

/** What lists of teams do not need of a team. */
export const TEAM_BULK = ['receipts', 'grams'] as const satisfies readonly FieldOf<TeamDocument>[];

/** What its page does not need, nor tell. */
export const TEAM_SECRETS = [...TEAM_BULK, 'formerLeaders'] as const;
