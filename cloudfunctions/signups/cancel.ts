import { refuseIf } from '#domain/errors';
import { cancelRefusal, endingOf } from '#domain/signups/rules';
import { ms } from '../core/clock';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { aboutHeldSignup, changeHeldSignup, freed, itsPerson } from './held';
import { heirsFor, promote } from './promotion';
import { ended } from './record';
import { passOn } from './roster';

/**
 * Places given up pass to those who have waited longest and whom they fit in the same update of the
 * roster: none is ever free while somebody waits for it.
 */
export const cancelSignup = useCase('signups.cancel', {
  ask: ({ signupId }) => aboutHeldSignup(signupId),
  subject: itsPerson,

  run(context) {
    const { input, settings, nonce, now } = context;
    const answer = { signupId: input.signupId };
    return changeHeldSignup(context, async ({ signup, slot, activity, next: inLine, held }) => {
      if (receiptFor(signup, nonce)) return answer;
      refuseIf(cancelRefusal(held, { start: ms(slot.start) }, now));

      const hold = slot.roster[signup.accountId];
      const free = hold ? freed(slot, activity, hold.party) : 0;
      const next = heirsFor(inLine, slot, free, settings, nonce, now);
      // Somebody else was quicker.
      if (hold && !(await passOn(slot, signup.accountId, next, now))) return null;
      const ending = endingOf(activity.signupUntil ? ms(activity.signupUntil) : null, now);
      const left = await updateOnce(
        'signups',
        { _id: signup._id, state: signup.state },
        ended(ending, now),
        receipt(nonce, answer),
      );
      // The heirs are told last: they can wait.
      await promote(next, slot, activity, now);
      return left === 1 ? answer : null;
    });
  },
});
