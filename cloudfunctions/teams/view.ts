import { refuseIf } from '#domain/errors';
import { viewRefusal } from '#domain/teams/lifecycle';
import { monthsUpTo, sumOf } from '#domain/teams/record';
import { dayOf, type Instant } from '#domain/time';
import { activityCard, CARD_FIELDS, SLOT_CARD_FIELDS } from '../activities/views';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { count, findWith, following, many, needed, one, only } from '../core/loading';
import { useCase } from '../core/use-case';
import { membersIn, membersLookUps, monthsOf, recordLookUps } from './record';
import { teamsHeld } from './seats';
import { mineOf, teamCard, TEAM_SECRETS } from './views';

const COMING_AT_MOST = 5;

export const oneTeam = useCase('teams.view', {
  ask: ({ teamId }, me, _nonce, now) => ({
    ...recordLookUps(teamId, monthsThisYear(now), now),
    ...membersLookUps(teamId),
    ...following({ team: needed(one('teams', teamId, TEAM_SECRETS)) }, ({ team }) => ({
      parent: only(one('teams', team.parentTeamId), ['_id', 'name']),
      subTeams: only(many('teams', 'parentTeamId', teamId), ['_id', 'name', 'state']),
      leader: only(one('accounts', team.leaderId), ['name']),
      waiting: count('memberships', 'askedOf', teamId),
      memberships: many('memberships', 'accountId', me.accountId, ['receipts']),
    })),
  }),

  async run({ input: { teamId }, loaded, settings, caller, me, now }) {
    const { team, parent } = loaded;
    const serves = caller.duties.some((duty) => team.areas.includes(duty));
    const own = team.founderId === me.accountId && me.accountId !== '';
    refuseIf(viewRefusal(team.state, serves || own));
    const coming = await comingOf(teamId, now);
    const months = monthsOf(loaded, teamId, monthsThisYear(now));
    const leads = caller.leads.includes(teamId);
    const mine = mineOf(loaded.memberships.find((m) => m.teamId === teamId));
    const { state, joining, phone, place } = team;
    return {
      ...teamCard(team),
      state,
      joining,
      phone,
      place,
      // Between staff and those it concerns.
      reason: serves || own || mine?.state === 'active' ? team.reason : '',
      leaderName: loaded.leader?.name ?? '',
      members: membersIn(loaded),
      since: ms(team.createdAt),
      parent: parent ? { id: parent._id, name: parent.name } : null,
      subTeams: loaded.subTeams
        .filter((sub) => sub.state === 'active')
        .map((sub) => ({ id: sub._id, name: sub.name })),
      year: sumOf(months),
      coming: coming.map((activity) => activityCard(activity, activity.slots, now)),
      mine,
      seatsLeft: Math.max(0, settings.accounts.teamsAtMost - teamsHeld(loaded.memberships)),
      leads,
      heads: caller.heads.includes(teamId),
      serves,
      waiting: leads ? loaded.waiting : 0,
      changing: leads && team.change !== undefined,
    };
  },
});

const monthsThisYear = (now: Instant): string[] => monthsUpTo(now, Number(dayOf(now).slice(5, 7)));

/** Open to everyone and not over, soonest first. */
const comingOf = (teamId: string, now: Instant) =>
  findWith(
    'activities',
    [
      { match: { toCount: teamId, liveUntil: _.gt(new Date(now)), state: 'published' } },
      { sort: { start: 1 } },
    ],
    COMING_AT_MOST,
    ({ _id }) => ({ slots: only(many('slots', 'activityId', _id), SLOT_CARD_FIELDS) }),
    CARD_FIELDS,
  );
