import type { Place } from '../geo';
import type { Instant } from '../time';
import type { Part } from './moves';
import type { Urgency } from '../request-rules';
import type { May } from './reading';
import type { Face } from '../signups/thanks';
import type { Ending, Entry, Origin, RequestState } from './types';

/** One line of a list. */
export interface RequestCard {
  readonly id: string;
  /** What it is about, with numbers masked; empty where it is confidential. */
  readonly title: string;
  readonly category: string;
  readonly urgency: Urgency;
  readonly state: RequestState;
  readonly ending: Ending | null;
  readonly at: Instant;
  readonly stationName: string;
  /** When the present step is promised by; null while nothing is, or the clock stands still. */
  readonly due: Instant | null;
  /** It waits for an answer of who asked. */
  readonly paused: boolean;
  readonly late: boolean;
  readonly reopened: number;
  /** Metres from where the list was asked for; null where that is nowhere. */
  readonly distance: number | null;
}

/** Where and how to reach who asked: for who goes there, while it is under way. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly address: string;
}

/** A line of the timeline, with who made it as others may know them. */
export interface EntryView extends Omit<Entry, 'by' | 'whom' | 'teamId'> {
  /** What they are to it; null: the system. */
  readonly part: Exclude<Part, 'system'> | null;
  readonly name: string;
  readonly teamName: string;
  readonly mine: boolean;
}

export interface RequestView extends RequestCard {
  readonly origin: Origin;
  /** In who asked's own words; numbers are masked for everybody who does not go there. */
  readonly words: string;
  /** The words are kept from this reader. */
  readonly confidential: boolean;
  readonly place: Place;
  readonly wanted: { readonly from: Instant; readonly to: Instant } | null;
  /** Null for who may not know it, or may not yet, or may no more. */
  readonly contact: Contact | null;
  readonly team: { readonly id: string; readonly name: string; readonly phone: string } | null;
  readonly going: readonly { readonly id: string; readonly name: string }[];
  /** Who of the desk keeps it; empty: nobody yet. */
  readonly keeper: string;
  readonly keptByMe: boolean;
  readonly timeline: readonly EntryView[];
  /** What who asked is asked. */
  readonly question: string;
  /** Who has it was asked whether they still go. */
  readonly askedStill: boolean;
  /** How it went, as who asked said; null for whom it is not, and before. */
  readonly said: { readonly face: Face; readonly words: string } | null;
  readonly mergedInto: string;
  /** Minutes within which four of five such requests were done lately; null: too few to say. */
  readonly mostly: number | null;
  /** Others of the desk who have it open now. */
  readonly lookedAtBy: readonly string[];
  readonly may: May;
}

/** How long what is asked for may be, in characters. */
export const WORDS_AT_MOST = 300;

export const deskScopes = ['waiting', 'out', 'closed'] as const;
export type DeskScope = (typeof deskScopes)[number];
export const mineScopes = ['asked', 'going', 'team'] as const;
export type MineScope = (typeof mineScopes)[number];
