import { Refused } from '#domain/errors';
import { cancelRefusal } from '#domain/signups/rules';
import { ms } from '../core/clock';
import { _, insert, update } from '../core/database';
import { byId, via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { messageTo } from '../system/messages';
import { confirmWaiting, heir, passOn } from './places';

/**
 * A place given up passes to the one who has waited longest in the same update of the roster: it is
 * never free while somebody waits.
 */
export const cancel = useCase('signups.cancel', {
  ask: ({ signupId }) => ({
    signup: byId('signups', signupId),
    slot: via('slots', '_id', 'signup.slotId', ['key']),
    activity: via('activities', '_id', 'signup.activityId'),
    attendance: byId('attendances', signupId),
    // Only those who wait carry the field; their number is bounded by the settings.
    waiting: via('signups', 'waitingFor', 'signup.slotId', ['receipts']),
  }),

  async run({ input, loaded, me, nonce, now }) {
    const [signup] = loaded.signup;
    const [slot] = loaded.slot;
    const [activity] = loaded.activity;
    if (!signup || !slot || !activity) throw new Refused('NOT_FOUND');
    if (signup.accountId !== me.accountId) throw new Refused('NOT_ALLOWED');
    const result = { signupId: input.signupId };
    if (receiptFor(signup, nonce)) return result;
    const span = { start: ms(slot.start), end: ms(slot.end) };
    const refused = cancelRefusal(signup, span, loaded.attendance.length > 0, now);
    if (refused) throw new Refused(refused);

    const holds = slot.roster[me.accountId] !== undefined;
    const next = holds ? heir(loaded.waiting) : null;
    if (holds) await passOn(slot, me.accountId, next, nonce, now);
    await update(
      'signups',
      { _id: signup._id, state: _.in(['confirmed', 'waiting']) },
      {
        state: 'cancelled',
        liveFor: _.remove(),
        waitingFor: _.remove(),
        receipts: keepReceipt(nonce, result),
      },
    );
    if (next) {
      await confirmWaiting(next);
      await insert('outbox', messageTo('promoted', next.accountId, slot, activity, now, String(ms(next.at))));
    }
    return result;
  },
});
