import { searchGrams } from '#domain/stations/rules';
import { FIRST_MEMBER } from '#domain/teams/membership';
import type { TeamPerson } from '#domain/teams/views';
import { keyIn } from '#domain/unique';
import { _, find, type Operator } from '../core/database';
import { findWith, one, only } from '../core/loading';
import type { MembershipDocument } from './documents';
import { givenLookUp, NOTHING_GIVEN } from './record';

/** What lists of a team say: of each of its many people nothing else crosses the wire. */
const MEMBERSHIP_SHOWN = ['accountId', 'role', 'since', 'order', 'words'] as const;
const PERSON_SHOWN = ['name', 'phone', 'number', 'volunteer.skills'] as const;

/** A membership with whose it is. */
export type ListedMember = Awaited<ReturnType<typeof listMembers>>[number];

const OFFICERS_AT_MOST = 100;

export interface Page {
  /** Part of a name. */
  readonly text?: string | undefined;
  /** The place in the list after which it begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Active members in the order of the team's list, in one round trip. */
export function membersOf(teamId: string, page: Page): Promise<ListedMember[]> {
  const match = matchOf(teamId, page);
  return match ? listMembers(match, 'order', page.limit) : Promise.resolve([]);
}

/** A text of which nothing can be looked for is in no name: null. */
function matchOf(teamId: string, { text, after }: Page) {
  const wanted = text === undefined ? null : searchGrams(text);
  if (wanted?.length === 0) return null;
  return {
    memberOf: teamId,
    ...(wanted && { grams: _.all(wanted) }),
    ...(after !== undefined && { order: _.gt(after) }),
  };
}

/** The same, each with what they have given in the team. */
export async function membersWithGiven(teamId: string, page: Page) {
  const match = matchOf(teamId, page);
  if (!match) return [];
  const found = await findWith(
    'memberships',
    [{ match }, { sort: { order: 1 } }],
    page.limit,
    ({ accountId }) => ({
      person: only(one('accounts', accountId), PERSON_SHOWN),
      given: givenLookUp(teamId),
    }),
    MEMBERSHIP_SHOWN,
  );
  return found.map(({ given, ...member }) => ({ ...member, given: given[0]?.inTeam ?? NOTHING_GIVEN }));
}

/** Whom staff tell what they decide about a team: its leader and deputies. */
export const officersOf = (teamId: string): Promise<MembershipDocument[]> =>
  find('memberships', { memberOf: teamId, order: _.lt(FIRST_MEMBER) }, { limit: OFFICERS_AT_MOST });

/** Who has asked to be let in, longest waiting first. */
export const applicantsOf = (teamId: string, limit: number): Promise<ListedMember[]> =>
  listMembers({ askedOf: teamId }, 'since', limit);

const listMembers = (
  match: Readonly<Record<string, string | Operator>>,
  by: 'order' | 'since',
  limit: number,
) =>
  findWith(
    'memberships',
    [{ match }, { sort: { [by]: 1 } }],
    limit,
    ({ accountId }) => ({ person: only(one('accounts', accountId), PERSON_SHOWN) }),
    MEMBERSHIP_SHOWN,
  );

export function personOf({ accountId, person }: ListedMember): TeamPerson {
  const { name = '', phone = '', number = [], volunteer } = person ?? {};
  return { accountId, name, phone, number: keyIn(number) ?? '', skills: volunteer?.skills ?? [] };
}
