import type { AttendanceMode } from '../settings';
import type { HeldPlace, SlotStatus } from '../signups/views';
import type { Instant } from '../time';
import type { ActivityCard, PhotoView, SlotCard } from './views';

/** What the caller can do with a slot now. */
export interface SlotOffer extends SlotCard {
  readonly status: SlotStatus;
  /** People on one sign-up. */
  readonly partyAtMost: number;
  readonly waiting: number;
  readonly mine: HeldPlace | null;
  /** Those that the caller has made for others. */
  readonly others: readonly HeldPlace[];
  /** What teammates offer, to teammates: by whom, by name. */
  readonly offers: readonly { readonly signupId: string; readonly from: string }[];
}

export interface ActivityView extends Omit<ActivityCard, 'slots'> {
  readonly teamId: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly contactPhone: string;
  /** In years; 0 asks for none. */
  readonly minimumAge: number;
  readonly skills: readonly string[];
  /** Whether one of them is needed, or only welcome. */
  readonly skillsNeeded: boolean;
  readonly dangerous: boolean;
  readonly insurance: string;
  readonly signupFrom: Instant | null;
  readonly signupUntil: Instant | null;
  readonly mode: AttendanceMode;
  readonly slots: readonly SlotOffer[];
  /** The caller leads the team that runs it. */
  readonly leads: boolean;
  readonly cancelReason: string;
  /** Why a reviewer sent it back. */
  readonly refuseReason: string;
  /** How it went; empty until its leader has told. */
  readonly report: string;
  /** In the order its leader gave them. */
  readonly photos: readonly PhotoView[];
}
