import type { Phase } from '../activities/lifecycle';
import type { SlotCard } from '../activities/views';
import type { AttendanceMode } from '../settings';
import type { LiveState } from '../signups/rules';
import type { Instant } from '../time';
import type { Flag } from './rules';

/** Lets a person's own phone show who its holder is, without network too. */
export interface MyCode {
  readonly accountId: string;
  /** Signs the code; reaches only this phone. */
  readonly key: string;
  readonly name: string;
  /** The volunteer's number; empty for who is not registered. */
  readonly number: string;
}

export interface Candidate {
  readonly personId: string;
  readonly name: string;
}

/** Whom one may name in beside those on the list. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  /** The team has others too: they are found by their names. */
  readonly more: boolean;
}

/** Where a person stands after something was noted or taken back. */
export interface Recorded {
  readonly personId: string;
  readonly presence: Presence;
  /** Marks that taking back the last change would take back. */
  readonly undo: readonly string[];
  /** Nothing changed: it had been noted before. */
  readonly again: boolean;
}

export interface Poster {
  readonly title: string;
  readonly slot: SlotCard;
  readonly venue: string;
  /** PNG or JPEG, base64; null while WeChat gives none, as before the first release. */
  readonly picture: string | null;
}

export interface Presence {
  readonly state: 'expected' | 'present' | 'left' | 'credited';
  readonly in: Instant | null;
  readonly out: Instant | null;
  readonly flags: readonly Flag[];
}

export interface ScanResult {
  readonly slotId: string;
  readonly activityId: string;
  readonly title: string;
  /** Whether one has to check out at all. */
  readonly mode: AttendanceMode;
  readonly presence: Presence;
  /** It had been done before: nothing was changed. */
  readonly again: boolean;
}

export interface DeskPerson {
  readonly accountId: string;
  readonly attendanceId: string;
  readonly name: string;
  /** Theirs, or of who signed them up. */
  readonly phone: string;
  /** Those the activity asks for that they say they have. */
  readonly skills: readonly string[];
  /** How many come on this sign-up. */
  readonly party: number;
  /** Has not said yet that they come, after moving up or after a change of time or place. */
  readonly asked: boolean;
  readonly state: LiveState;
  /** Named in although every place was taken. */
  readonly unplaced: boolean;
  readonly presence: Presence;
  /** Why a leader noted it, where one did. */
  readonly reasons: readonly string[];
  /** The leader has said that this person was not there. */
  readonly absent: boolean;
  /** Marks that taking back the last change would take back; none when there is nothing to undo. */
  readonly undo: readonly string[];
}

export interface DeskView {
  readonly slot: SlotCard;
  readonly activityId: string;
  readonly title: string;
  readonly phase: Phase;
  readonly mode: AttendanceMode;
  /** Makes the rotating codes; for the leader's phone alone. */
  readonly key: string;
  readonly now: Instant;
  /** From then on the slot is settled, and a phone keeps nothing of it any more. */
  readonly keepUntil: Instant;
  readonly expected: number;
  readonly here: number;
  readonly left: number;
  readonly people: readonly DeskPerson[];
  readonly otherSlots: readonly SlotCard[];
  /** Stands for all that is not about single people. */
  readonly frame: string;
  /** From when on changes are news to whoever has this. */
  readonly mark: Instant;
}

/** What is new at a desk since it was looked at. */
export interface DeskChanges {
  /** Another one than before: then all of the desk has to be asked for again. */
  readonly frame: string;
  readonly slot: SlotCard;
  readonly mark: Instant;
  readonly now: Instant;
  /** As they stand now; some of them may be as they were. */
  readonly people: readonly DeskPerson[];
  /** Attendance ids of those who are on the list no more. */
  readonly gone: readonly string[];
}
