import { dueReminder, nextReminder } from '#domain/messages/reminders';
import type { Settings } from '#domain/settings';
import { isAhead } from '#domain/signups/answers';
import type { Instant } from '#domain/time';
import { announcedSlot } from '../activities/off';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { earliest, findWith, many, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { inSlices, SIDE_BY_SIDE, type Sweep } from '../core/sweep';
import type { OutboxDocument } from '../documents';
import { messageTo, queueMessages } from '../messages/outbox';

/** Full ones have a thousand sign-ups each. */
const BATCH = 20;

const FIELDS = ['_id', 'start', 'revision', 'remindAt', 'activityId'] as const;

const dueBy = (now: Instant) =>
  findWith(
    'slots',
    [{ match: { remindAt: _.lte(new Date(now)) } }, { sort: { remindAt: 1 } }],
    BATCH,
    ({ _id, activityId }) => ({
      signups: only(many('signups', 'slotId', _id), ['accountId', 'state']),
      activity: only(one('activities', activityId), ['title', 'venue.name', 'state', 'off']),
    }),
    FIELDS,
  );
type Due = Awaited<ReturnType<typeof dueBy>>[number];

/**
 * Reminds everyone who holds a place in a slot that begins soon. Messages have ids of their own, so a run
 * broken off and begun again reminds nobody twice.
 */
export const remindHolders: Sweep = {
  on: earliest('slots', 'remindAt'),

  slices: (work) =>
    inSlices(
      BATCH,
      () => dueBy(work.now),
      (slot) => {
        const { settings, now } = work;
        // A change of time meanwhile has set another moment, which stands.
        const unchanged = { _id: slot._id, remindAt: slot.remindAt ?? new Date(now) };
        const putOff = () => update('slots', unchanged, { remindAt: later(now) });
        return work.done(async () => {
          const { messages, next } = remindersOf(slot, settings, now);
          await queueMessages(messages);
          await update('slots', unchanged, { remindAt: next ?? _.remove() });
          work.count('reminded', messages.length);
        }, putOff);
      },
      SIDE_BY_SIDE,
    ),
};

function remindersOf(slot: Due, { messages: { remindMinutesBefore: rules } }: Settings, now: Instant) {
  const next = nextReminder(ms(slot.start), rules, now);
  return { messages: messagesFor(slot, rules, now), next: next && new Date(next.at) };
}

function messagesFor(
  slot: Due,
  rules: Settings['messages']['remindMinutesBefore'],
  now: number,
): OutboxDocument[] {
  const { activity } = slot;
  const reminder = dueReminder(ms(slot.start), rules, now);
  // A run that comes late reminds nobody of what has begun.
  if (!reminder || !activity || !isAhead(announcedSlot(slot, activity), now)) return [];
  const holders = slot.signups.filter((s) => s.state === 'confirmed');
  return holders.map((s) =>
    messageTo(reminder.kind, s.accountId, slot, activity, now, String(slot.revision)),
  );
}
