import { ASKED_AT_MOST, ANSWER_WITHIN, PHOTO_BYTES_AT_MOST, pictureKind } from '#domain/activities/photos';
import { MINUTE, type Instant } from '#domain/time';
import { ms, QUIET } from '../core/clock';
import { _, remove, update } from '../core/database';
import { earliest, findWith, one, only } from '../core/loading';
import { later } from '../core/pieces';
import { addressesOf, deleteFiles, readFile, writeFile } from '../core/storage';
import { inSlices, type Sweep } from '../core/sweep';
import { checkPicture } from '../core/wechat';
import { noteTo, queueMessages } from '../messages/outbox';
import { dropPhotos } from './album';

/** Each is a file that is copied and looked at. */
const BATCH = 20;
/** Of a run that dies over one, the next takes it up again. */
const CLAIMED_FOR = 5 * MINUTE;
/** Enough of a file to tell what it is. */
const HEAD_BYTES = 16;

type DuePhoto = Awaited<ReturnType<typeof photosDue>>[number];
type Done = 'asked' | 'held' | 'deleted' | 'later';

/**
 * All that photos need and nobody waits for. Each is claimed by one conditional update, so two runs never do the same;
 * each step leaves what the next can go on from.
 */
export const tendPhotos: Sweep = {
  on: earliest('photos', 'dueAt'),

  slices: (work) =>
    inSlices(
      BATCH,
      () => photosDue(work.now),
      (photo) => {
        // Claimed before it is tended, and so put off already: unless it fails before that.
        const putOff = () =>
          update('photos', { _id: photo._id, dueAt: photo.dueAt }, { dueAt: later(work.now) });
        return work.done(async () => {
          if (await claim(photo, work.now)) work.count(await tend(photo, work.now), 1);
        }, putOff);
      },
    ),
};

const TENDED = [
  '_id',
  'activityId',
  'addedBy',
  'at',
  'state',
  'upload',
  'file',
  'copyName',
  'asked',
  'dueAt',
  'reason',
] as const;

const photosDue = (now: Instant) =>
  findWith(
    'photos',
    [{ match: { dueAt: _.lte(new Date(now)) } }, { sort: { dueAt: 1 } }],
    BATCH,
    ({ activityId, addedBy }) => ({
      activity: only(one('activities', activityId), ['title', 'areas', 'report.photos']),
      account: only(one('accounts', addedBy), ['openid']),
    }),
    TENDED,
  );

const claim = async ({ _id, dueAt, state }: DuePhoto, now: Instant): Promise<boolean> =>
  (await update('photos', { _id, dueAt, state }, { dueAt: new Date(now + CLAIMED_FOR) })) === 1;

async function tend(photo: DuePhoto, now: Instant): Promise<Done> {
  if (photo.state === 'gone' || photo.state === 'refused') return putAway(photo, now);
  const named = photo.activity?.report?.photos.includes(photo._id) === true;
  if (!named) return letGo(photo, now);
  if (photo.state !== 'pending') return leave(photo);
  return photo.asked >= ASKED_AT_MOST ? hold(photo) : ask(photo, now);
}

/** Deletes the files of what nobody shall see; whoever added what was refused is told. */
async function putAway({ activity, account, ...photo }: DuePhoto, now: Instant): Promise<Done> {
  await deleteFiles([photo.upload ?? '', photo.file].filter(Boolean));
  if (photo.state === 'gone') {
    await remove('photos', { _id: photo._id, state: 'gone' });
    return 'deleted';
  }
  const note = {
    about: photo._id,
    cause: '',
    page: `packages/leader/report/index?activityId=${photo.activityId}`,
    title: activity?.title ?? '',
    state: '没有通过',
    detail: photo.reason ?? '有一张照片不能发布，已删掉',
  };
  if (account) await queueMessages([noteTo('reviewed', photo.addedBy, note, now)]);
  // Taken out at this very moment, it has to be seen to once more.
  const refused = { _id: photo._id, state: 'refused' };
  await update('photos', refused, { file: '', upload: _.remove(), dueAt: _.remove() });
  return 'deleted';
}

/** Its report does not name it: somebody else wrote at the same moment, or the call that added it died or is not done. */
async function letGo({ _id, at, state }: DuePhoto, now: Instant): Promise<Done> {
  const until = ms(at) + QUIET;
  if (now < until) await update('photos', { _id, state }, { dueAt: new Date(until) });
  else await dropPhotos({ _id }, now);
  return 'later';
}

/** Its report names it after all. */
async function leave({ _id, state, dueAt }: DuePhoto): Promise<Done> {
  await update('photos', { _id, state, dueAt }, { dueAt: _.remove() });
  return 'later';
}

/** The check never answered: a person looks. */
async function hold({ _id, activity }: DuePhoto): Promise<Done> {
  await update('photos', { _id, state: 'pending' }, heldFields(activity?.areas ?? []));
  return 'held';
}

export const heldFields = (areas: readonly string[]) => ({
  state: 'held',
  heldFor: _.set(areas),
  dueAt: _.remove(),
});

/** An answer that comes before this has noted what it names is lost; then the check is asked again in time. */
async function ask(photo: DuePhoto, now: Instant): Promise<Done> {
  const { _id, upload } = photo;
  const file = photo.file || (await copyOf(photo));
  if (file === null) {
    await update('photos', { _id, state: 'pending' }, { state: 'refused', dueAt: new Date(now) });
    return 'later';
  }
  const [address] = await addressesOf([file]);
  const trace = address ? await checkPicture(address, photo.account?.openid ?? '') : null;
  const noted = await update(
    'photos',
    { _id, state: 'pending' },
    {
      file,
      asked: _.inc(1),
      dueAt: new Date(now + ANSWER_WITHIN),
      ...(trace !== null && { traces: _.push({ each: [trace], slice: -ASKED_AT_MOST }) }),
    },
  );
  // Taken out meanwhile: nothing else knows of the copy.
  if (noted === 0 && photo.file === '') await deleteFiles([file]);
  else if (upload !== undefined) await forgetUpload(_id, upload);
  return 'asked';
}

/** Taken before it is checked; null for what is not there, is no picture, or is too large a one to be looked at. */
async function copyOf({ activityId, copyName, upload = '' }: DuePhoto): Promise<string | null> {
  if ((await addressesOf([upload]))[0] === null) return null;
  const content = await readFile(upload);
  const kind = pictureKind(content.subarray(0, HEAD_BYTES).toString('latin1'));
  if (kind === null || content.length > PHOTO_BYTES_AT_MOST) return null;
  return writeFile(`photos/${activityId}/${copyName}.${kind}`, content);
}

async function forgetUpload(_id: string, upload: string): Promise<void> {
  await deleteFiles([upload]);
  await update('photos', { _id }, { upload: _.remove() });
}
