import type { MessageKind } from '#domain/settings';
import { clockOf, dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, find, insert } from '../core/database';
import type { ActivityDocument, OutboxDocument, SlotDocument } from '../documents';

/** Whole characters: half a one is refused. */
const short = (text: string): string => [...text].slice(0, 20).join('');

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
      thing1: short(activity.title),
      time2: `${dayOf(start)} ${clockOf(start)}`,
      thing3: short(activity.venue.name),
    },
    state: 'due',
    tries: 0,
    dueAt: new Date(now),
  };
}

/** What a reviewer decided, to whoever posted it. WeChat's phrases have five characters at most. */
export function reviewedMessage(
  activity: Pick<ActivityDocument, '_id' | 'title' | 'venue' | 'createdBy'>,
  state: 'published' | 'refused',
  reason: string,
  now: Instant,
): OutboxDocument {
  const published = state === 'published';
  return {
    _id: `reviewed_${activity._id}_${activity.createdBy}`,
    kind: 'reviewed',
    accountId: activity.createdBy,
    page: `pages/activity/index?id=${activity._id}`,
    values: {
      thing1: short(activity.title),
      phrase2: published ? '已发布' : '已退回',
      thing3: short(published ? activity.venue.name : reason),
    },
    state: 'due',
    tries: 0,
    dueAt: new Date(now),
  };
}

/** As many as one answer of the database holds. */
const CHUNK = 1000;

/** Puts messages out to be sent; those that a try before has put there already stay as they are. */
export async function send(messages: readonly OutboxDocument[]): Promise<void> {
  for (let from = 0; from < messages.length; from += CHUNK) {
    const chunk = messages.slice(from, from + CHUNK);
    if ((await insert('outbox', chunk)) === 'INSERTED') continue;
    const there = await find('outbox', { _id: _.in(chunk.map((m) => m._id)) }, { limit: CHUNK });
    const known = new Set(there.map((m) => m._id));
    const rest = chunk.filter((m) => !known.has(m._id));
    if (rest.length > 0) await insert('outbox', rest);
  }
}
