import { lifecycle, moveRefusal } from '#domain/activities/lifecycle';
import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import { byId, having, via, type Loaded } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { checkText } from '../core/wechat';
import type { OutboxDocument } from '../documents';
import { messageTo, send } from '../system/messages';
import { spanOfActivity } from './draft';
import { notLive } from './live';
import { SLOT_SECRETS } from './views';

const question = (activityId: string) => ({
  activity: byId('activities', activityId),
  slots: having('slots', 'activityId', activityId, SLOT_SECRETS),
  signups: via('signups', 'slotId', 'slots._id', ['receipts']),
});

/** Everyone who holds or waits for a place is told; their sign-ups stay visible as cancelled by the leader. */
export const cancel = useCase('activities.cancel', {
  ask: ({ activityId }) => question(activityId),
  subject: ({ activity: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  async run({ input, loaded, me, nonce, now, reload }) {
    const [activity] = loaded.activity;
    if (!activity) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Output<'activities.cancel'>>(activity, nonce);
    if (replay) return replay;
    const refused = moveRefusal(spanOfActivity(activity), 'cancel', 'leader', now);
    if (refused) throw new Refused(refused.code, refused.details);

    // Words in doubt pass: nobody may stand before a closed door because a reason waits to be read.
    if ((await checkText(input.reason, me.openid, 'post')) === 'risky') throw new Refused('CONTENT_REFUSED');

    const messages = messagesFor(loaded, now);
    const result = { activityId: activity._id, told: messages.length };
    // Messages first: they are sent only once, and a try broken off here is sent again whole.
    await send(messages);
    const cancelled = await update(
      'activities',
      { _id: activity._id, state: _.in(lifecycle.cancel.from) },
      {
        state: 'cancelled',
        cancelReason: input.reason,
        ...notLive(),
        receipts: keepReceipt(nonce, result),
      },
    );
    const after = await reload();
    if (cancelled === 0) {
      const first = receiptFor<Output<'activities.cancel'>>(after.activity[0], nonce);
      if (!first) throw new Refused(after.activity[0]?.state === 'cancelled' ? 'CANCELLED' : 'CONFLICT');
      return first;
    }
    // Who signed up at this very moment is told too.
    const told = new Set(messages.map((m) => m._id));
    await send(messagesFor(after, now).filter((m) => !told.has(m._id)));
    return result;
  },
});

function messagesFor(loaded: Loaded<ReturnType<typeof question>>, now: Instant): OutboxDocument[] {
  const [activity] = loaded.activity;
  return loaded.signups.flatMap((signup) => {
    const slot = loaded.slots.find((s) => s._id === signup.slotId);
    if (!activity || !slot || signup.state === 'cancelled') return [];
    return [messageTo('cancelled', signup.accountId, slot, activity, now, 'all')];
  });
}
