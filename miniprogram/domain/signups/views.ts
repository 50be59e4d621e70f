import type { SlotKind } from '../activities/schemas';
import type { Presence } from '../attendance/views';
import type { ErrorCode, ErrorDetails } from '../errors';
import type { Place } from '../geo';
import type { AttendanceMode } from '../settings';
import type { Instant, Interval } from '../time';
import type { ConfirmReason } from './answers';
import type { Visit } from '../visits/visit';
import type { WarningCode } from './person';
import type { LiveState } from './rules';
import type { Face, Outcome } from './thanks';

/** What the caller can do with a slot; a warning or a refusal names the other activity that it is about. */
export type SlotStatus =
  | {
      readonly status: 'FREE' | 'FULL';
      readonly warnings: readonly { readonly code: WarningCode; readonly title?: string }[];
    }
  | { readonly status: 'NO'; readonly code: ErrorCode; readonly details: ErrorDetails };

/** A place in a shift that its holder offers to the team. */
export interface OfferedPlace extends Interval {
  readonly signupId: string;
  readonly slotId: string;
  readonly activityId: string;
  readonly title: string;
  readonly teamName: string;
  readonly slotName: string;
  readonly venue: { readonly name: string; readonly address: string; readonly place: Place };
  readonly revision: number;
  /** Who offers it, by name: told to teammates alone. */
  readonly from: string;
}

/** The person whom a sign-up is for, where that is not the caller. */
export interface Booked {
  readonly accountId: string;
  readonly name: string;
}

/** What a holder who moved up, or whose slot has changed, is asked; `by` when the place is let go otherwise. */
export interface ConfirmationAsked {
  readonly question: ConfirmReason;
  readonly by: Instant | null;
  /** When and where it was to be when its holder agreed; null where that is not asked, and no longer known. */
  readonly was: (Interval & { readonly venue: string }) | null;
}

/** A live sign-up of the caller, or one that they made, with all that the phone needs to say what to do next. */
export interface MySignup {
  readonly signupId: string;
  readonly slotId: string;
  readonly activityId: string;
  readonly kind: SlotKind;
  readonly title: string;
  readonly slotName: string;
  readonly venue: { name: string; address: string; place: Place };
  readonly start: Instant;
  readonly end: Instant;
  readonly state: LiveState;
  readonly activityState: 'published' | 'cancelled';
  readonly presence: Presence;
  /** How attendance is taken there: whether one scans on coming, and on going. */
  readonly mode: AttendanceMode;
  /** Check-in is taken from here on. */
  readonly checkInFrom: Instant;
  readonly cancelUntil: Instant;
  /** The deadline for signing up: the leader counts on who cancels after it. */
  readonly lateFrom: Instant | null;
  /** Whom it is for; null: the caller. */
  readonly person: Booked | null;
  readonly party: number;
  /** The slot's, as it is now. */
  readonly revision: number;
  readonly asked: ConfirmationAsked | null;
  /** To the team, until somebody takes it over. */
  readonly offered: boolean;
  readonly canOffer: boolean;
  /** The home that they come to, where they do. */
  readonly visit: Visit | null;
}

/** A sign-up beside its slot, where more than how it stands is known. */
export interface HeldPlace extends MySignup {
  /** As many as could come on it now. */
  readonly partyAtMost: number;
}

/** A sign-up that is over, however it came out. */
export interface PastSignup extends Interval {
  readonly signupId: string;
  readonly activityId: string;
  readonly kind: SlotKind;
  readonly title: string;
  readonly slotName: string;
  readonly venueName: string;
  readonly outcome: Outcome;
  /** What its holder has said of it; null while nothing. */
  readonly face: Face | null;
  readonly canThank: boolean;
}

/** What people said of an activity, without their names, the latest first. */
export interface SaidOf {
  readonly counts: Readonly<Record<Face, number>>;
  readonly words: readonly { readonly face: Face; readonly words: string; readonly at: Instant }[];
}

export interface SignupResult {
  readonly signupId: string;
  readonly slotId: string;
  readonly state: LiveState;
  /** How many wait before this person, when waiting and known. */
  readonly ahead: number | null;
}
