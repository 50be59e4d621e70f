import type { ErrorCode, ErrorDetails } from '../errors';
import type { Place } from '../geo';
import type { Instant, Interval } from '../time';
import type { WarningCode } from './person';
import type { Question } from './rules';

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
export interface Asked {
  readonly question: Question;
  readonly by: Instant | null;
}
