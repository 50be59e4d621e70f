import { Refused } from '#domain/errors';
import { isPublic } from '#domain/teams/lifecycle';
import { monthsUpTo, sumOf } from '#domain/teams/record';
import { dayOf, type Instant } from '#domain/time';
import { activityCard, withSlots, type WithSlots } from '../activities/views';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { byId, countOf, having, via } from '../core/question';
import { useCase } from '../core/use-case';
import { countMembers } from './people';
import { monthsOf } from './record';
import { heldBy } from './seats';
import { mineOf, PERSON_SECRETS, teamCard } from './views';

const COMING_AT_MOST = 5;
const TEAM_SECRETS = ['receipts', 'grams', 'formerLeaders'] as const;

export const view = useCase('teams.view', {
  ask: ({ teamId }, me) => ({
    team: byId('teams', teamId, TEAM_SECRETS),
    parent: via('teams', '_id', 'team.parentTeamId', TEAM_SECRETS),
    subTeams: having('teams', 'parentTeamId', teamId, TEAM_SECRETS),
    leader: via('accounts', '_id', 'team.leaderId', [...PERSON_SECRETS, 'phone', 'volunteer']),
    waiting: countOf('memberships', 'askedOf', teamId),
    mine: having('memberships', 'accountId', me.accountId, ['receipts']),
  }),

  async run({ input: { teamId }, loaded, settings, caller, me, now }) {
    const [team] = loaded.team;
    const serves = caller.duties.some((duty) => team?.areas.includes(duty));
    const own = team?.founderId === me.accountId && me.accountId !== '';
    if (!team || (!isPublic(team.state) && !serves && !own)) throw new Refused('NOT_FOUND');
    const year = monthsUpTo(now, Number(dayOf(now).slice(5, 7)));
    const [coming, months, members] = await Promise.all([
      comingOf(teamId, now),
      monthsOf(teamId, year, now),
      countMembers(teamId),
    ]);
    const leads = caller.leads.includes(teamId);
    const mine = mineOf(loaded.mine.find((m) => m.teamId === teamId));
    const [parent] = loaded.parent;
    const { state, joining, phone, place } = team;
    return {
      ...teamCard(team),
      state,
      joining,
      phone,
      place,
      // Between staff and those it concerns.
      reason: serves || own || mine?.state === 'active' ? team.reason : '',
      leaderName: loaded.leader[0]?.name ?? '',
      members,
      since: ms(team.createdAt),
      parent: parent ? { id: parent._id, name: parent.name } : null,
      subTeams: loaded.subTeams
        .filter((sub) => sub.state === 'active')
        .map((sub) => ({ id: sub._id, name: sub.name })),
      year: sumOf(months),
      coming: coming.map((activity) => activityCard(activity, activity.slots, now)),
      mine,
      seatsLeft: Math.max(0, settings.accounts.teamsAtMost - heldBy(loaded.mine)),
      leads,
      heads: caller.heads.includes(teamId),
      serves,
      waiting: leads ? loaded.waiting : 0,
      changing: leads && team.change !== undefined,
    };
  },
});

/** Open to everyone and not over, soonest first. */
const comingOf = (teamId: string, now: Instant): Promise<WithSlots[]> =>
  aggregate<WithSlots>(
    'activities',
    [{ match: { teamId, liveUntil: _.gt(new Date(now)), state: 'published' } }, { sort: { start: 1 } }],
    COMING_AT_MOST,
    withSlots,
  );
