import { _, update } from '../core/database';
import { later } from '../core/pieces';
import type { Slices, Work } from '../core/sweep';
import type { Documents, OutboxDocument } from '../documents';
import { queueMessages } from './outbox';

interface Telling<T> {
  /** Its documents carry the moment from which they have something to tell (`tellAt`), until it is put out. */
  readonly collection: keyof Documents & ('signups' | 'memberships' | 'hours');
  /** As many as a slice loads. */
  readonly size: number;
  readonly load: () => Promise<readonly T[]>;
  readonly messagesFor: (each: T) => readonly OutboxDocument[];
}

/**
 * Puts out what documents have to tell. The record itself says that something is due, so that whatever wrote it needed
 * no write more and no message is lost; ids of messages follow from what they tell, so a run that is broken off and
 * begun again, or two at once, tell nobody twice.
 */
export async function* queueWhatIsDue<T extends { readonly _id: string }>(
  work: Work,
  { collection, size, load, messagesFor }: Telling<T>,
): Slices {
  const due = { tellAt: _.lte(new Date(work.now)) };
  for (;;) {
    const slice = await load();
    const messages: OutboxDocument[] = [];
    const told: string[] = [];
    for (const each of slice) {
      const putOff = () => update(collection, { _id: each._id, ...due }, { tellAt: later(work.now) });
      const put = () => Promise.resolve(messages.push(...messagesFor(each)));
      if (await work.done(put, putOff)) told.push(each._id);
    }
    await queueMessages(messages);
    if (told.length > 0) await update(collection, { _id: _.in(told), ...due }, { tellAt: _.remove() });
    work.count('told', messages.length);
    if (slice.length < size) return;
    yield;
  }
}
