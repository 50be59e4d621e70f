import type { Instant } from '../time';
import type { ActivityCard } from '../views';
import type { ActivityState, Phase } from './lifecycle';
import type { DraftInput } from './schemas';

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

export interface FormSlot {
  /** Null for one that stands in a draft only. */
  readonly slotId: string | null;
  readonly kind: DraftInput['slots'][number]['kind'];
  readonly name: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly capacity: number;
  /** Places held. */
  readonly taken: number;
}
