import { Refused } from '#domain/errors';
import { questionFor } from '#domain/signups/rules';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import { oneSignup, signupIn } from './held';
import { changeHold } from './places';

/**
 * "Yes, I come": by whoever has moved up from the waiting list and is asked within a time, and by whoever
 * signed up before the time or the place was changed. The roster says whether a place still waits for its
 * answer, so that an answer and the sweep that passes places on never both have their way.
 */
export const confirm = useCase('signups.confirm', {
  ask: ({ signupId }) => oneSignup(signupId),

  async run({ input, loaded, caller, nonce, now, reload }) {
    const { signup, slot, activity } = signupIn(loaded, caller);
    const replay = receiptFor<{ signupId: string }>(signup, nonce);
    if (replay) return replay;
    if (activity.state === 'cancelled') throw new Refused('CANCELLED');
    if (signup.state === 'cancelled') throw new Refused('NOT_SIGNED_UP');
    const { start, revision } = slot;
    if (now >= ms(start)) throw new Refused('DEADLINE_PASSED');
    if (input.revision !== revision) throw new Refused('CHANGED');
    const asked = slot.roster[signup.accountId]?.confirmBy ?? signup.confirmBy;
    const agreed = { state: signup.state, revision: signup.revision, confirmBy: asked ? ms(asked) : null };
    if (questionFor(agreed, { start: ms(start), revision }, now) === null) {
      throw new Refused('NOTHING_TO_CONFIRM');
    }

    if (asked) {
      const mine = `roster.${signup.accountId}`;
      const kept = { [`${mine}.confirmBy`]: _.remove(), [`${mine}.revision`]: revision };
      // Passed on meanwhile.
      if (!(await changeHold(slot, signup.accountId, kept, reload))) throw new Refused('NOT_SIGNED_UP');
    }
    const result = { signupId: signup._id };
    await update(
      'signups',
      { _id: signup._id, state: _.neq('cancelled') },
      { revision, confirmBy: _.remove(), receipts: keepReceipt(nonce, result) },
    );
    return result;
  },
});
