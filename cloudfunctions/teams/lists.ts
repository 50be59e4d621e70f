import type { TeamMember } from '#domain/teams/views';
import { ms } from '../core/clock';
import { count } from '../core/loading';
import { useCase } from '../core/use-case';
import { applicantsOf, countMembers, membersOf, personOf } from './people';
import { givenByPerson } from './record';

const PAGE = 30;

/** Who waits to be let in: those who have waited longest; as they are answered, the others come up. */
export const teamApplications = useCase('teams.applications', {
  ask: ({ teamId }) => ({ waiting: count('memberships', 'askedOf', teamId) }),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input: { teamId }, loaded: { waiting } }) {
    const asked = waiting === 0 ? [] : await applicantsOf(teamId, PAGE);
    const applicants = asked.map((m) => ({ ...personOf(m), words: m.words ?? '', at: ms(m.since) }));
    return { applicants, waiting };
  },
});

/** The people of a team, a page at a time. */
export const teamMembers = useCase('teams.members', {
  ask: () => ({}),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input: { teamId, text, after }, caller }) {
    // One more than shown tells whether there are more.
    const [found, all] = await Promise.all([
      membersOf(teamId, { text, after, limit: PAGE + 1 }),
      countMembers(teamId),
    ]);
    const shown = found.slice(0, PAGE);
    const given = await givenByPerson(
      teamId,
      shown.map((m) => m.accountId),
    );
    const members = shown.map((m): TeamMember => {
      const minutes = given.get(m.accountId)?.minutes ?? 0;
      return { ...personOf(m), role: m.role, since: ms(m.since), minutes };
    });
    const next = found.length > PAGE ? (shown[shown.length - 1]?.order ?? null) : null;
    return { members, next, count: all, heads: caller.heads.includes(teamId) };
  },
});
