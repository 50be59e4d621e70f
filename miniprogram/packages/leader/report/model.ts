import type { Instant } from '../../../domain/time';
import type { ActivityView } from '../../../domain/activities/page';
import { span } from '../../../services/format';

export interface Facts {
  readonly title: string;
  readonly times: string;
  /** Whether one can tell now; otherwise it is not over. */
  readonly over: boolean;
  /** '报名 12 人' */
  readonly figures: string;
}

export function factsOf(activity: ActivityView, now: Instant): Facts {
  const taken = activity.slots.reduce((sum, slot) => sum + slot.capacity - slot.left, 0);
  return {
    title: activity.title,
    times: span(activity, now),
    over: activity.phase === 'finished' || activity.phase === 'closed',
    figures: `报名 ${taken} 人`,
  };
}
