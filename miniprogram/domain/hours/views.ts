import type { Seal, SealFault } from './seals';
import type { SlotCard } from '../activities/views';
import type { CrowdNote } from '../attendance/crowd';
import type { Flag } from '../attendance/rules';
import type { Pair } from '../attendance/stays';
import type { Instant, Interval } from '../time';
import type { Countdown } from './calendar';
import type { CaseKind, CaseState, Level, Verdict } from './cases';
import type { LedgerLine } from './ledger';
import type { Mutual, WordsLately } from './reasons';
import type { Stars } from './stars';

/** mine: about my hours · filed: by me for others · waiting: for me to decide. */
export const caseScopes = ['mine', 'filed', 'waiting'] as const;
export type CaseScope = (typeof caseScopes)[number];

export interface CaseView extends Shift {
  readonly id: string;
  readonly kind: CaseKind;
  readonly state: CaseState;
  readonly level: Level;
  readonly risen: number;
  readonly person: { readonly id: string; readonly name: string };
  readonly lineId: string | null;
  /** To be credited; of a correction they may be negative; of a question 0. */
  readonly minutes: number;
  /** What the line that it is about comes to now, with its corrections; null where there is none. */
  readonly net: number | null;
  readonly filedAt: Instant;
  readonly asked: readonly { readonly at: Instant; readonly name: string; readonly words: string }[];
  readonly answers: readonly {
    readonly at: Instant;
    readonly name: string;
    readonly verdict: Verdict;
    readonly words: string;
  }[];
  /** What the caller may say to it now. */
  readonly may: readonly Verdict[];
  /** The caller filed it, or it is about the caller's own hours: a second person has to decide. */
  readonly own: boolean;
  /** Its volunteer may take it further. */
  readonly mayGoFurther: boolean;
  /** For whoever it waits for; null where there is nothing to look at, and for everybody else. */
  readonly reasons: CaseReasons | null;
}

/** Reasons to look closer at what was filed: see domain/hours/reasons. */
export interface CaseReasons {
  readonly flags: readonly Flag[];
  /** What the arrivals of the shift said together. */
  readonly crowd: readonly CrowdNote[];
  /** Of whoever filed it. */
  readonly lately: WordsLately;
  readonly mutual: readonly Mutual[];
}

/** Hours that were credited although there are doubts, and that nobody of a station has looked at. */
export interface UnseenLine extends Shift {
  readonly lineId: string;
  readonly name: string;
  readonly minutes: number;
  readonly flags: readonly Flag[];
  readonly confirmedBy: string;
  /** When it was credited. */
  readonly at: Instant;
  /** Those who confirmed it, and those whose hours they are, do not look at it themselves. */
  readonly mayLook: boolean;
}

/** A line and all that can be known of it by whose it is. */
export interface LineView {
  readonly line: LedgerLine;
  /** What it comes to with its corrections. */
  readonly net: number;
  readonly shiftMinutes: number;
  readonly slotName: string;
  /** Scanned in and out; none where hours were made up for. */
  readonly pairs: readonly Pair[];
  readonly flags: readonly Flag[];
  readonly confirmedByName: string;
  readonly corrections: readonly LedgerLine[];
  /** Where this line stands among all of this person's. */
  readonly of: number;
  /** The question asked about it; null when none was. */
  readonly contestId: string | null;
}

/** A shift, as lists name it. */
interface Shift extends Interval {
  readonly slotId: string;
  readonly activityId: string;
  readonly title: string;
  readonly teamName: string;
}

/** A shift of mine that is over and that no hours stand for. */
export interface Unrecorded extends Shift {
  /** confirming: its leader has not confirmed yet · none: confirmed without hours, or nobody scanned me. */
  readonly state: 'confirming' | 'none';
  readonly contestId: string | null;
}

/** Somebody whose hours of a shift a leader may add. */
export interface Candidate {
  readonly accountId: string;
  readonly name: string;
  readonly signedUp: boolean;
}

export interface CandidatesView {
  readonly activityId: string;
  readonly title: string;
  readonly slot: SlotCard;
  readonly shiftMinutes: number;
  readonly people: readonly Candidate[];
  /** Where the next page of members begins; null after the last. */
  readonly next: string | null;
}

export interface OverdueSlot extends Shift {
  readonly confirmBy: Instant;
  /** Since the deadline. */
  readonly workingDaysOver: number;
  readonly people: number;
}

/** What a confirmation did: credited at once, or waiting for a second person or somebody above. */
export interface Confirmed {
  readonly credited: number;
  readonly minutes: number;
  readonly waiting: readonly { readonly attendanceId: string; readonly level: Level }[];
}

export interface HoursSummary extends Stars {
  readonly totalMinutes: number;
  readonly lines: number;
}

export interface ProposalLine {
  readonly attendanceId: string;
  readonly name: string;
  readonly in: Instant;
  readonly out: Instant;
  readonly present: number;
  readonly minutes: number;
  readonly reason: 'PRESENT' | 'BELOW_SHARE';
  readonly flags: readonly Flag[];
  /** Why the leader noted their coming or going, where that was so. */
  readonly reasons: readonly string[];
  /** Minutes already credited, with their corrections; null while it waits for the leader. */
  readonly credited: number | null;
  /** Of what waits for the leader, how many minutes they can say alone: for more a second person decides. */
  readonly alone: number;
  /** On somebody else's list: more hours in a day than the leader can say, or hours that need a second person. */
  readonly waits: { readonly level: Level; readonly minutes: number } | null;
}

export interface ProposalsView {
  readonly activityId: string;
  readonly title: string;
  readonly slot: SlotCard;
  readonly shiftMinutes: number;
  /** How long there is to confirm; null where there is no deadline. */
  readonly due: Countdown | null;
  /** The caller is staff and does not lead this team. */
  readonly inPlaceOfLeader: boolean;
  readonly lines: readonly ProposalLine[];
  /** Where the next page of lines begins; null after the last. */
  readonly next: string | null;
  /** What the arrivals of the whole shift say together; on the first page. */
  readonly crowd: readonly CrowdNote[];
  /** What the team's leader has had credited lately on a word alone. */
  readonly lately: WordsLately;
}

/** The records of one day as they were sealed, and whether they are still so. */
export interface SealView extends Seal {
  /** What the last reading found wrong with it; null while nothing is. */
  readonly fault: SealFault | null;
}
