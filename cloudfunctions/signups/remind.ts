import { dueReminder, nextReminder } from '#domain/messages/reminders';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { later, Pieces } from '../core/pieces';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo, send } from '../messages/outbox';

const BATCH = 200;

type Due = SlotDocument & { remindAt: Date } & { signups: SignupDocument[]; activity: ActivityDocument[] };

/**
 * Reminds everyone who holds a place in a slot that begins soon. Messages have ids of their own, so a run
 * broken off and begun again reminds nobody twice.
 */
export const remind = useCase('jobs.remind', {
  ask: () => ({}),

  async run({ settings, now }) {
    const pieces = new Pieces('jobs.remind');
    const due = await aggregate<Due>(
      'slots',
      [{ match: { remindAt: _.lte(new Date(now)) } }, { sort: { remindAt: 1 } }],
      BATCH,
      [
        ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
      ],
    );
    let reminded = 0;
    for (const slot of due) {
      // A change of time meanwhile has set another moment, which stands.
      const unchanged = { _id: slot._id, remindAt: slot.remindAt };
      const putOff = () => update('slots', unchanged, { remindAt: later(now) });
      const run = async () => {
        const { messages, next } = remindersOf(slot, settings, now);
        await send(messages);
        await update('slots', unchanged, { remindAt: next ?? _.remove() });
        return messages.length;
      };
      reminded += await pieces.count(run, putOff);
    }
    return { reminded, failed: pieces.failed };
  },
});

function remindersOf(slot: Due, { messages: { remindMinutesBefore: rules } }: Settings, now: Instant) {
  const next = nextReminder(ms(slot.start), rules, now);
  return { messages: messagesFor(slot, rules, now), next: next && new Date(next.at) };
}

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
