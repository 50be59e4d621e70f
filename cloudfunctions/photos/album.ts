import { randomBytes } from 'node:crypto';
import { isOwnUpload } from '#domain/activities/photos';
import { photoIdOf } from '#domain/ids';
import type { Checked } from '#domain/contract';
import { Refused } from '#domain/errors';
import type { Instant } from '#domain/time';
import { QUIET } from '../core/clock';
import { _, insertAll, update } from '../core/database';
import { addressesOf } from '../core/storage';
import type { PhotoDocument } from './documents';

/** What a report's photos come to, against those that are there. */
export interface Album {
  /** By id. */
  readonly order: string[];
  readonly added: readonly PhotoDocument[];
  readonly dropped: readonly string[];
}

type Wanted = Checked<'activities.report'>['photos'];

/** What was refused or taken out meanwhile stays out, and what is not of this activity was never in. */
export function albumOf(
  wanted: Wanted,
  known: readonly PhotoDocument[],
  activityId: string,
  accountId: string,
  now: Instant,
): Album {
  const there = new Map(known.map((photo) => [photo._id, photo]));
  const added = new Map<string, PhotoDocument>();
  const order = new Set<string>();
  for (const each of wanted) {
    const id = 'id' in each ? each.id : photoIdOf(activityId, each.file);
    const photo = there.get(id);
    if ('file' in each && !photo) {
      if (!isOwnUpload(each.file, activityId, accountId)) throw new Refused('BAD_INPUT', { field: 'photos' });
      added.set(id, newPhoto(id, activityId, accountId, each.file, now));
    }
    if (added.has(id) || (photo && isThere(photo))) order.add(id);
  }
  const dropped = known.filter((photo) => photo.state !== 'gone' && !order.has(photo._id));
  return { order: [...order], added: [...added.values()], dropped: dropped.map(({ _id }) => _id) };
}

const isThere = ({ state }: PhotoDocument): boolean => state !== 'refused' && state !== 'gone';

const newPhoto = (
  _id: string,
  activityId: string,
  addedBy: string,
  upload: string,
  now: Instant,
): PhotoDocument => ({
  _id,
  activityId,
  addedBy,
  at: new Date(now),
  state: 'pending',
  upload,
  file: '',
  asked: 0,
  copyName: randomBytes(16).toString('hex'),
  dueAt: new Date(now),
  receipts: [],
});

/** Before the report names them: a photo that no report names, because a call died here, is let go by the sweep. */
export async function addPhotos({ added }: Album): Promise<void> {
  if (added.length === 0) return;
  const addresses = await addressesOf(added.map(({ upload }) => upload ?? ''));
  if (addresses.includes(null)) throw new Refused('PHOTO_MISSING');
  await insertAll('photos', added);
}

/**
 * Looked at once nobody can be in the middle of writing the report that names them no more: a call that dies before it
 * has dropped them leaves that to the sweep.
 */
export async function doubtPhotos(ids: readonly string[], now: Instant): Promise<void> {
  await update('photos', { _id: _.in(ids), state: _.neq('gone') }, { dueAt: new Date(now + QUIET) });
}

/** Their files follow: the sweep deletes them. */
export async function dropPhotos(query: Readonly<Record<string, unknown>>, now: Instant): Promise<number> {
  const gone = { state: 'gone', dueAt: new Date(now), heldFor: _.remove() };
  return update('photos', { ...query, state: _.neq('gone') }, gone);
}
