import type { Instant } from '#domain/time';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { send } from '../system/messages';
import { signedUpMessage } from './messages';

const BATCH = 200;

type Untold = SignupDocument & { slot: SlotDocument[]; activity: ActivityDocument[] };

/**
 * Puts out the messages that somebody has signed up. The record itself says that one is due, so that signing
 * up costs no write more and no message is lost; their ids keep a run broken off from telling twice.
 */
export async function tellSignedUp(now: Instant): Promise<number> {
  const untold = await aggregate<Untold>('signups', [
    { match: { tellAt: _.lte(new Date(now)) } },
    { sort: { tellAt: 1 } },
    { limit: BATCH },
    { project: { receipts: 0 } },
    ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
    ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
  ]);
  if (untold.length === 0) return 0;
  const messages = untold.flatMap((signup) => {
    const [slot] = signup.slot;
    const [activity] = signup.activity;
    const stands = slot && activity?.state === 'published' && signup.state === 'confirmed';
    return stands ? [signedUpMessage(signup, slot, activity, now)] : [];
  });
  await send(messages);
  const ids = untold.map((s) => s._id);
  await update('signups', { _id: _.in(ids), tellAt: _.lte(new Date(now)) }, { tellAt: _.remove() });
  return messages.length;
}
