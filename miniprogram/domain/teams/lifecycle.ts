import type { Refusal } from '../errors';
import { reasonRefusal } from '../refusals';

/**
 * What becomes of a team: submitted by its founder, active once staff of its area have agreed, suspended
 * and lifted by them with a reason, dissolved for good. A refused one is mended and submitted again.
 */
export const teamStates = ['submitted', 'active', 'refused', 'suspended', 'dissolved'] as const;
export type TeamState = (typeof teamStates)[number];

export const teamMoves = ['resubmit', 'approve', 'refuse', 'suspend', 'lift', 'dissolve'] as const;
export type TeamMove = (typeof teamMoves)[number];

/** Those that staff make of a team that has been approved. */
export const governing = ['suspend', 'lift', 'dissolve'] as const satisfies readonly TeamMove[];
export type Governing = (typeof governing)[number];

export const teamVerdicts = ['approve', 'refuse'] as const satisfies readonly TeamMove[];
export type TeamVerdict = (typeof teamVerdicts)[number];

const after = {
  submitted: { approve: 'active', refuse: 'refused' },
  refused: { resubmit: 'submitted' },
  active: { suspend: 'suspended', dissolve: 'dissolved' },
  suspended: { lift: 'active', dissolve: 'dissolved' },
  dissolved: {},
} as const satisfies Record<TeamState, Partial<Record<TeamMove, TeamState>>>;

/** The state that a move leads to from another; null where it cannot be made. */
export const stateAfterMove = (state: TeamState, move: TeamMove): TeamState | null =>
  (after[state] as Partial<Record<TeamMove, TeamState>>)[move] ?? null;

/** What others have to be told of: all but agreeing. */
const unexplained: readonly TeamMove[] = ['approve', 'resubmit'];

/** Null when this move may be made now; otherwise the first reason why not. */
export function moveRefusal(state: TeamState, move: TeamMove, reason: string): Refusal | null {
  if (stateAfterMove(state, move) === null) return { code: whyNot(state, move) };
  return unexplained.includes(move) ? null : reasonRefusal(reason);
}

function whyNot(state: TeamState, move: TeamMove): Refusal['code'] {
  if (state === 'dissolved') return 'TEAM_NOT_ACTIVE';
  return move === 'approve' || move === 'refuse' ? 'ALREADY_REVIEWED' : 'NOT_IN_THIS_STATE';
}

/** Null when the team may act: post, take people in, change what it says of itself. */
export function actingRefusal(state: TeamState): Refusal | null {
  switch (state) {
    case 'active':
      return null;
    case 'suspended':
      return { code: 'TEAM_SUSPENDED' };
    case 'dissolved':
    case 'submitted':
    case 'refused':
      return { code: 'TEAM_NOT_ACTIVE' };
  }
}

/** Everyone may read its page. What waits for staff is between its founder and them. */
export const isPublic = (state: TeamState): boolean => state !== 'submitted' && state !== 'refused';

/** Null when this page may be seen; `concerned`: its founder, or staff where it is at home. To others there is no such team. */
export const viewRefusal = (state: TeamState, concerned: boolean): Refusal | null =>
  isPublic(state) || concerned ? null : { code: 'NOT_FOUND' };

/** A team as far as the place of a sub-team (分队) depends on it. */
export interface Parent {
  readonly state: TeamState;
  readonly stationId: string;
  readonly parentTeamId?: string;
}

/**
 * Null when a sub-team may be founded there: by the leader of a team that is active and no sub-team itself, at home
 * at its station or one below. `areas`: the sub-team's station and all above it.
 */
export function subTeamRefusal(parent: Parent, areas: readonly string[], heads: boolean): Refusal | null {
  if (!heads) return { code: 'NOT_FOUND' };
  const acting = actingRefusal(parent.state);
  if (acting) return acting;
  if (parent.parentTeamId !== undefined) return { code: 'NOT_A_TOP_TEAM' };
  return areas.includes(parent.stationId) ? null : { code: 'OUTSIDE_AREA' };
}

/** Null when nothing hangs on the team any more; what still does is told in numbers. */
export function dissolveRefusal(activities: number, subTeams: number): Refusal | null {
  return activities + subTeams === 0 ? null : { code: 'TEAM_BUSY', details: { activities, subTeams } };
}
