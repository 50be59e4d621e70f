import type { Checked } from '#domain/contract';
import { refuseIf, Refused } from '#domain/errors';
import { signupIdOf } from '#domain/ids';
import { takeOverRefusal } from '#domain/signups/rules';
import type { SignupResult } from '#domain/signups/views';
import type { Instant } from '#domain/time';
import { ACTIVITY_BULK } from '../activities/views';
import { wasThere } from '../attendance/views';
import { _, update } from '../core/database';
import { following, foundAt, needed, one } from '../core/loading';
import { receiptFor } from '../core/receipts';
import { useCase, type Context } from '../core/use-case';
import type { SignupDocument, SlotDocument } from '../documents';
import { queueMessages } from '../messages/outbox';
import { holdsIn } from './held';
import { takenOverMessage } from './messages';
import { aboutPerson, personOf, slotFacts, withTitle } from './people';
import { bookingIn, endSwapped, signupResult, writeSignup } from './record';
import { holdOf } from './roster';

const aboutTakingOver = ({ signupId }: Checked<'signups.takeOver'>, accountId: string) => ({
  ...following({ signup: needed(one('signups', signupId, ['receipts'])) }, ({ signup }) => ({
    slot: needed(holdsIn(signup.slotId, [signup.accountId, accountId])),
    activity: needed(one('activities', signup.activityId, ACTIVITY_BULK)),
    own: one('signups', signupIdOf(foundAt(signup.slotId), accountId)),
  })),
  attendance: one('attendances', signupId),
  ...aboutPerson(accountId),
});
type TakingOver = Context<'signups.takeOver', ReturnType<typeof aboutTakingOver>>;

/**
 * A place passes from one teammate to another in one update of the roster: it is never free, and nobody
 * holds it twice. A try that died after it is finished by the next one, or by the repair.
 */
export const takeOverPlace = useCase('signups.takeOver', {
  ask: (input, me) => aboutTakingOver(input, me.accountId),
  subject: ({ activity }) => ({ teammates: activity.teamId }),

  async run(context) {
    const { loaded, me, nonce, now, reload } = context;
    const { signup, slot, own } = loaded;
    const replay = receiptFor<SignupResult>(own, nonce);
    if (replay) return replay;
    if (!isPassed(slot, me.accountId, signup, nonce)) {
      refuseIf(withTitle(refusalOf(context), loaded));
      if (!(await passPlace(slot, signup, me.accountId, nonce, now))) {
        const again = await reload();
        const first = receiptFor<SignupResult>(again.own, nonce);
        if (first) return first;
        if (!isPassed(again.slot, me.accountId, signup, nonce)) throw new Refused('NOT_FOUND');
      }
    }
    return finish(context);
  },
});

/** This very call has been here before, and died. */
function isPassed(
  { roster }: SlotDocument,
  accountId: string,
  { accountId: from }: SignupDocument,
  nonce: string,
): boolean {
  return roster[accountId]?.from === from && roster[accountId].nonce === nonce;
}

function refusalOf({ input, loaded, settings, me, now }: TakingOver) {
  const { signup, slot, activity, person, attendance } = loaded;
  const offered = slot.roster[signup.accountId]?.offered === true;
  const place = { state: signup.state, present: wasThere(attendance), offered };
  const taker = { person: personOf(person, loaded), holds: slot.roster[me.accountId] !== undefined };
  return takeOverRefusal(place, slotFacts(slot, activity), taker, input, settings, now);
}

/** What its new holder has of it: one person, by what the slot is now. */
const passedHold = ({ revision }: SlotDocument, nonce: string, now: Instant) =>
  holdOf({ party: 1, revision }, nonce, now);

/** From one name in the roster to another; false when it is no longer offered. */
async function passPlace(
  slot: SlotDocument,
  { accountId: from }: SignupDocument,
  to: string,
  nonce: string,
  now: Instant,
): Promise<boolean> {
  const held = slot.roster[from];
  if (!held) return false;
  const asRead = { [`roster.${from}.offered`]: true, [`roster.${from}.nonce`]: held.nonce };
  const offered = { _id: slot._id, ...asRead, [`roster.${to}`]: _.exists(false) };
  const hold = { ...passedHold(slot, nonce, now), from };
  const data = { [`roster.${from}`]: _.remove(), [`roster.${to}`]: _.set(hold), touchedAt: hold.at };
  return (await update('slots', offered, data)) === 1;
}

/** Told first, then written: nobody loses a place without knowing. */
async function finish({ loaded, me, nonce, now }: TakingOver): Promise<SignupResult> {
  const { signup, slot, activity, own } = loaded;
  await queueMessages([takenOverMessage(signup, slot, activity, now)]);
  await endSwapped(signup, now);
  const result = signupResult(slot._id, me.accountId, null);
  const booking = bookingIn({ accountId: me.accountId }, passedHold(slot, nonce, now));
  await writeSignup({ slot, booking, result, at: new Date(now), nonce }, own, _.neq('confirmed'));
  return result;
}
