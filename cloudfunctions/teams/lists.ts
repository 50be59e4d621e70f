import type { TeamMember } from '#domain/teams/views';
import { ms } from '../core/clock';
import { count } from '../core/loading';
import { useCase } from '../core/use-case';
import { applicantsOf, membersWithGiven, personOf } from './people';
import { membersIn, membersLookUps } from './record';

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
  ask: ({ teamId }) => membersLookUps(teamId),
  subject: (_loaded, { teamId }) => ({ teamId }),

  async run({ input: { teamId, text, after }, loaded, caller }) {
    // One more than shown tells whether there are more.
    const found = await membersWithGiven(teamId, { text, after, limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    const members = shown.map((m): TeamMember => {
      return { ...personOf(m), role: m.role, since: ms(m.since), minutes: m.given.minutes };
    });
    const next = found.length > PAGE ? (shown[shown.length - 1]?.order ?? null) : null;
    return { members, next, count: membersIn(loaded), heads: caller.heads.includes(teamId) };
  },
});
