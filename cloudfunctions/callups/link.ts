import { linkRefusal } from '#domain/callups/rules';
import { refuseIf, Refused } from '#domain/errors';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK } from '../activities/views';
import { _, update } from '../core/database';
import { many, needed, one, only } from '../core/loading';
import { receipt, receiptFor, updateOnce } from '../core/receipts';
import { useCase } from '../core/use-case';

/** A list's rounds are the shifts of an activity, which a team posts, runs and confirms as any other. */
export const linkActivity = useCase('callups.link', {
  ask: ({ callupId, activityId }) => ({
    callup: needed(one('callups', callupId, ['teams'])),
    activity: needed(one('activities', activityId, ACTIVITY_BULK)),
    slots: only(many('slots', 'activityId', activityId), ['kind']),
  }),
  subject: ({ callup }) => ({ areas: callup.areas }),

  async run({ input: { list, activityId }, loaded, nonce, now, audit }) {
    const { callup, activity, slots } = loaded;
    const result = { callupId: callup._id };
    if (receiptFor(callup, nonce)) return result;
    if (list > callup.lists.length) throw new Refused('NOT_FOUND');
    if (!activity.areas.includes(callup.stationId)) throw new Refused('OUTSIDE_AREA');
    const shifts = slots.filter(({ _id, kind }) => kind === 'shift' && isHeld(activity, _id));
    refuseIf(linkRefusal(callup.state, activity.state, shifts.length));
    await audit({ subject: callup._id, after: { list, activityId } });
    const here = { _id: callup._id, state: 'open' };
    await updateOnce(
      'callups',
      here,
      { [`lists.${list - 1}.activityId`]: activityId },
      receipt(nonce, result),
    );
    // After the call-up: who says from now on that they come is seen to by their own answer.
    const coming = { callupId: callup._id, list, 'counts.coming': _.gt(0) };
    await update('sheets', coming, { placeAt: new Date(now) });
    return result;
  },
});

const isHeld = (activity: Parameters<typeof asHeldIn>[0], slotId: string): boolean =>
  asHeldIn(activity, slotId).state === 'published';
