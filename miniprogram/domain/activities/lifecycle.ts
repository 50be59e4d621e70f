import type { Refusal } from '../errors';
import type { Instant, Interval } from '../time';

/**
 * The whole life of an activity: what it can be, who can move it from what to what, and when. Everything
 * that posts, reviews, changes, calls off or files an activity asks here first.
 */

/** As stored. Whether a published one is coming, running or over follows from the clock. */
export const activityStates = ['draft', 'submitted', 'published', 'refused', 'cancelled', 'closed'] as const;
export type ActivityState = (typeof activityStates)[number];

/** Whether anybody could ever sign up for it or come: until a reviewer agrees, it is between them and its team. */
export const wasNeverOpen = (state: ActivityState): boolean =>
  state === 'draft' || state === 'submitted' || state === 'refused';

export type Phase = Exclude<ActivityState, 'published'> | 'coming' | 'running' | 'finished';

/** finished: over, with hours that may still wait; closed: nothing left to do. */
export function phaseOf(activity: Interval & { state: ActivityState }, now: Instant): Phase {
  if (activity.state !== 'published') return activity.state;
  if (now < activity.start) return 'coming';
  return now < activity.end ? 'running' : 'finished';
}

/**
 * save: writes on at a draft · submit: sends it · publish, refuse: the verdict on it, by a reviewer or, where
 * the content check is enough, by the system · edit: takes it back to be worked on · change: of what
 * people may have signed up for · cancel: calls it off · report: says how it went · close: files it ·
 * discard: throws it away
 */
export const moves = [
  'save',
  'submit',
  'publish',
  'refuse',
  'edit',
  'change',
  'cancel',
  'report',
  'close',
  'discard',
] as const;
export type Move = (typeof moves)[number];

/** The leader and deputies of its team; staff that serve where it takes place; timers and checks. */
export const movers = ['leader', 'staff', 'system'] as const;
export type Mover = (typeof movers)[number];

/** Of the activity's own time. */
export type When = 'always' | 'beforeStart' | 'beforeEnd' | 'afterEnd';

export interface Passage {
  readonly by: readonly Mover[];
  readonly from: readonly ActivityState[];
  /** 'same' leaves the state as it was; null: it is there no more. */
  readonly to: ActivityState | 'same' | null;
  readonly when: When;
}

export const lifecycle = {
  save: { by: ['leader'], from: ['draft'], to: 'same', when: 'always' },
  submit: { by: ['leader'], from: ['draft'], to: 'submitted', when: 'always' },
  publish: { by: ['staff', 'system'], from: ['submitted'], to: 'published', when: 'beforeStart' },
  // What has begun can no longer be published, but its leader is still owed an answer.
  refuse: { by: ['staff'], from: ['submitted'], to: 'refused', when: 'always' },
  edit: { by: ['leader'], from: ['submitted', 'refused'], to: 'draft', when: 'always' },
  // What has begun of it stays as it is: see change.ts.
  change: { by: ['leader'], from: ['published'], to: 'same', when: 'beforeEnd' },
  cancel: { by: ['leader'], from: ['submitted', 'published'], to: 'cancelled', when: 'beforeEnd' },
  report: { by: ['leader'], from: ['published', 'closed'], to: 'same', when: 'afterEnd' },
  close: { by: ['system'], from: ['published'], to: 'closed', when: 'afterEnd' },
  discard: { by: ['leader'], from: ['draft', 'refused'], to: null, when: 'always' },
} as const satisfies Record<Move, Passage>;

/** Every life begins as one. */
export const FIRST_STATE: ActivityState = 'draft';

/** What nothing leads out of. */
export const finalStates: readonly ActivityState[] = ['cancelled', 'closed'];

/** Why not, from a state that the move does not start from. */
function wrongState(move: Move, state: ActivityState): Refusal {
  if (state === 'cancelled') return { code: 'CANCELLED' };
  const judging = move === 'publish' || move === 'refuse';
  if (judging && (state === 'published' || state === 'refused')) return { code: 'ALREADY_REVIEWED' };
  return { code: 'NOT_IN_THIS_STATE', details: { state } };
}

function wrongTime(when: When, { start, end }: Interval, now: Instant): Refusal | null {
  switch (when) {
    case 'always':
      return null;
    case 'beforeStart':
      return now < start ? null : { code: 'TIME_PASSED' };
    case 'beforeEnd':
      return now < end ? null : { code: 'TIME_PASSED' };
    case 'afterEnd':
      return now < end ? { code: 'NOT_FINISHED' } : null;
  }
}

/** Null when this may be done now; otherwise the first reason why not. */
export function moveRefusal(
  activity: Interval & { state: ActivityState },
  move: Move,
  by: Mover,
  now: Instant,
): Refusal | null {
  const { by: allowed, from, when }: Passage = lifecycle[move];
  if (!allowed.includes(by)) return { code: 'NOT_ALLOWED' };
  if (!from.includes(activity.state)) return wrongState(move, activity.state);
  return wrongTime(when, activity, now);
}

/** What it is afterwards; null when it is there no more. */
export function stateAfter(state: ActivityState, move: Move): ActivityState | null {
  const { to }: Passage = lifecycle[move];
  return to === 'same' ? state : to;
}

/** All that this person could do with it now. */
export const movesOpen = (activity: Interval & { state: ActivityState }, by: Mover, now: Instant): Move[] =>
  moves.filter((move) => moveRefusal(activity, move, by, now) === null);
