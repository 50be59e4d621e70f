import type { Urgency } from '../request-rules';
import type { Instant } from '../time';

/** self: by who needs it · behalf: by a relative, a neighbour, a grid worker · hotline: by staff on the telephone. */
export const origins = ['self', 'behalf', 'hotline'] as const;
export type Origin = (typeof origins)[number];

/**
 * held: its words wait for a person · submitted: waits at a desk · offered: any volunteer may claim it · dispatched: a team
 * is asked · objected: the team says that it is not theirs · accepted: somebody has it · underway: they are there ·
 * done: they say that it is done · closed: over, with an ending.
 */
export const requestStates = [
  'held',
  'submitted',
  'offered',
  'dispatched',
  'objected',
  'accepted',
  'underway',
  'done',
  'closed',
] as const;
export type RequestState = (typeof requestStates)[number];

/** Closed is not the same as fixed: each kind of ending is said to who asked. */
export const endings = ['done', 'impossible', 'notOurs', 'double', 'unneeded', 'refused'] as const;
export type Ending = (typeof endings)[number];

/** What was done about it, by whom, and why: one line of its timeline. */
export interface Entry {
  readonly at: Instant;
  /** Empty: the system. */
  readonly by: string;
  readonly kind: StepKind;
  readonly state: RequestState;
  /** In somebody's own words; empty where there are none. */
  readonly words: string;
  /** The team concerned. */
  readonly teamId?: string;
  /** The people concerned: who keeps it now, who has it no more. */
  readonly whom?: readonly string[];
}

export const stepKinds = [
  'ask',
  'pass',
  'takeIn',
  'handOver',
  'dispatch',
  'offer',
  'refuse',
  'question',
  'answer',
  'extend',
  'accept',
  'decline',
  'object',
  'judge',
  'takeBack',
  'name',
  'claim',
  'still',
  'release',
  'begin',
  'finish',
  'confirm',
  'notDone',
  'cancel',
  'follow',
  'merge',
  'rise',
  'timeOut',
  'askStill',
  'letGo',
  'late',
  'unanswered',
  'autoClose',
  'strand',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** While it waits for who asked, no promise runs. */
export interface Pause {
  readonly since: Instant;
  /** Minutes that were left of the promise. */
  readonly left: number;
  /** Who asks what. */
  readonly by: string;
  readonly words: string;
}

/** A request as its rules see it. */
export interface Request {
  readonly id: string;
  readonly at: Instant;
  readonly category: string;
  readonly urgency: Urgency;
  readonly origin: Origin;
  readonly state: RequestState;
  readonly ending: Ending | null;
  /** Who typed it. */
  readonly filedBy: string;
  /** Who asked, for whom, and whose own was merged into it: what comes of it is for them to say. */
  readonly askers: readonly string[];
  /** Who is told what comes of it. */
  readonly followers: readonly string[];
  /** The station that it belongs to, and all above it. */
  readonly areas: readonly string[];
  /** Of its areas those that somebody serves, nearest first. */
  readonly desks: readonly string[];
  /** How many of the desks beyond the first have it on their lists, because nobody saw to it. */
  readonly risen: number;
  /** Who of the desk has taken it in; empty: nobody yet. */
  readonly keeper: string;
  /** Who sent it to the team that it is with, or was last. */
  readonly dispatcher: string;
  /** The team that is asked, or has it; empty: none. */
  readonly teamId: string;
  /** A second person has said that it is this team's, after it objected. */
  readonly insisted: boolean;
  /** Who claimed it by themselves; empty: nobody. */
  readonly holder: string;
  /** Who goes there. */
  readonly going: readonly string[];
  /** Teams that had it and gave it back, and people who did, or who said done when it was not. */
  readonly tried: readonly string[];
  /** When the present step is promised by; null while nothing is promised. */
  readonly due: Instant | null;
  readonly pause: Pause | null;
  /** Since when whoever has it has been asked whether they still go. */
  readonly askedStill: Instant | null;
  /** Under way beyond its promise, and its desk knows. */
  readonly late: boolean;
  readonly reopened: number;
  /** When somebody was there, when they said done, and when it was closed. */
  readonly begunAt: Instant | null;
  readonly doneAt: Instant | null;
  readonly closedAt: Instant | null;
  readonly mergedInto: string;
  /** Latest last. */
  readonly history: readonly Entry[];
}
