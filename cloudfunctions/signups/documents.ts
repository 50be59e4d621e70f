import type { PassingField } from '#domain/signups/life';
import type { Ending, SignupState } from '#domain/signups/rules';
import type { Face } from '#domain/signups/thanks';
import type { Visit } from '#domain/visits/visit';
import type { Receipt } from '../core/values';

/** Who holds a place, by account: the truth about places, taken and given back in one update (I1). */
export type Roster = Record<string, Hold>;

export interface Hold {
  at: Date;
  nonce: string;
  /** How many people come on it. */
  party: number;
  /** Who signed them up, where that was not they themselves. */
  bookedBy?: string;
  /** The slot's revision that was agreed to. */
  revision: number;
  /** Moved up from the waiting list, by somebody else's doing. */
  promoted?: true;
  /** Named in by a leader, without a sign-up of their own. */
  named?: true;
  /** Moved up from the waiting list: the place is let go unless confirmed by then. */
  confirmBy?: Date;
  /** To the team, until a teammate takes it over. */
  offered?: true;
  /** The teammate whom it was taken over from. */
  from?: string;
}

/** As said when it was booked. */
export type HomeDocument = Omit<Visit, 'at'> & { at: Date };

/** Fields of a sign-up that come and go. */
interface PassingFields {
  /** Who signed them up, where that was not they themselves. */
  bookedBy: string;
  /** The mark by which a leader named them in without a sign-up of their own. */
  namedIn: string;
  /** How a cancelled one ended, and when. */
  ending: Ending;
  endedAt: Date;
  /** Who comes and who signed them up, until the slot is over or the sign-up cancelled. */
  liveFor: string[];
  /** The slot, while waiting. */
  waitingFor: string;
  /** As in the roster, while it waits for an answer. */
  confirmBy: Date;
  /** The team, while the place is offered to it. */
  offeredFor: string;
  /** Until the message that says so is put out. */
  tellAt: Date;
  /** The home that they come to; read by who goes there alone. */
  visit: HomeDocument;
}
/** Those that the table of their life knows: one that it lacks does not compile where it is used. */
type Passing = { [F in PassingField]?: PassingFields[F] };

/** What somebody said of how it was, to the team alone. Its id is that of the sign-up. */
export interface ThanksDocument {
  _id: string;
  activityId: string;
  /** Who came. */
  accountId: string;
  face: Face;
  words: string;
  at: Date;
  receipts: Receipt[];
}

export interface SignupDocument extends Passing {
  _id: string;
  slotId: string;
  activityId: string;
  /** Who comes. */
  accountId: string;
  party: number;
  /** The slot's revision that was agreed to. */
  revision: number;
  state: SignupState;
  at: Date;
  receipts: Receipt[];
}
