import type { CallupState, Counts, Standing } from '#domain/callups/rules';
import type { Reach } from '#domain/callups/schemas';
import type { Place } from '#domain/geo';
import type { Receipt } from '../core/values';

/** A list of a call-up: a phase of the work, and whom it calls. */
export interface CallList {
  name: string;
  skills: string[];
  reach: Reach;
  at: Date;
  /** An activity of a team: who comes is signed up for its shifts. */
  activityId?: string;
  /** How far its teams have been gone through: this team, and behind this place in it. */
  after: { team: number; order: string };
  /** How many sheets there are. */
  sheets: number;
  complete: boolean;
}

export interface CallupDocument {
  _id: string;
  stationId: string;
  stationName: string;
  /** The station and all above it: whose staff run it. */
  areas: string[];
  title: string;
  words: string;
  drill: boolean;
  phone: string;
  venue: { name: string; address: string; place: Place };
  lists: CallList[];
  /** By list, the teams whose members it calls, as they were when it was made. */
  teams: Record<string, string[]>;
  state: CallupState;
  createdBy: string;
  createdAt: Date;
  endedAt?: Date;
  /** While people are still to be put on a list. */
  dueAt?: Date;
  receipts: Receipt[];
}

/** How somebody on a list stands. */
export interface Called {
  standing: Standing;
  /** When they will be there, as they said. */
  from?: Date;
  /** Who answered for them. */
  by?: string;
  /** No message could be sent to them when they were called. */
  byPhone?: true;
  phoned?: number;
  phonedAt?: Date;
  /** What became of them. */
  fate?: string;
  /** The shift that they were signed up for. */
  slotId?: string;
  receipts?: Receipt[];
}

/**
 * Some hundred people of a list, and how many of them stand how: an answer is one update of its sheet, counts and all, so
 * nothing is counted twice or lost, and no document is written by all.
 */
export interface SheetDocument {
  _id: string;
  callupId: string;
  list: number;
  no: number;
  /** Unique: nobody is on two sheets of a list. */
  keys: string[];
  accounts: string[];
  people: Record<string, Called>;
  counts: Counts;
  /** Its people, while the call-up is not over. */
  liveFor?: string[];
  /** Nobody on it comes any more. */
  shut?: true;
  /** While somebody on it is to be signed up for a shift, or their sign-up to be ended. */
  placeAt?: Date;
  /** Until its people have been told. */
  tellAt?: Date;
}
