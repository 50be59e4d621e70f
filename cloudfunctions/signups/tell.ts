import type { Instant } from '#domain/time';
import { asHeldIn, type HeldOrNot } from '../activities/off';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { earliest } from '../core/loading';
import { stagesOf, via } from '../core/question';
import type { Sweep } from '../core/sweep';
import type { OutboxDocument, SignupDocument } from '../documents';
import { tellAll } from '../messages/telling';
import { signedUpMessage, type Activity, type Slot } from './messages';

const BATCH = 200;

type Untold = Pick<SignupDocument, '_id' | 'accountId' | 'state' | 'at'> & {
  slot: Slot[];
  activity: (Activity & HeldOrNot)[];
};

/** Puts out the messages that somebody has signed up. */
export const tellSignedUp: Sweep = {
  on: earliest('signups', 'tellAt'),

  slices: (work) =>
    tellAll(work, {
      collection: 'signups',
      size: BATCH,
      load: () => untoldBy(work.now),
      messagesFor: (signup) => messagesFor(signup, work.now),
    }),
};

const untoldBy = (now: Instant): Promise<Untold[]> =>
  aggregate<Untold>(
    'signups',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    BATCH,
    [
      { project: { accountId: 1, state: 1, at: 1, slotId: 1, activityId: 1 } },
      ...stagesOf('slot', via('slots', '_id', 'slotId')),
      ...stagesOf('activity', via('activities', '_id', 'activityId')),
      {
        project: {
          accountId: 1,
          state: 1,
          at: 1,
          'slot._id': 1,
          'slot.start': 1,
          'activity._id': 1,
          'activity.title': 1,
          'activity.venue.name': 1,
          'activity.state': 1,
          'activity.off': 1,
        },
      },
    ],
  );

/** Nobody is told of what no longer stands, or has begun. */
function messagesFor(signup: Untold, now: Instant): OutboxDocument[] {
  const [slot] = signup.slot;
  const [activity] = signup.activity;
  if (!slot || !activity || now >= ms(slot.start)) return [];
  if (asHeldIn(activity, slot._id).state !== 'published') return [];
  return signup.state === 'confirmed' ? [signedUpMessage(signup, slot, activity, now)] : [];
}
