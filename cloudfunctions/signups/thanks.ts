import { refuseIf, Refused } from '#domain/errors';
import { outcomeOf, thankRefusal, type Face, type ToThank } from '#domain/signups/thanks';
import type { PastSignup, SaidOf } from '#domain/signups/views';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { find, insert } from '../core/database';
import { needed, one } from '../core/loading';
import { receipt, receiptFor, writeOnce } from '../core/receipts';
import { useCase } from '../core/use-case';
import { refuseRisky } from '../core/wechat';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { aboutSignup, itsPerson } from './held';
import { latestSignups } from './latest';

const toThank = (
  signup: Pick<SignupDocument, 'state'>,
  slot: Pick<SlotDocument, '_id' | 'start' | 'end'>,
  activity: ActivityDocument,
): ToThank => ({
  signup: signup.state,
  activityState: asHeldIn(activity, slot._id).state,
  start: ms(slot.start),
  end: ms(slot.end),
});

/** What was said before is replaced; of two who say something at once, one is told so. */
export const thankForIt = useCase('signups.thank', {
  ask: ({ signupId }) => ({ ...aboutSignup(signupId), before: one('thanks', signupId) }),
  subject: itsPerson,

  async run({ input: { face, words }, loaded, me, nonce, now }) {
    const { signup, slot, activity, before } = loaded;
    const result = { signupId: signup._id };
    if (receiptFor(before, nonce)) return result;
    refuseIf(thankRefusal(toThank(signup, slot, activity), now));
    await refuseRisky(words, me.openid, 'post');
    const said = { face, words, at: new Date(now) };
    if (before) {
      await writeOnce('thanks', { _id: before._id, at: before.at }, said, receipt(nonce, result));
      return result;
    }
    const { _id, activityId, accountId } = signup;
    const thanks = { _id, activityId, accountId, ...said, receipts: [receipt(nonce, result)] };
    if ((await insert('thanks', thanks)) !== 'INSERTED') throw new Refused('CONFLICT');
    return result;
  },
});

/** Page by page, with what each was and what has been said of it. */
export const pastSignups = useCase('signups.history', {
  ask: () => ({}),

  async run({ input: { before, limit }, me, now }) {
    const { page, next } = await latestSignups(
      me.accountId,
      before,
      limit,
      ({ _id, slotId, activityId }) => ({
        slot: one('slots', slotId, SLOT_SECRETS),
        activity: one('activities', activityId, ACTIVITY_BULK),
        attendance: one('attendances', _id, ['receipts']),
        thanks: one('thanks', _id, ['receipts']),
      }),
    );
    const past = page.flatMap(({ slot, activity, attendance, thanks, ...signup }): PastSignup[] => {
      if (!slot || !activity) return [];
      const it = toThank(signup, slot, activity);
      const outcome = outcomeOf({ ...it, kind: slot.kind, present: wasThere(attendance) }, now);
      if (outcome === null) return [];
      return [
        {
          signupId: signup._id,
          activityId: activity._id,
          kind: slot.kind,
          title: activity.title,
          slotName: slot.name,
          venueName: activity.venue.name,
          start: it.start,
          end: it.end,
          outcome,
          face: thanks?.face ?? null,
          canThank: outcome !== 'away' && thankRefusal(it, now) === null,
        },
      ];
    });
    return { past, next };
  },
});

/** As many as a leader reads of one activity. */
const SAID_AT_MOST = 500;

export const saidOfActivity = useCase('signups.said', {
  ask: ({ activityId }) => ({ activity: needed(one('activities', activityId, ACTIVITY_BULK)) }),
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  async run({ input: { activityId } }): Promise<SaidOf> {
    const said = await find('thanks', { activityId }, { limit: SAID_AT_MOST, order: [['at', 'desc']] });
    const countOf = (face: Face) => said.filter((one) => one.face === face).length;
    return {
      counts: { good: countOf('good'), fair: countOf('fair'), poor: countOf('poor') },
      words: said
        .filter(({ words }) => words !== '')
        .map(({ face, words, at }) => ({ face, words, at: ms(at) })),
    };
  },
});
