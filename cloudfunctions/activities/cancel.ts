import type { Output } from '#domain/contract';
import { Refused } from '#domain/errors';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { byId, having, via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { messageTo } from '../system/messages';
import { SLOT_SECRETS } from './views';

/** Everyone who holds or waits for a place is told; their sign-ups stay visible as cancelled by the leader. */
export const cancel = useCase('activities.cancel', {
  ask: ({ activityId }) => ({
    activity: byId('activities', activityId),
    slots: having('slots', 'activityId', activityId, SLOT_SECRETS),
    signups: via('signups', 'slotId', 'slots._id', ['receipts']),
  }),
  subject: ({ activity: [activity] }) => (activity ? { teamId: activity.teamId } : {}),

  async run({ input, loaded, nonce, now }) {
    const [activity] = loaded.activity;
    if (!activity) throw new Refused('NOT_FOUND');
    const replay = receiptFor<Output<'activities.cancel'>>(activity, nonce);
    if (replay) return replay;
    if (activity.state === 'cancelled') throw new Refused('CANCELLED');
    if (now >= ms(activity.end)) throw new Refused('TIME_PASSED');

    const messages = loaded.signups.flatMap((signup) => {
      const slot = loaded.slots.find((s) => s._id === signup.slotId);
      if (!slot || signup.state === 'cancelled') return [];
      return [messageTo('cancelled', signup.accountId, slot, activity, now, 'all')];
    });
    const result = { activityId: activity._id, told: messages.length };
    // Messages first: they are sent only once, and a try broken off here is sent again whole.
    if (messages.length > 0) await insert('outbox', messages);
    await update(
      'activities',
      { _id: activity._id, state: _.neq('cancelled') },
      {
        state: 'cancelled',
        cancelReason: input.reason,
        spot: _.remove(),
        liveAt: _.remove(),
        liveUntil: _.remove(),
        receipts: keepReceipt(nonce, result),
      },
    );
    return result;
  },
});
