import type { Refusal } from '../errors';
import type { Settings } from '../settings';
import { DAY, HOUR, type Instant, type Interval } from '../time';
import type { ActivityInput } from './schemas';

/** As stored. Whether a published one is coming, running or over follows from the clock. */
export const activityStates = ['submitted', 'published', 'refused', 'cancelled', 'closed'] as const;
export type ActivityState = (typeof activityStates)[number];

export type Phase = 'submitted' | 'refused' | 'cancelled' | 'coming' | 'running' | 'finished' | 'closed';

/** finished: over, hours not yet all confirmed; closed: nothing left to do. */
export function phaseOf(activity: Interval & { state: ActivityState }, now: Instant): Phase {
  if (activity.state !== 'published') return activity.state;
  if (now < activity.start) return 'coming';
  return now < activity.end ? 'running' : 'finished';
}

/** Null when the activity may be posted as it stands; otherwise the first reason why not. */
export function postRefusal(input: ActivityInput, settings: Settings, now: Instant): Refusal | null {
  if (!settings.activityCategories.some((c) => c.id === input.category)) {
    return { code: 'BAD_INPUT', details: { field: 'category' } };
  }
  for (const [i, slot] of input.slots.entries()) {
    if (slot.start <= now) return { code: 'TIME_PASSED', details: { field: `slots.${i}.start` } };
    const tooLong = slot.end - slot.start > settings.activities.maxSlotHours * HOUR;
    if (tooLong) {
      return {
        code: 'BAD_INPUT',
        details: { field: `slots.${i}.end`, max: settings.activities.maxSlotHours },
      };
    }
    if (slot.start > now + settings.activities.maxDaysAhead * DAY) {
      return {
        code: 'BAD_INPUT',
        details: { field: `slots.${i}.start`, max: settings.activities.maxDaysAhead },
      };
    }
  }
  return null;
}

/** From the first slot's start to the last one's end. */
export function spanOf(slots: readonly Interval[]): Interval {
  return {
    start: Math.min(...slots.map((s) => s.start)),
    end: Math.max(...slots.map((s) => s.end)),
  };
}

/** What the content check (msgSecCheck v2) said decides where a posted activity goes. */
export function stateAfterCheck(
  suggest: 'pass' | 'review' | 'risky',
  review: Settings['activities']['review'],
): ActivityState | null {
  if (suggest === 'risky') return null;
  return suggest === 'pass' && review === 'content' ? 'published' : 'submitted';
}

/** What a reviewer says of a submitted activity, and the state that it then has for good. */
export const verdicts = ['publish', 'refuse'] as const;
export type Verdict = (typeof verdicts)[number];
export const stateAfterReview = {
  publish: 'published',
  refuse: 'refused',
} as const satisfies Record<Verdict, ActivityState>;

/**
 * Null when this verdict may be given now. Only what is submitted can be judged; what has begun can no
 * longer be published, but its leader is still owed an answer.
 */
export function reviewRefusal(
  activity: Pick<Interval, 'start'> & { state: ActivityState },
  verdict: Verdict,
  reason: string,
  now: Instant,
): Refusal | null {
  if (activity.state === 'cancelled') return { code: 'CANCELLED' };
  if (activity.state !== 'submitted') return { code: 'ALREADY_REVIEWED' };
  if (verdict === 'refuse') return reason === '' ? { code: 'REASON_NEEDED' } : null;
  return now < activity.start ? null : { code: 'TIME_PASSED' };
}
