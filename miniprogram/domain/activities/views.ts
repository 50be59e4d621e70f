import type { Place } from '../geo';
import type { Countdown } from '../hours/calendar';
import type { Instant, Interval } from '../time';
import type { SlotBefore } from './change';
import type { ActivityState, Phase } from './lifecycle';
import type { PhotoState } from './photos';
import type { DraftInput, SlotInput } from './schemas';

/** What stands in the form of an activity, with what it is and what people have made of it since. */
export interface ActivityForm {
  readonly activityId: string;
  readonly teamId: string;
  readonly state: ActivityState;
  readonly phase: Phase;
  readonly revision: number;
  /** Why a reviewer sent it back, last time. */
  readonly refuseReason: string;
  readonly form: Omit<DraftInput, 'venue' | 'slots'>;
  readonly venue: ActivityCard['venue'] | null;
  readonly slots: readonly FormSlot[];
}

export interface FormSlot extends Readonly<SlotInput> {
  /** Of a draft: minutes that each person is to have. */
  readonly each?: number | undefined;
  /** Null for one that stands in a draft only. */
  readonly slotId: string | null;
  /** Has begun, or was called off: no change touches it. */
  readonly fixed: SlotBefore['fixed'];
  /** Places held. */
  readonly taken: number;
}

/** A photo of what has been; others than its team see those that passed only. */
export interface PhotoView {
  readonly id: string;
  /** Its id in the cloud's storage; empty when it was refused. */
  readonly file: string;
  readonly state: Exclude<PhotoState, 'gone'>;
  /** Why staff refused it; empty otherwise. */
  readonly reason: string;
}

/** A photo that waits for a person. */
export interface HeldPhoto {
  readonly id: string;
  readonly file: string;
  readonly at: Instant;
  readonly activityId: string;
  readonly title: string;
  readonly teamName: string;
  /** What its leader wrote of the activity. */
  readonly report: string;
}

export interface ActivityCard {
  readonly id: string;
  readonly title: string;
  readonly category: string;
  readonly teamName: string;
  readonly venue: { name: string; address: string; place: Place; stationId: string | null };
  readonly start: Instant;
  readonly end: Instant;
  readonly phase: Phase;
  readonly slots: readonly SlotCard[];
}

/** An activity among what serves residents. */
export interface ServiceCard extends ActivityCard {
  /** Metres. */
  readonly distance: number;
  /** The weekly row that it is one of. */
  readonly rowId: string | null;
}

export interface ServicesFound {
  readonly services: ServiceCard[];
  /** Where the next page begins; null after the last. */
  readonly next: { distance: number; seen: string[] } | null;
  /** Of the days that were asked about those with anything on. */
  readonly days: string[];
}

export interface SlotCard extends Readonly<SlotInput> {
  readonly id: string;
  /** Places that nobody holds. */
  readonly left: number;
  /** Raised by each change of time or place. */
  readonly revision: number;
  /** Why it was called off, where it was. */
  readonly off?: string;
}

export interface LedActivity extends ActivityCard {
  readonly teamId: string;
  readonly expected: number;
  readonly here: number;
  /** Attendances whose hours wait for the leader. */
  readonly toConfirm: number;
  /** Of which slots. */
  readonly waiting: readonly string[];
  /** Working days until the first of its slots has to be confirmed; null while no hours wait. */
  readonly due: Countdown | null;
  readonly refuseReason: string;
  /** The weekly row that it is one of. */
  readonly rowId: string | null;
  /** How it went has been told. */
  readonly reported: boolean;
}

/** A submitted activity with all that people would read of it. */
export interface HeldActivity extends ActivityCard {
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly dangerous: boolean;
  readonly insurance: string;
  readonly minimumAge: number;
  readonly skills: readonly string[];
  /** Whether one of them is needed, or only welcome. */
  readonly skillsNeeded: boolean;
  /** To be said with the verdict. */
  readonly revision: number;
  readonly submittedAt: Instant;
  /** The weekly row that it stands for, with all its dates that wait as they were posted; null for one by itself. */
  readonly rowId: string | null;
  readonly dates: readonly (Interval & { readonly activityId: string })[];
}
