import { refuseIf, Refused } from '#domain/errors';
import { isAhead } from '#domain/signups/answers';
import { swapRefusal } from '#domain/signups/rules';
import type { OfferedPlace } from '#domain/signups/views';
import { announcedSlot } from '../activities/off';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { CALLER, following, many, one, type Key } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { AccountDocument, ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { aboutSignup, itsPerson, signupIn } from './held';
import { ACCOUNT_SECRETS, slotFacts } from './people';
import { changeHold } from './roster';

/**
 * Offers a place to the team, or takes the offer back. The roster says whether it stands; the record puts it
 * on the team's list.
 */
export const offerPlace = useCase('signups.offer', {
  ask: ({ signupId }) => ({
    ...aboutSignup(signupId),
    attendance: one('attendances', signupId),
  }),
  subject: itsPerson,

  async run({ input, loaded, nonce, now, reload }) {
    const { signup, slot, activity } = signupIn(loaded);
    const result = { signupId: signup._id, offered: input.offered };
    const replay = receiptFor<typeof result>(signup, nonce);
    if (replay) return replay;
    const held = { state: signup.state, present: wasThere(loaded.attendance) };
    refuseIf(swapRefusal(held, slotFacts(slot, activity), now));

    const change = { offered: input.offered ? true : _.remove() };
    if (!(await changeHold(slot, signup.accountId, change, nonce, now, reload)))
      throw new Refused('NOT_SIGNED_UP');
    await updateOnce(
      'signups',
      { _id: signup._id, state: 'confirmed' },
      { offeredFor: input.offered ? activity.teamId : _.remove() },
      receipt(nonce, result),
    );
    return result;
  },
});

/** What is offered to these teams, and by whom. */
export const offeredTo = (teamId: Key) =>
  following({ offers: many('signups', 'offeredFor', teamId, ['receipts']) }, ({ offers }) => ({
    offerers: many('accounts', '_id', offers.accountId, ACCOUNT_SECRETS),
  }));

/** What teammates offer, soonest first. */
export const offeredPlaces = useCase('signups.offers', {
  ask: () =>
    following(offeredTo(CALLER.memberships.teamId), ({ offers }) => ({
      slots: many('slots', '_id', offers.slotId, SLOT_SECRETS),
      activities: many('activities', '_id', offers.activityId, ACTIVITY_BULK),
    })),

  run({ loaded, caller, now }) {
    const places = loaded.offers.flatMap((signup): OfferedPlace[] => {
      const slot = loaded.slots.find((s) => s._id === signup.slotId);
      const activity = loaded.activities.find((a) => a._id === signup.activityId);
      if (!slot || !activity || !caller.teams.includes(activity.teamId)) return [];
      const own = signup.accountId === caller.accountId;
      if (own || !isAhead(announcedSlot(slot, activity), now)) return [];
      const offerer = loaded.offerers.find((a) => a._id === signup.accountId);
      return [offeredPlace(signup, slot, activity, offerer)];
    });
    return Promise.resolve({ offers: places.sort((a, b) => a.start - b.start) });
  },
});

function offeredPlace(
  signup: SignupDocument,
  slot: SlotDocument,
  activity: ActivityDocument,
  offerer: AccountDocument | undefined,
): OfferedPlace {
  const { name, address, place } = activity.venue;
  return {
    signupId: signup._id,
    slotId: slot._id,
    activityId: activity._id,
    title: activity.title,
    teamName: activity.teamName,
    slotName: slot.name,
    venue: { name, address, place },
    start: ms(slot.start),
    end: ms(slot.end),
    revision: slot.revision,
    from: offerer?.name ?? '',
  };
}
