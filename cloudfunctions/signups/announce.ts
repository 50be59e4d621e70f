import { isAhead } from '#domain/signups/answers';
import type { Instant } from '#domain/time';
import { announcedSlot } from '../activities/off';
import { _ } from '../core/database';
import { earliest, findWith, one, only } from '../core/loading';
import type { Sweep } from '../core/sweep';
import type { OutboxDocument } from '../documents';
import { queueWhatIsDue } from '../messages/telling';
import { signedUpMessage } from './messages';

const BATCH = 200;

/** Puts out the messages that somebody has signed up. */
export const announceSignups: Sweep = {
  on: earliest('signups', 'tellAt'),

  slices: (work) =>
    queueWhatIsDue(work, {
      collection: 'signups',
      size: BATCH,
      load: () => unannouncedBy(work.now),
      messagesFor: (signup) => messagesFor(signup, work.now),
    }),
};

const FIELDS = ['_id', 'accountId', 'state', 'at', 'slotId', 'activityId'] as const;

const unannouncedBy = (now: Instant) =>
  findWith(
    'signups',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    BATCH,
    ({ slotId, activityId }) => ({
      slot: only(one('slots', slotId), ['start']),
      activity: only(one('activities', activityId), ['title', 'venue.name', 'state', 'off']),
    }),
    FIELDS,
  );
type Unannounced = Awaited<ReturnType<typeof unannouncedBy>>[number];

/** Nobody is told of what no longer stands, or has begun. */
function messagesFor(signup: Unannounced, now: Instant): OutboxDocument[] {
  const { slot, activity, state } = signup;
  if (!slot || !activity || !isAhead(announcedSlot(slot, activity), now)) return [];
  return state === 'confirmed' ? [signedUpMessage(signup, slot, activity, now)] : [];
}
