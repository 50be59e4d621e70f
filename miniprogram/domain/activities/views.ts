import type { Instant } from '../time';
import type { ActivityCard } from '../views';
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
  /** Null for one that stands in a draft only. */
  readonly slotId: string | null;
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
