import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo, send } from './messages';

const BATCH = 200;

type Due = SlotDocument & { signups: SignupDocument[]; activity: ActivityDocument[] };

/**
 * Reminds everyone who holds a place in a slot that begins soon. Messages have ids of their own, so a run
 * broken off and begun again reminds nobody twice.
 */
export const remind = useCase('jobs.remind', {
  ask: () => ({}),

  async run({ now }) {
    const due = await aggregate<Due>('slots', [
      { match: { remindAt: _.lte(new Date(now)) } },
      { limit: BATCH },
      ...stagesOf('signups', via('signups', 'slotId', '_id', ['receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
    ]);
    let reminded = 0;
    for (const slot of due) {
      const messages = messagesFor(slot, now);
      await send(messages);
      await update('slots', { _id: slot._id }, { remindAt: _.remove() });
      reminded += messages.length;
    }
    return { reminded };
  },
});

function messagesFor(slot: Due, now: number): OutboxDocument[] {
  const [activity] = slot.activity;
  // A run that comes late reminds nobody of what has begun.
  if (activity?.state !== 'published' || now >= ms(slot.start)) return [];
  const holders = slot.signups.filter((s) => s.state === 'confirmed');
  return holders.map((s) => messageTo('reminder', s.accountId, slot, activity, now, ''));
}
