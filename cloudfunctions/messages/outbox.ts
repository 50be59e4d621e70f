import { defined } from '#domain/defined';
import { messageIdOf } from '#domain/ids';
import { urgencyOf } from '#domain/messages/urgency';
import type { MessageKind } from '#domain/settings';
import { clockOf, dayOf, type Instant } from '#domain/time';
import { inChunks } from '../core/chunks';
import { ms } from '../core/clock';
import { insertAll } from '../core/database';
import type { ActivityDocument, OutboxDocument, SlotDocument } from '../documents';

/** What a field says where there is nothing to say: WeChat refuses empty ones. */
const NOTHING = '无';

/** A `thing` of WeChat's: 20 whole characters at most, as half a one is refused, and never empty. */
export const thing = (text: string): string => [...text.trim()].slice(0, 20).join('') || NOTHING;

/** A `phrase`: five characters at most. */
const phrase = (text: string): string => [...text.trim()].slice(0, 5).join('') || NOTHING;

const due = (kind: MessageKind, now: Instant) =>
  defined({
    urgent: urgencyOf(kind),
    state: 'due' as const,
    tries: 0,
    dueAt: new Date(now),
  });

/**
 * A subscribe message about a slot, to be sent by the deliver sweep. Its id follows from what it tells and the
 * cause, so that telling twice is one message. The account is who it is about: a person without WeChat is not
 * told, but whoever keeps them. Templates of these kinds have the fields thing1, time2, thing3.
 */
export function messageTo(
  kind: MessageKind,
  accountId: string,
  slot: Pick<SlotDocument, '_id' | 'start'>,
  activity: Pick<ActivityDocument, '_id' | 'title'> & { venue: { name: string } },
  now: Instant,
  cause: string,
): OutboxDocument {
  const start = ms(slot.start);
  return {
    _id: messageIdOf(kind, slot._id, accountId, cause),
    kind,
    accountId,
    page: `packages/resident/activity/index?id=${activity._id}`,
    values: {
      thing1: thing(activity.title),
      time2: `${dayOf(start)} ${clockOf(start)}`,
      thing3: thing(activity.venue.name),
    },
    ...due(kind, now),
  };
}

/** What a message says that is about no slot: an application, a review, a line of hours. */
export interface Note {
  /** Id of the thing: with the cause it makes the message's own id. */
  readonly about: string;
  /** What makes this another message than an earlier one about the same thing; '' where there is but one. */
  readonly cause: string;
  /** Where a tap on it leads: a path of routes without the slash before it. */
  readonly page: string;
  /** The thing's name. */
  readonly title: string;
  /** What became of it, in five characters: 已通过. */
  readonly state: string;
  readonly detail: string;
}

/** Templates of these kinds have the fields thing1, phrase2, thing3. */
export function noteTo(kind: MessageKind, accountId: string, note: Note, now: Instant): OutboxDocument {
  return {
    _id: messageIdOf(kind, note.about, accountId, note.cause),
    kind,
    accountId,
    page: note.page,
    values: { thing1: thing(note.title), phrase2: phrase(note.state), thing3: thing(note.detail) },
    ...due(kind, now),
  };
}

type Judged = Pick<ActivityDocument, '_id' | 'title' | 'venue' | 'createdBy' | 'revision'>;

/** What a reviewer decided, to whoever posted it. */
export function reviewedMessage(
  activity: Judged,
  state: 'published' | 'refused',
  reason: string,
  now: Instant,
): OutboxDocument {
  // What was sent back, mended and sent again is judged again.
  const cause = String(activity.revision);
  const note = verdictNote(activity, state, cause, state === 'published' ? activity.venue.name : reason);
  return noteTo('reviewed', activity.createdBy, note, now);
}

/** The same of a weekly row: once for all of its dates, leading to the first of them. */
export function reviewedRowMessage(
  dates: readonly Judged[],
  state: 'published' | 'refused',
  reason: string,
  now: Instant,
): OutboxDocument[] {
  const [first] = dates;
  if (!first) return [];
  const detail = state === 'published' ? `每周一次，共 ${dates.length} 次` : reason;
  return [noteTo('reviewed', first.createdBy, verdictNote(first, state, `row-${state}`, detail), now)];
}

const verdictNote = (
  activity: Judged,
  state: 'published' | 'refused',
  cause: string,
  detail: string,
): Note => ({
  about: activity._id,
  cause,
  page: `packages/resident/activity/index?id=${activity._id}`,
  title: activity.title,
  state: state === 'published' ? '已发布' : '已退回',
  detail,
});

/** So many that a write stays well below what the database takes at once. */
const CHUNK = 500;

/** Puts messages out to be sent; those that a try before has put there already stay as they are. */
export async function queueMessages(messages: readonly OutboxDocument[]): Promise<void> {
  for (const some of inChunks(messages, CHUNK)) await insertAll('outbox', some);
}
