import type { CrowdNote } from '#domain/attendance/crowd';
import type { Flag } from '#domain/attendance/rules';
import type { CaseKind, CaseState, Level, Verdict } from '#domain/hours/cases';
import type { FaultFound, LedgerLine } from '#domain/hours/ledger';
import type { Seal, SealFault } from '#domain/hours/seals';
import type { UniqueKey } from '#domain/unique';

/** What somebody asked: the first time, and when taking it further. */
export interface Asked {
  at: Date;
  by: string;
  words: string;
  nonce: string;
}

export interface Answer {
  at: Date;
  by: string;
  verdict: Verdict;
  words: string;
  nonce: string;
}

/** Hours that one person's word is not enough for: see domain/hours/cases. */
export interface CaseDocument {
  _id: string;
  kind: CaseKind;
  state: CaseState;
  level: Level;
  risen: number;
  further: boolean;
  accountId: string;
  filedBy: string;
  filedAt: Date;
  teamId: string;
  areas: string[];
  centres: string[];
  cityId: string;
  activityId: string;
  slotId: string;
  /** The line that is to be corrected, or that is asked about; empty where it is about none. */
  lineId: string;
  /** Id of the line that an approval writes; a contest writes none. */
  bookAs?: string;
  /** To be credited; of a correction they may be negative. */
  minutes: number;
  asked: Asked[];
  answers: Answer[];
  /** What there is to look at, as it was when it was filed: see domain/hours/reasons. A question has nothing of it. */
  reasons?: {
    flags: Flag[];
    crowd: CrowdNote[];
    /** Tallies of what whoever filed it has had credited lately. */
    tallies: string[];
  };
  /** The contest that this settles, if a second person approves. */
  settles?: string;
  /** Of a contest: what was filed on it. */
  settledBy?: string;
  /** What is filed, while it is open: nobody files the same twice. */
  openKey: UniqueKey;
  /** While open: teams and stations on whose lists it stands. */
  openFor?: string[];
  /** While open: when it rises to the next above. */
  risesAt?: Date;
  /** Until a sweep has told those whom it concerns, and seen that what was approved is credited. */
  tellAt?: Date;
}

export interface HoursDocument extends Omit<LedgerLine, 'id' | 'start' | 'end' | 'at'> {
  _id: string;
  start: Date;
  end: Date;
  at: Date;
  /** Not part of the chain: what totals are rolled up by, and the confirmation that wrote the line. */
  areas: string[];
  /** What this person has given in this team so far, with this line: nobody's ledger has two next lines. */
  inTeam: { times: number; minutes: number };
  nonce: string;
  /** Until the message that tells of it is put out: line and message are one write. */
  tellAt?: Date;
  /** Until a sweep has added it to the tallies: line and what it adds are one write. */
  counts?: {
    at: Date;
    /** Tallies that it is still to be added to. */
    in: string[];
    adds: TallyAdd[];
  };
  /** Credited without a second person although there are doubts, until somebody of a station has looked at it. */
  unseen?: {
    /** Its slot, and its areas, each with the quarter: see spanKeyOf. */
    in: string[];
    order: string;
    flags: Flag[];
  };
}

/** What a line adds to a tally: so much to one of its sums, or to what stands there for one person. */
export type TallyAdd = { to: string; n: number } & (
  { sum: TallySum; who?: never } | { sum: 'agreedBy' | 'agreedFor'; who: string }
);

/**
 * named, auto: minutes that rest on a leader's word, see domain/hours/reasons · minutes, personTimes, activities, served: what
 * a team did in a month, see domain/teams/record · members: how many are in a team.
 */
export type TallySum = 'named' | 'auto' | 'minutes' | 'personTimes' | 'activities' | 'served' | 'members';

/** Sums that are kept, as what they are made of is too much to read each time. */
export interface TallyDocument {
  _id: string;
  /** Raised by each change: who read another one changes nothing. */
  version: number;
  sums: Partial<Record<TallySum, number>>;
  /** Of a leader's own hours, how often who agreed to them; and how often the leader to those of whom. */
  agreedBy?: Record<string, number>;
  agreedFor?: Record<string, number>;
  /** All who are named there. */
  people: string[];
  /** What is being added just now: see core/tallies. */
  taking?: {
    from: 'hours' | 'activities' | 'memberships';
    ids: string[];
    /** Memberships that count no more. */
    gone?: string[];
    adds: TallyAdd[];
  };
}

/** Where a person's ledger ended when it was last read and found whole. */
export interface HeadDocument {
  /** The account. */
  _id: string;
  seq: number;
  hash: string;
  /** Of the month, the night in which the whole ledger is read again. */
  night: number;
  /** What was found wrong with it last; absent while nothing is. */
  fault?: FaultFound & { at: Date };
}

/** The records of one day, sealed. */
export interface SealDocument extends Omit<Seal, 'day' | 'from' | 'to'> {
  /** The day. */
  _id: string;
  from: Date;
  to: Date;
  /** Of the month, the night in which the records of this day are read again. */
  night: number;
  /** What was found wrong with it last; absent while nothing is. */
  fault?: { fault: SealFault; at: Date };
}
