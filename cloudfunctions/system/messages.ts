import type { MessageKind } from '#domain/settings';
import { clockOf, dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import type { ActivityDocument, OutboxDocument, SlotDocument } from '../documents';

/**
 * A subscribe message to be sent by the deliver job. Its id follows from what it tells and the cause,
 * so that telling twice is one message. The values fit WeChat's fields (thing ≤ 20 characters).
 */
export function messageTo(
  kind: MessageKind,
  accountId: string,
  slot: Pick<SlotDocument, '_id' | 'start'>,
  activity: Pick<ActivityDocument, '_id' | 'title' | 'venue'>,
  now: Instant,
  cause: string,
): OutboxDocument {
  const start = ms(slot.start);
  return {
    _id: `${kind}_${slot._id}_${accountId}_${cause}`,
    kind,
    accountId,
    page: `pages/activity/index?id=${activity._id}`,
    values: {
      thing1: activity.title.slice(0, 20),
      time2: `${dayOf(start)} ${clockOf(start)}`,
      thing3: activity.venue.name.slice(0, 20),
    },
    state: 'due',
    tries: 0,
    dueAt: new Date(now),
  };
}
