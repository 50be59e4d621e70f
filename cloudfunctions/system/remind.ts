import { dueReminder, nextReminder } from '#domain/messages/reminders';
import type { Settings } from '#domain/settings';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo, send } from './messages';

const BATCH = 200;

type Due = SlotDocument & { remindAt: Date } & { signups: SignupDocument[]; activity: ActivityDocument[] };

/**
 * Reminds everyone who holds a place in a slot that begins soon. Messages have ids of their own, so a run
 * broken off and begun again reminds nobody twice.
 */
export const remind = useCase('jobs.remind', {
  ask: () => ({}),

  async run({ settings, now }) {
    const due = await aggregate<Due>('slots', [
      { match: { remindAt: _.lte(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
    ]);
    let reminded = 0;
    for (const slot of due) {
      const rules = settings.messages.remindMinutesBefore;
      const messages = messagesFor(slot, rules, now);
      await send(messages);
      const next = nextReminder(ms(slot.start), rules, now);
      // A change of time meanwhile has set another moment, which stands.
      const unchanged = { _id: slot._id, remindAt: slot.remindAt };
      await update('slots', unchanged, { remindAt: next ? new Date(next.at) : _.remove() });
      reminded += messages.length;
    }
    return { reminded };
  },
});

function messagesFor(
  slot: Due,
  rules: Settings['messages']['remindMinutesBefore'],
  now: number,
): OutboxDocument[] {
  const [activity] = slot.activity;
  const reminder = dueReminder(ms(slot.start), rules, now);
  // A run that comes late reminds nobody of what has begun.
  if (!reminder || activity?.state !== 'published' || now >= ms(slot.start)) return [];
  const holders = slot.signups.filter((s) => s.state === 'confirmed');
  return holders.map((s) =>
    messageTo(reminder.kind, s.accountId, slot, activity, now, String(slot.revision)),
  );
}
