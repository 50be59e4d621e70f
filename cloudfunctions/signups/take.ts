import type { Checked } from '#domain/contract';
import { defined } from '#domain/defined';
import { refuseIf, Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { warnings } from '#domain/signups/person';
import { fullRefusal, signupStatus, takeRefusal, withoutHold } from '#domain/signups/rules';
import type { SignupResult } from '#domain/signups/views';
import { SLOT_KEY } from '../activities/views';
import { following, many, needed, one } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { Hold, SignupDocument } from '../documents';
import { aboutPerson, LINE_BULK, personOf, refuseToActFor, slotFacts, withTitle } from './people';
import { bookingIn, confirmWaiting, signupResult, writeSignup, type Booking } from './record';
import { holdOf, keepPlace, takePlace } from './roster';

const aboutTaking = ({ slotId }: Checked<'signups.take'>, accountId: string) => ({
  ...following({ slot: needed(one('slots', slotId, SLOT_KEY)) }, ({ slot }) => ({
    activity: needed(one('activities', slot.activityId)),
  })),
  signup: one('signups', signupIdOf(slotId, accountId)),
  ...aboutPerson(accountId),
  waiting: many('signups', 'waitingFor', slotId, LINE_BULK),
});
type Taking = Context<'signups.take', ReturnType<typeof aboutTaking>>;

/**
 * A place is held by the slot's roster alone, taken in one conditional update; the sign-up is its
 * record. Should the process die between the two, the next try with the same nonce finds its name in the
 * roster, and if none comes the repair writes the record (I1, I7).
 */
export const takeSignup = useCase('signups.take', {
  ask: (input, me) => aboutTaking(input, input.personId ?? me.accountId),

  async run(context) {
    const { input, loaded, settings, caller, nonce, now, reload } = context;
    const { slot, activity, person, signup: before, waiting } = loaded;
    refuseToActFor(caller, person);
    const replay = receiptFor<SignupResult>(before, nonce);
    if (replay) return replay;

    const held = slot.roster[person._id];
    const facts = slotFacts(slot, activity, waiting);
    const open = held ? withoutHold(facts, held.party) : facts;
    const status = signupStatus(open, personOf(person, loaded), input.party, settings, now);
    // Whoever holds the place has been told everything before.
    const wish = held ? { wait: input.wait, despite: warnings } : input;
    refuseIf(withTitle(takeRefusal(status, facts, wish), loaded));

    const wished = bookingFor(context);
    const hold = await holdPlace(context, wished, status.status === 'FREE');
    if (!hold && !input.wait) refuseIf(fullRefusal(facts));
    const booking = hold ? bookingIn(wished, hold) : wished;
    const result = signupResult(slot._id, person._id, hold ? null : waiting.length);
    if (await writeSignup({ slot, booking, result, at: new Date(now), nonce }, before)) return result;
    return settleTwin(result, booking, (await reload()).signup, nonce);
  },
});

/** As wished for. */
function bookingFor({ input, loaded: { slot, person }, me }: Taking): Booking {
  const bookedBy = person._id === me.accountId ? undefined : me.accountId;
  return defined({ accountId: person._id, party: input.party, revision: slot.revision, bookedBy });
}

/** The place in the roster, if there is one for this person now. */
async function holdPlace(context: Taking, wished: Booking, isFree: boolean): Promise<Hold | undefined> {
  const { input, loaded, nonce, now, reload } = context;
  const { slot, person } = loaded;
  // Our own, taken by a try that died before it could be recorded.
  const held = slot.roster[person._id];
  if (held && (await keepPlace(slot, person._id, now))) return held;
  if (!held && isFree) {
    const hold = holdOf(wished, nonce, now);
    if (await takePlace(slot, person._id, hold)) return hold;
  }
  if (!held && input.wait) return undefined;
  // The place is gone: to somebody else, or to this person's own other tap.
  return (await reload()).slot.roster[person._id];
}

/** The same person's other tap was quicker to write: its answer stands, unless it did not know of the place. */
async function settleTwin(
  result: SignupResult,
  booking: Booking,
  written: SignupDocument | undefined,
  nonce: string,
): Promise<SignupResult> {
  if (result.state === 'confirmed' && written?.state === 'waiting') {
    await confirmWaiting(written, booking);
    return result;
  }
  const first = receiptFor<SignupResult>(written, nonce);
  if (!first) throw new Refused('ALREADY_SIGNED_UP');
  return first;
}
