import type { StepKind, RequestState } from './types';

/**
 * asker: who asked, or for whom · goer: who goes there, or wants to · team: leads the team concerned · desk: staff of its
 * areas · system: time
 */
export type Part = 'asker' | 'goer' | 'team' | 'desk' | 'system';

interface Move {
  readonly by: readonly Part[];
  readonly from: readonly RequestState[];
  /** The state it comes to; it stays in its own where none is said. */
  readonly to?: RequestState;
}

const atDesk = ['submitted', 'offered', 'dispatched', 'objected'] as const;
const withSomebody = ['dispatched', 'accepted', 'underway'] as const;
const live = ['held', ...atDesk, 'accepted', 'underway', 'done'] as const;

/** The one table of what can become of a request: who does what in which state, and where it leads. */
export const moves: Readonly<Record<Exclude<StepKind, 'ask'>, Move>> = {
  pass: { by: ['desk'], from: ['held'], to: 'submitted' },
  takeIn: { by: ['desk'], from: live },
  handOver: { by: ['desk'], from: live },
  dispatch: { by: ['desk'], from: ['submitted', 'offered'], to: 'dispatched' },
  offer: { by: ['desk'], from: ['submitted'], to: 'offered' },
  refuse: { by: ['desk'], from: ['held', 'submitted', 'offered'], to: 'closed' },
  takeBack: { by: ['desk'], from: [...withSomebody, 'offered'], to: 'submitted' },
  judge: { by: ['desk'], from: ['objected'] },
  merge: { by: ['desk'], from: ['submitted', 'offered'], to: 'closed' },
  question: { by: ['desk', 'goer'], from: ['submitted', 'offered', 'accepted', 'underway'] },
  extend: { by: ['desk', 'team', 'goer'], from: ['submitted', 'accepted', 'underway'] },
  accept: { by: ['team'], from: ['dispatched'], to: 'accepted' },
  decline: { by: ['team'], from: ['dispatched'], to: 'submitted' },
  object: { by: ['team'], from: ['dispatched'], to: 'objected' },
  name: { by: ['team'], from: ['accepted', 'underway'] },
  claim: { by: ['goer'], from: ['offered'], to: 'accepted' },
  still: { by: ['goer'], from: ['accepted'] },
  release: { by: ['goer', 'team'], from: ['accepted', 'underway'], to: 'submitted' },
  begin: { by: ['goer'], from: ['accepted'], to: 'underway' },
  finish: { by: ['goer'], from: ['accepted', 'underway'], to: 'done' },
  answer: { by: ['asker'], from: ['submitted', 'offered', 'accepted', 'underway'] },
  cancel: { by: ['asker'], from: ['held', ...atDesk, 'accepted'], to: 'closed' },
  confirm: { by: ['asker'], from: ['done'], to: 'closed' },
  notDone: { by: ['asker'], from: ['done', 'closed'], to: 'submitted' },
  follow: { by: ['asker'], from: live },
  rise: { by: ['system'], from: ['held', 'submitted', 'objected'] },
  timeOut: { by: ['system'], from: ['offered', 'dispatched'], to: 'submitted' },
  askStill: { by: ['system'], from: ['accepted'] },
  letGo: { by: ['system'], from: ['accepted'], to: 'submitted' },
  late: { by: ['system'], from: ['underway'] },
  unanswered: { by: ['system'], from: ['submitted', 'offered', 'accepted', 'underway'] },
  autoClose: { by: ['system'], from: ['done'], to: 'closed' },
  strand: { by: ['system'], from: live },
};

export const canMove = (kind: Exclude<StepKind, 'ask'>, part: Part, state: RequestState): boolean =>
  moves[kind].by.includes(part) && moves[kind].from.includes(state);
