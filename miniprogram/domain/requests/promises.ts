import { isWorkingDay, type WorkCalendar } from '../hours/calendar';
import { DAY, dayOf, MINUTE, minuteOfDay, startOfDay, type Instant } from '../time';
import type { Promises, RequestRules, Urgency } from '../request-rules';
import type { Request, RequestState } from './types';

/** What promises are reckoned by. */
export interface PromiseRules {
  readonly requests: RequestRules;
  readonly calendar: WorkCalendar;
}

/**
 * The instant at which so many minutes of working time have passed since `from`: the hours of desks on working days. An
 * urgency that knows no night counts every minute.
 */
export function dueAfter(from: Instant, minutes: number, urgency: Urgency, rules: PromiseRules): Instant {
  const { requests, calendar } = rules;
  if (requests.promises[urgency].always) return from + minutes * MINUTE;
  let left = minutes;
  let at = from;
  for (;;) {
    const begin = Math.max(minuteOfDay(at), requests.workFrom);
    const room = isWorkingDay(dayOf(at), calendar) ? Math.max(0, requests.workTo - begin) : 0;
    if (left <= room && room > 0) return startOfDay(at) + (begin + left) * MINUTE;
    left -= room;
    at = startOfDay(at) + DAY;
  }
}

/** How many minutes of working time lie between two instants, as `dueAfter` counts them; 0 where the second is earlier. */
export function minutesBetween(from: Instant, to: Instant, urgency: Urgency, rules: PromiseRules): number {
  const { requests, calendar } = rules;
  if (requests.promises[urgency].always) return Math.max(0, Math.floor((to - from) / MINUTE));
  let minutes = 0;
  for (let at = from; at < to; at = startOfDay(at) + DAY) {
    if (!isWorkingDay(dayOf(at), calendar)) continue;
    const begin = Math.max(minuteOfDay(at), requests.workFrom);
    const end = dayOf(at) === dayOf(to) ? Math.min(minuteOfDay(to), requests.workTo) : requests.workTo;
    minutes += Math.max(0, end - begin);
  }
  return minutes;
}

/** What is promised next in each state; in the others nothing waits for desk, team or whoever goes. */
const promised: Readonly<Partial<Record<RequestState, keyof Omit<Promises, 'always'>>>> = {
  held: 'dispatch',
  submitted: 'dispatch',
  objected: 'dispatch',
  offered: 'accept',
  dispatched: 'accept',
  accepted: 'begin',
  underway: 'finish',
};

/** By when a request that enters this state now is to have left it; null where nothing is promised. */
export function promiseIn(
  state: RequestState,
  urgency: Urgency,
  rules: PromiseRules,
  now: Instant,
): Instant | null {
  const step = promised[state];
  return step === undefined ? null : dueAfter(now, rules.requests.promises[urgency][step], urgency, rules);
}

/** The clock stands still while somebody waits for who asked: what was left is left afterwards. */
export function paused(
  request: Pick<Request, 'due' | 'urgency'>,
  by: string,
  words: string,
  rules: PromiseRules,
  now: Instant,
): NonNullable<Request['pause']> {
  const left = request.due === null ? 0 : minutesBetween(now, request.due, request.urgency, rules);
  return { since: now, left, by, words };
}

/** What is promised once who asked has answered. */
export const resumed = (
  pause: NonNullable<Request['pause']>,
  urgency: Urgency,
  rules: PromiseRules,
  now: Instant,
): Instant => dueAfter(now, pause.left, urgency, rules);

/** Of so many it is said how long it took lately; of fewer nothing is. */
const ENOUGH_TO_SAY = 5;
/** 大多: of five, four. */
const MOSTLY = 0.8;

/** Minutes within which four of five were done lately; null where too few were, as nobody knows. */
export function mostlyWithin(minutes: readonly number[]): number | null {
  if (minutes.length < ENOUGH_TO_SAY) return null;
  const sorted = [...minutes].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * MOSTLY) - 1] ?? null;
}
