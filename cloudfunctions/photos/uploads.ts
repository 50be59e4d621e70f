import { uploadPathOf } from '#domain/activities/photos';
import { photoIdOf, uploadIdOf } from '#domain/ids';
import { DAY, type Instant } from '#domain/time';
import { _, find, insert, remove, update } from '../core/database';
import { later } from '../core/pieces';
import { earliest, needed, one, only } from '../core/loading';
import { deleteFiles, fileAt } from '../core/storage';
import { inSlices, type Sweep } from '../core/sweep';
import { useCase } from '../core/use-case';
import type { UploadDocument } from './documents';

/** So long a phone may take to put a file and to name it in a report. What is shown is a copy. */
const LASTS = DAY;
const BATCH = 20;

/**
 * Where a phone is about to put a file. The storage cannot be asked what lies in it: what is not written down first
 * nobody would ever find, and anybody who knows its name could read it for ever.
 */
export const announceUpload = useCase('photos.upload', {
  ask: ({ activityId }) => ({ activity: needed(only(one('activities', activityId), ['teamId'])) }),
  subject: ({ activity }) => ({ teamId: activity.teamId }),

  async run({ input: { activityId, name }, me, now }) {
    const path = uploadPathOf(activityId, me.accountId, name);
    const _id = uploadIdOf(path);
    const dueAt = new Date(now + LASTS);
    const upload = { _id, path, activityId, addedBy: me.accountId, dueAt };
    // The same file once more: it lies there longer.
    if ((await insert('uploads', upload)) === 'DUPLICATE') await update('uploads', { _id }, { dueAt });
    return { path };
  },
});

/** What phones have put there goes after a day, whatever became of it: named in no report, or named again after its copy. */
export const tendUploads: Sweep = {
  on: earliest('uploads', 'dueAt'),

  slices: (work) => {
    const due = { dueAt: _.lte(new Date(work.now)) };
    return inSlices(
      BATCH,
      () => find('uploads', due, { limit: BATCH }),
      ({ _id, dueAt, ...upload }) =>
        work.done(
          async () => {
            if (await isWanted(upload)) throw new Error(`not copied within a day: ${_id}`);
            await deleteFiles([await fileAt(upload.path)]);
            await remove('uploads', { _id, dueAt });
            work.count('deleted', 1);
          },
          () => update('uploads', { _id, dueAt }, { dueAt: later(work.now) }),
        ),
    );
  },
};

/** A report names it, and it has not been copied. */
async function isWanted({ activityId, path }: Pick<UploadDocument, 'activityId' | 'path'>): Promise<boolean> {
  const photo = { _id: photoIdOf(activityId, await fileAt(path)), state: 'pending', file: '' };
  return (await find('photos', photo, { limit: 1 })).length > 0;
}

/** Of somebody who is gone they go at once. */
export const dropUploads = (accountIds: readonly string[], now: Instant): Promise<number> =>
  update('uploads', { addedBy: _.in(accountIds) }, { dueAt: new Date(now) });
