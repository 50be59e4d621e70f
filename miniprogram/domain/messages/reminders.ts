import type { Settings } from '../settings';
import { MINUTE, type Instant } from '../time';

type Rules = Settings['messages']['remindMinutesBefore'];
export type ReminderKind = keyof Rules;

export interface Reminder {
  readonly kind: ReminderKind;
  readonly at: Instant;
}

/** All reminders of a slot that starts then, soonest first. */
const remindersOf = (start: Instant, rules: Rules): Reminder[] =>
  (['reminderDay', 'reminderSoon'] as const)
    .map((kind) => ({ kind, at: start - rules[kind] * MINUTE }))
    .sort((a, b) => a.at - b.at);

/** The first one still to come; null when none is. */
export const nextReminder = (start: Instant, rules: Rules, now: Instant): Reminder | null =>
  remindersOf(start, rules).find(({ at }) => at > now) ?? null;

/** Which one is due by now: of several missed the last, so that nobody is told twice at once. */
export function dueReminder(start: Instant, rules: Rules, now: Instant): Reminder | null {
  const due = remindersOf(start, rules).filter(({ at }) => at <= now);
  return due[due.length - 1] ?? null;
}
