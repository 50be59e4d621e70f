import type { Refusal } from '../errors';
import { verdictRefusal } from '../refusals';
import { stationRefusal } from '../stations/rules';
import type { Settings } from '../settings';
import { DAY, dayOf, HOUR, startOfDay, type Instant, type Interval } from '../time';
import { moveRefusal, type ActivityState } from './lifecycle';
import type { ActivityInput, SlotKind } from './schemas';
import { lastsDays } from './times';

type Facts = Omit<ActivityInput, 'teamId'>;

const badInput = (field: string, max?: number): Refusal => ({
  code: 'BAD_INPUT',
  details: max === undefined ? { field } : { field, max },
});
const passed = (field: string): Refusal => ({ code: 'TIME_PASSED', details: { field } });

/** Null when the activity may be posted as it stands; otherwise the first reason why not. */
export function postRefusal(input: Facts, settings: Settings, now: Instant): Refusal | null {
  const known = (choices: Settings['skills'], id: string) => choices.some((c) => c.id === id);
  if (!known(settings.activityCategories, input.category)) return badInput('category');
  if (!input.skills.every((skill) => known(settings.skills, skill))) return badInput('skills');
  if (input.dangerous && input.insurance === '') {
    return { code: 'INSURANCE_NEEDED', details: { field: 'insurance' } };
  }
  for (const [i, slot] of input.slots.entries()) {
    const refused = slotRefusal(slot, `slots.${i}`, settings.activities, now);
    if (refused) return refused;
  }
  return signupTimeRefusal(input, now);
}

function slotRefusal(
  slot: Interval,
  field: string,
  { maxSlotHours, maxDaysAhead }: Settings['activities'],
  now: Instant,
): Refusal | null {
  if (slot.start <= now) return passed(`${field}.start`);
  if (lastsDays(slot)) return badInput(`${field}.end`);
  if (slot.end - slot.start > maxSlotHours * HOUR) return badInput(`${field}.end`, maxSlotHours);
  return slot.start > now + maxDaysAhead * DAY ? badInput(`${field}.start`, maxDaysAhead) : null;
}

/** Sign-up opens before it ends, ends after now, and opens before the last slot begins. */
function signupTimeRefusal({ signupFrom, signupUntil, slots }: Facts, now: Instant): Refusal | null {
  const last = Math.max(...slots.map((s) => s.start));
  if (signupFrom !== undefined && signupFrom >= last) return badInput('signupFrom');
  if (signupUntil === undefined) return null;
  if (signupUntil <= now) return passed('signupUntil');
  return signupFrom !== undefined && signupUntil <= signupFrom ? badInput('signupUntil') : null;
}

/** What kinds of slots there are, in one value: an index takes no second list beside that of the days. */
export const mixes = ['shift', 'service', 'both'] as const;
export type SlotMix = (typeof mixes)[number];

export function mixOf(kinds: readonly SlotKind[]): SlotMix {
  const [first = 'shift'] = kinds;
  return kinds.some((kind) => kind !== first) ? 'both' : first;
}

/** Which of them have slots of this kind; all, where none is meant. */
export const mixesWith = (kind: SlotKind | undefined): readonly SlotMix[] =>
  kind === undefined ? mixes : [kind, 'both'];

/** From the first slot's start to the last one's end. */
export function spanOf(slots: readonly Interval[]): Interval {
  return {
    start: Math.min(...slots.map((s) => s.start)),
    end: Math.max(...slots.map((s) => s.end)),
  };
}

/** Every day on which one of the slots is held. */
export function daysOf(slots: readonly Interval[]): string[] {
  const days = new Set<string>();
  for (const { start, end } of slots) {
    for (let at = start; at < end; at = startOfDay(at) + DAY) days.add(dayOf(at));
  }
  return [...days].sort();
}

/**
 * Where a posted activity goes, by what the content check (msgSecCheck v2) said of its words. Dangerous work
 * is always looked at by a person (regulation 685); null is nowhere.
 */
export function stateAfterCheck(
  suggest: 'pass' | 'review' | 'risky',
  review: Settings['activities']['review'],
  looked: { readonly dangerous: boolean; readonly crowding: boolean },
): 'published' | 'submitted' | null {
  if (suggest === 'risky') return null;
  const plain = !looked.dangerous && !looked.crowding;
  return suggest === 'pass' && review === 'content' && plain ? 'published' : 'submitted';
}

/**
 * Whether so many dates more would let one team fill the day's list of the whole city. They are posted all the same, and
 * a person looks at them first.
 */
export const isCrowding = (
  postedToday: number,
  more: number,
  { postsADay }: Settings['activities'],
): boolean => postedToday + more > postsADay;

/** What a reviewer says of a submitted activity. */
export const verdicts = ['publish', 'refuse'] as const;
export type Verdict = (typeof verdicts)[number];

/** Null when this verdict may be given now. */
export function reviewRefusal(
  activity: Interval & { state: ActivityState },
  verdict: Verdict,
  reason: string,
  now: Instant,
): Refusal | null {
  const refused = moveRefusal(activity, verdict, 'staff', now);
  if (refused) return refused;
  return verdictRefusal(verdict, reason);
}

/** Why a verdict that was given came too late: somebody judged it, called it off, or took it back to be changed. */
export function overtakenRefusal(state: ActivityState | undefined): Refusal {
  if (state === 'cancelled') return { code: 'CANCELLED' };
  const judged = state === 'published' || state === 'refused';
  return { code: judged ? 'ALREADY_REVIEWED' : 'CHANGED' };
}

/** What a form says of its team is what the activity has: an activity moves to no other. */
export const otherTeamRefusal = (teamId: string, wanted: string): Refusal | null =>
  teamId === wanted ? null : { code: 'BAD_INPUT', details: { field: 'teamId' } };

/** May something take place at this station? */
export const groundRefusal = (station: { readonly closed?: boolean } | undefined): Refusal | null =>
  station ? stationRefusal(station) : { code: 'NOT_FOUND' };
