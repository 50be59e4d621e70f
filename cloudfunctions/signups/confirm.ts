import { refuseIf, Refused } from '#domain/errors';
import { confirmRefusal } from '#domain/signups/answers';
import { _ } from '../core/database';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { aboutSignup, itsPerson, signupIn } from './held';
import { slotFacts } from './people';
import { changeHold } from './roster';
import { agreementOf } from './views';

/**
 * "Yes, I come": by whoever has moved up from the waiting list and is asked within a time, and by whoever
 * signed up before the time or the place was changed. The roster says whether a place still waits for its
 * answer, so that an answer and the sweep that passes places on never both have their way.
 */
export const confirmPlace = useCase('signups.confirm', {
  ask: ({ signupId }) => aboutSignup(signupId),
  subject: itsPerson,

  async run({ input, loaded, nonce, now, reload }) {
    const { signup, slot, activity } = signupIn(loaded);
    const replay = receiptFor<{ signupId: string }>(signup, nonce);
    if (replay) return replay;
    const { revision } = slot;
    const confirmBy = slot.roster[signup.accountId]?.confirmBy ?? signup.confirmBy;
    const agreed = agreementOf({ ...signup, confirmBy });
    refuseIf(confirmRefusal(agreed, slotFacts(slot, activity), input.revision, now));

    if (confirmBy) {
      const change = { confirmBy: _.remove(), revision };
      // Passed on meanwhile.
      if (!(await changeHold(slot, signup.accountId, change, nonce, now, reload)))
        throw new Refused('NOT_SIGNED_UP');
    }
    const result = { signupId: signup._id };
    await updateOnce(
      'signups',
      { _id: signup._id, state: _.neq('cancelled') },
      { revision, confirmBy: _.remove() },
      receipt(nonce, result),
    );
    return result;
  },
});
