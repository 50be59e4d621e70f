import { dueReminder, nextReminder } from '#domain/messages/reminders';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { asHeldIn, type HeldOrNot } from '../activities/off';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import { inSlices, type Sweep } from '../core/sweep';
import type { OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import { messageTo, send } from '../messages/outbox';
import type { Activity } from './messages';

/** Full ones have a thousand sign-ups each. */
const BATCH = 20;

type Due = Pick<SlotDocument, '_id' | 'start' | 'revision'> & { remindAt: Date } & {
  signups: Pick<SignupDocument, 'accountId' | 'state'>[];
  activity: (Activity & HeldOrNot)[];
};

/**
 * Reminds everyone who holds a place in a slot that begins soon. Messages have ids of their own, so a run
 * broken off and begun again reminds nobody twice.
 */
export const remind: Sweep = {
  on: earliest('slots', 'remindAt'),

  slices: (work) =>
    inSlices(
      BATCH,
      () => dueBy(work.now),
      (slot) => {
        const { settings, now } = work;
        // A change of time meanwhile has set another moment, which stands.
        const unchanged = { _id: slot._id, remindAt: slot.remindAt };
        const putOff = () => update('slots', unchanged, { remindAt: later(now) });
        return work.done(async () => {
          const { messages, next } = remindersOf(slot, settings, now);
          await send(messages);
          await update('slots', unchanged, { remindAt: next ?? _.remove() });
          work.count('reminded', messages.length);
        }, putOff);
      },
    ),
};

const dueBy = (now: Instant): Promise<Due[]> =>
  aggregate<Due>('slots', [{ match: { remindAt: _.lte(new Date(now)) } }, { sort: { remindAt: 1 } }], BATCH, [
    { project: { start: 1, revision: 1, remindAt: 1, activityId: 1 } },
    ...stagesOf('signups', via('signups', 'slotId', '_id')),
    ...stagesOf('activity', via('activities', '_id', 'activityId')),
    {
      project: {
        start: 1,
        revision: 1,
        remindAt: 1,
        'signups.accountId': 1,
        'signups.state': 1,
        'activity._id': 1,
        'activity.title': 1,
        'activity.venue.name': 1,
        'activity.state': 1,
        'activity.off': 1,
      },
    },
  ]);

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
  if (!reminder || !activity || now >= ms(slot.start)) return [];
  if (asHeldIn(activity, slot._id).state !== 'published') return [];
  const holders = slot.signups.filter((s) => s.state === 'confirmed');
  return holders.map((s) =>
    messageTo(reminder.kind, s.accountId, slot, activity, now, String(slot.revision)),
  );
}
