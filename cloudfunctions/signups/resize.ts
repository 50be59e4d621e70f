import type { Output } from '#domain/contract';
import { refuseIf } from '#domain/errors';
import { householdRefusal, resizeRefusal } from '#domain/signups/rules';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { aboutHeldSignup, changeHeldSignup, freed, itsPerson } from './held';
import { asHouseholdWas, householdHolds } from './household';
import { slotFacts } from './people';
import { heirsFor, promote } from './promotion';
import { refit } from './roster';

type Resized = Output<'signups.resize'>;

/**
 * Fewer come than were booked, or more. Places that come free pass to those who wait in the same update of the
 * roster, as when all are given up; more are taken in it only while they are open to anybody.
 */
export const resizeSignup = useCase('signups.resize', {
  ask: ({ signupId }) => aboutHeldSignup(signupId),
  subject: itsPerson,

  run(context) {
    const { input, settings, me, nonce, now } = context;
    const { signupId } = input;
    return changeHeldSignup(context, async (scene) => {
      const { signup, slot, activity, line, next: inLine, held, household } = scene;
      const replay = receiptFor<Resized>(signup, nonce);
      if (replay) return replay;
      const { accountId } = signup;
      const hold = slot.roster[accountId];
      const booked = { ...held, party: hold?.party ?? signup.party };
      // By a try that died after it; told is whoever moved up then by the repair.
      const done = hold?.nonce === nonce;
      const party = done ? booked.party : input.party;
      const facts = slotFacts(slot, activity, line);
      if (!done) refuseIf(resizeRefusal(booked, facts, party, settings, now));
      const more = party > booked.party;
      if (more) refuseIf(householdRefusal(facts, householdHolds(household, me.accountId), party, settings));

      const less = booked.party - party;
      const free = less > 0 ? freed(slot, activity, less) : 0;
      const next = heirsFor(inLine, slot, free, settings, nonce, now);
      if (
        !done &&
        !(await refit(
          slot,
          accountId,
          { party, nonce },
          next,
          now,
          more ? asHouseholdWas(household, me.accountId) : {},
        ))
      )
        return null;
      const answer: Resized = { signupId, party };
      const live = { _id: signupId, state: signup.state };
      const written = await updateOnce('signups', live, { party }, receipt(nonce, answer));
      await promote(next, slot, activity, now);
      return written === 1 ? answer : null;
    });
  },
});
