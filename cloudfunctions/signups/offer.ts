import { Refused } from '#domain/errors';
import { swapRefusal } from '#domain/signups/rules';
import type { OfferedPlace } from '#domain/signups/views';
import { asHeldIn } from '../activities/off';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _, update } from '../core/database';
import { byId, via } from '../core/question';
import { keepReceipt, receiptFor } from '../core/receipts';
import { useCase } from '../core/use-case';
import type { AccountDocument, ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { oneSignup, signupIn } from './held';
import { ACCOUNT_SECRETS, slotFacts } from './people';
import { changeHold } from './places';

/**
 * Offers a place to the team, or takes the offer back. The roster says whether it stands; the record puts it
 * on the team's list.
 */
export const offer = useCase('signups.offer', {
  ask: ({ signupId }) => ({
    ...oneSignup(signupId),
    attendance: byId('attendances', signupId),
  }),

  async run({ input, loaded, caller, nonce, now, reload }) {
    const { signup, slot, activity } = signupIn(loaded, caller);
    const result = { signupId: signup._id, offered: input.offered };
    const replay = receiptFor<typeof result>(signup, nonce);
    if (replay) return replay;
    const held = { state: signup.state, present: wasThere(loaded.attendance[0]) };
    const refused = swapRefusal(held, slotFacts(slot, activity, []), now);
    if (refused) throw new Refused(refused);

    const offered = { [`roster.${signup.accountId}.offered`]: input.offered ? true : _.remove() };
    const data = { ...offered, touchedAt: new Date(now) };
    if (!(await changeHold(slot, signup.accountId, data, reload))) throw new Refused('NOT_SIGNED_UP');
    await update(
      'signups',
      { _id: signup._id, state: 'confirmed' },
      { offeredFor: input.offered ? activity.teamId : _.remove(), receipts: keepReceipt(nonce, result) },
    );
    return result;
  },
});

/** Question: what is offered to the teams that the caller is a member of. */
export const offersOfTeams = (path: string) => ({
  offers: via('signups', 'offeredFor', path, ['receipts']),
  offerers: via('accounts', '_id', 'offers.accountId', ACCOUNT_SECRETS),
});

/** What teammates offer, soonest first. */
export const offers = useCase('signups.offers', {
  ask: () => ({
    ...offersOfTeams('memberships.teamId'),
    slots: via('slots', '_id', 'offers.slotId', ['roster', 'key', 'receipts']),
    activities: via('activities', '_id', 'offers.activityId', ['summary', 'risks', 'receipts']),
  }),

  run({ loaded, caller, now }) {
    const places = loaded.offers.flatMap((signup): OfferedPlace[] => {
      const slot = loaded.slots.find((s) => s._id === signup.slotId);
      const activity = loaded.activities.find((a) => a._id === signup.activityId);
      if (!slot || !activity || !caller.teams.includes(activity.teamId)) return [];
      if (signup.accountId === caller.accountId || asHeldIn(activity, slot._id).state !== 'published')
        return [];
      const offerer = loaded.offerers.find((a) => a._id === signup.accountId);
      return now < ms(slot.start) ? [offeredPlace(signup, slot, activity, offerer)] : [];
    });
    return Promise.resolve({ offers: places.sort((a, b) => a.start - b.start) });
  },
});

export function offeredPlace(
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
