import * as v from 'valibot';
import { id, instant, optionalText, place, text } from '../fields';
import { leaderWords, placeInTeam, teamWords } from '../teams/fields';
import { governing, teamVerdicts, type TeamState } from '../teams/lifecycle';
import { applicationAnswers, roles, type MembershipState, type Role } from '../teams/membership';
import type * as view from '../teams/views';
import { answers, limit, nothing, reads, writes } from './define';
import { TEAM_CANNOT_ACT } from './errors';

const ofTeam = v.strictObject({ teamId: id });
const reason = text(100);

/** Teams and their members. */
export const teams = {
  // ── Anyone ─────────────────────────────────────────────────────────────────────────────────────
  /** Nearest first; with a text, those whose name has it. */
  'teams.list': reads(
    'member',
    'anyone',
    v.strictObject({
      place,
      category: v.optional(id),
      text: v.optional(text(20)),
      /** `next` of the page before. */
      after: v.optional(v.strictObject({ distance: v.pipe(v.number(), v.minValue(0), v.maxValue(1e8)), id })),
      limit: limit(50),
    }),
    answers<{ teams: view.TeamCard[]; next: view.TeamPlace | null }>(),
  ),
  'teams.view': reads('member', 'anyone', ofTeam, answers<view.TeamView>()),

  // ── Volunteers ─────────────────────────────────────────────────────────────────────────────────
  'teams.mine': reads(
    'member',
    'account',
    nothing,
    answers<{ teams: view.MyTeam[]; pending: view.TeamDraft[]; atMost: number }>(),
  ),
  /** A new team, or with `teamId` a refused one mended; with `parentTeamId` a 分队. */
  'teams.found': writes(
    'member',
    'volunteer',
    v.strictObject({
      ...teamWords,
      teamId: v.optional(id),
      parentTeamId: v.optional(id),
      category: id,
      stationId: id,
    }),
    answers<{ teamId: string; state: 'submitted' | 'active' }>(),
    [
      ...TEAM_CANNOT_ACT,
      'STATION_CLOSED',
      'CONTENT_REFUSED',
      'TOO_MANY_TEAMS',
      'NOT_A_TOP_TEAM',
      'OUTSIDE_AREA',
      'NOT_IN_THIS_STATE',
    ],
  ),
  'teams.apply': writes(
    'member',
    'volunteer',
    v.strictObject({ teamId: id, words: optionalText(100) }),
    answers<{ teamId: string; state: 'applied' }>(),
    [
      ...TEAM_CANNOT_ACT,
      'ALREADY_MEMBER',
      'ALREADY_APPLIED',
      'TOO_MANY_TEAMS',
      'REMOVED_LATELY',
      'CONTENT_REFUSED',
    ],
  ),
  /** Leaves the team, or takes the application back. */
  'teams.leave': writes('member', 'account', ofTeam, answers<{ teamId: string }>(), [
    'NOT_A_MEMBER',
    'LEADS_A_TEAM',
  ]),

  // ── Leaders and deputies ───────────────────────────────────────────────────────────────────────
  'teams.edit': writes(
    'organizer',
    'leader',
    v.strictObject({ ...teamWords, teamId: id }),
    answers<{ teamId: string; state: 'changed' | 'submitted' }>(),
    [...TEAM_CANNOT_ACT, 'CONTENT_REFUSED'],
  ),
  /** Who has waited longest, first: as they are answered, those behind them come up. */
  'teams.applications': reads(
    'organizer',
    'leader',
    ofTeam,
    answers<{ applicants: view.Applicant[]; waiting: number }>(),
  ),
  'teams.answer': writes(
    'organizer',
    'leader',
    v.strictObject({
      teamId: id,
      accountId: id,
      answer: v.picklist(applicationAnswers),
      reason: optionalText(100),
    }),
    answers<{ accountId: string; state: MembershipState }>(),
    [...TEAM_CANNOT_ACT, 'ALREADY_DECIDED', 'REASON_NEEDED', 'TOO_MANY_TEAMS', 'CONTENT_REFUSED'],
  ),
  'teams.remove': writes(
    'organizer',
    'leader',
    v.strictObject({ teamId: id, accountId: id, reason }),
    answers<{ accountId: string }>(),
    ['NOT_A_MEMBER', 'CONTENT_REFUSED'],
  ),
  /** The leader makes a member a deputy or a deputy a member; as 'leader' it hands the team over. */
  'teams.appoint': writes(
    'organizer',
    // Whoever has handed over is a deputy, and a call sent again must get its first answer.
    'leader',
    v.strictObject({ teamId: id, accountId: id, role: v.picklist(roles) }),
    answers<{ accountId: string; role: Role }>(),
    [...TEAM_CANNOT_ACT, 'NOT_A_MEMBER', 'NOT_IN_THIS_STATE'],
  ),
  /** The leader, deputies, then whoever has been there longest; with a text, those whose name has it. */
  'teams.members': reads(
    'organizer',
    'leader',
    v.strictObject({
      teamId: id,
      text: v.optional(text(20)),
      /** `next` of the page before. */
      after: v.optional(placeInTeam),
    }),
    answers<view.MembersPage>(),
  ),
  'teams.numbers': reads('organizer', 'leader', ofTeam, answers<view.TeamNumbers>()),
  /** Written down: it takes people's names and numbers out of the system. */
  'teams.roster': writes('organizer', 'leader', ofTeam, answers<view.RosterFile>()),

  // ── Staff ──────────────────────────────────────────────────────────────────────────────────────
  /** What waits for a verdict where the caller serves, longest waiting first, and what is suspended there. */
  'teams.held': reads(
    'organizer',
    'duty',
    nothing,
    answers<{ held: view.HeldTeam[]; suspended: view.SuspendedTeam[] }>(),
  ),
  'teams.review': writes(
    'organizer',
    'staff',
    v.strictObject({
      teamId: id,
      verdict: v.picklist(teamVerdicts),
      reason: optionalText(100),
      /** Of what was read, as the list told it. */
      submittedAt: v.optional(instant),
    }),
    answers<{ teamId: string; state: TeamState }>(),
    ['ALREADY_REVIEWED', 'TEAM_NOT_ACTIVE', 'REASON_NEEDED', 'TOO_MANY_TEAMS'],
  ),
  'teams.suspend': writes(
    'organizer',
    'staff',
    v.strictObject({ teamId: id, move: v.picklist(governing), reason }),
    answers<{ teamId: string; state: TeamState }>(),
    ['NOT_IN_THIS_STATE', 'TEAM_NOT_ACTIVE', 'TEAM_BUSY'],
  ),
  /** A team that there is already: staff write for its leader what a founder writes. */
  'teams.register': writes(
    'organizer',
    'staff',
    v.strictObject({ ...teamWords, ...leaderWords, category: id, stationId: id }),
    answers<{ teamId: string; state: 'active' }>(),
    ['STATION_CLOSED', 'CONTENT_REFUSED', 'TOO_MANY_TEAMS'],
  ),
} as const;
