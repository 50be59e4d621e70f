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
  nonce: string;
  /** Until the message that tells of it is put out: line and message are one write. */
  tellAt?: Date;
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
