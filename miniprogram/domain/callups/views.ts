import type { Place } from '../geo';
import type { Instant } from '../time';
import type { CallupState, Counts, Standing } from './rules';

/** What everybody who is called reads. */
export interface CallHead {
  readonly id: string;
  readonly title: string;
  readonly drill: boolean;
  readonly stationName: string;
  readonly state: CallupState;
  readonly at: Instant;
}

/** How the caller stands on one list. */
export interface MyCall {
  readonly list: number;
  readonly name: string;
  readonly standing: Standing;
  /** When they said that they would be there. */
  readonly from: Instant | null;
}

export interface CallView extends CallHead {
  readonly words: string;
  readonly phone: string;
  readonly venue: { readonly name: string; readonly address: string; readonly place: Place };
  /** The lists that call the person, the latest first. */
  readonly mine: readonly MyCall[];
}

/** A call-up that waits for the caller's answer, or to hear that they are home. */
export interface CallWaiting extends CallHead {
  readonly standing: 'silent' | 'coming';
}

/** One list, as the desk sees it. */
export interface ListState {
  readonly list: number;
  readonly name: string;
  readonly skills: readonly string[];
  /** Whose shifts who comes is signed up for; null while none. */
  readonly activityId: string | null;
  /** All are on it whom it calls. */
  readonly complete: boolean;
  readonly counts: Counts;
}

export interface CallDesk extends CallHead {
  readonly stationId: string;
  readonly words: string;
  readonly phone: string;
  readonly venue: { readonly name: string; readonly address: string; readonly place: Place };
  readonly lists: readonly ListState[];
}

/** Somebody on a list, for whoever calls. */
export interface CalledPerson {
  readonly accountId: string;
  readonly name: string;
  readonly phone: string;
  readonly standing: Standing;
  readonly from: Instant | null;
  /** They could not be sent a message. */
  readonly byPhone: boolean;
  /** When somebody last telephoned, and how often. */
  readonly phonedAt: Instant | null;
  readonly phoned: number;
  /** Somebody else answered for them. */
  readonly answeredFor: boolean;
  /** What became of them, in the words of who said so. */
  readonly fate: string;
}

/** How many a list would call at most: people in two of the teams count twice, skills are not looked at. */
export interface Preview {
  readonly teams: number;
  readonly people: number;
}
