import type { Flag } from '#domain/attendance/rules';
import type { Move } from '#domain/attendance/stays';
import type { Receipt } from '../core/values';

export interface Stay {
  in: Date;
  out: Date;
}

/** One coming or going as it was noted. Never changed; taken back by an entry of its own. */
export interface MarkDocument {
  /** The nonce of the tap that made it. */
  id: string;
  move: Move;
  /** When it was. */
  at: Date;
  /** When it reached the cloud. */
  told: Date;
  /** The account that noted it: the person, or a leader. */
  by: string;
  flags: Flag[];
  /** A leader's, for naming somebody in or out. */
  reason: string;
  /** By a leader without a code: nothing but their word says so. */
  named?: true;
}

/** Takes a mark back. */
export interface UndoneDocument {
  /** The mark's. */
  id: string;
  by: string;
  at: Date;
  /** When it reached the cloud. */
  told: Date;
}

export interface AttendanceDocument {
  _id: string;
  slotId: string;
  activityId: string;
  teamId: string;
  accountId: string;
  /** The person at the activity, over all its slots: how often they came in a day is asked by this. */
  visit: string;
  marks: MarkDocument[];
  undone: UndoneDocument[];
  /** Raised by every change: two phones that tell at once do not write over each other. */
  version: number;
  /** From here on what follows from the marks. */
  pairs: Stay[];
  /** Checked in, not yet out. */
  openSince?: Date;
  /** While open: when the system may close it. */
  openUntil?: Date;
  flags: Flag[];
  /** The slot, until the leader has confirmed. */
  toConfirm?: string;
  /** The leader has confirmed: the minutes, if any, stand in the ledger line of the same id. */
  credited: boolean;
  receipts: Receipt[];
  /** A hash, keyed for this slot, of the phone that scanned last, and when: until the slot is over. */
  phone?: string;
  phoneAt?: Date;
  /** The account once more, for one who was let in without a place: the desk finds their name by it. */
  guest?: string;
}
