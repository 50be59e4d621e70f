import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate, update } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { ActivityDocument, SignupDocument, SlotDocument } from '../documents';
import { send } from '../messages/outbox';
import { signedUpMessage } from './messages';

const BATCH = 200;
/** A run that leaves some is followed by the next. */
const BATCHES = 10;

type Untold = SignupDocument & { slot: SlotDocument[]; activity: ActivityDocument[] };

/**
 * Puts out the messages that somebody has signed up. The record itself says that one is due, so that signing
 * up costs no write more and no message is lost; their ids keep a run broken off from telling twice.
 */
export async function tellSignedUp(now: Instant): Promise<number> {
  let told = 0;
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const untold = await untoldBy(now);
    if (untold.length === 0) break;
    const messages = untold.flatMap((signup) => messageFor(signup, now) ?? []);
    await send(messages);
    const ids = untold.map((s) => s._id);
    await update('signups', { _id: _.in(ids), tellAt: _.lte(new Date(now)) }, { tellAt: _.remove() });
    told += messages.length;
    if (untold.length < BATCH) break;
  }
  return told;
}

const untoldBy = (now: Instant): Promise<Untold[]> =>
  aggregate<Untold>(
    'signups',
    [{ match: { tellAt: _.lte(new Date(now)) } }, { sort: { tellAt: 1 } }],
    BATCH,
    [
      { project: { receipts: 0 } },
      ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
      ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
    ],
  );

/** Nobody is told of what no longer stands, or has begun. */
function messageFor(signup: Untold, now: Instant) {
  const [slot] = signup.slot;
  const [activity] = signup.activity;
  if (!slot || activity?.state !== 'published' || now >= ms(slot.start)) return null;
  return signup.state === 'confirmed' ? signedUpMessage(signup, slot, activity, now) : null;
}
