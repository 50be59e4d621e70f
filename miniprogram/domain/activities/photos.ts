import * as v from 'valibot';
import type { Refusal } from '../errors';
import { uploadFolderOf } from '../ids';
import { verdictRefusal } from '../refusals';
import { MINUTE } from '../time';

/** Photos that a leader may add to what they tell of an activity. Nobody has to. */

export const PHOTOS_AT_MOST = 6;
/** What WeChat's check takes, in bytes. */
export const PHOTO_BYTES_AT_MOST = 10 * 1024 * 1024;

/**
 * pending: WeChat looks at it · held: a person has to · passed: everyone sees it · refused: nobody does · gone:
 * taken out again. Of the last two the file is deleted.
 */
export type PhotoState = 'pending' | 'held' | 'passed' | 'refused' | 'gone';

/** What the check said; 'none' when it could not look. */
export type PhotoAnswer = 'pass' | 'review' | 'risky' | 'none';

/** So long the check may take; after that it is asked again. */
export const ANSWER_WITHIN = 30 * MINUTE;
/** A check that has been asked so often and never answered is given up: a person looks. */
export const ASKED_AT_MOST = 3;

const states = { pass: 'passed', review: 'held', risky: 'refused', none: 'pending' } as const;

/** What an answer makes of a photo that waited for it. */
export const afterAnswer = (answer: PhotoAnswer): PhotoState => states[answer];

/** Null while there is such a photo. */
export const goneRefusal = (state: PhotoState): Refusal | null =>
  state === 'gone' ? { code: 'NOT_FOUND' } : null;

/** Null when a person may give this verdict: on what the check left to one. */
export function photoReviewRefusal(
  state: PhotoState,
  verdict: 'publish' | 'refuse',
  reason: string,
): Refusal | null {
  if (state === 'gone' || state === 'pending') return { code: 'NOT_FOUND' };
  return state === 'held' ? verdictRefusal(verdict, reason) : { code: 'ALREADY_REVIEWED' };
}

export const uploadPathOf = (activityId: string, accountId: string, name: string): string =>
  `${uploadFolderOf(activityId, accountId)}/${name}`;

/** The last part of an upload's path, as a phone makes it. */
export const uploadName = v.pipe(v.string(), v.regex(/^[\w-]{1,64}(\.\w{1,8})?$/));

/** `cloud://environment.bucket/path`; the last part of the path as a phone makes it. */
const upload = /^cloud:\/\/[\w.-]{1,100}\/(.+)\/[\w-]{1,64}(\.\w{1,8})?$/;

/** Whether a file lies where this person puts photos of this activity: nobody adds what somebody else has put there. */
export const isOwnUpload = (file: string, activityId: string, accountId: string): boolean =>
  upload.exec(file)?.[1] === uploadFolderOf(activityId, accountId);

type PictureKind = 'jpg' | 'png' | 'webp';

const signatures: readonly (readonly [PictureKind, RegExp])[] = [
  ['jpg', /^\xff\xd8\xff/],
  ['png', /^\x89PNG/],
  ['webp', /^RIFF[^]{4}WEBP/],
];

/** What kind of picture a file is by its first bytes (as latin1), whatever it is called; null for anything else. */
export const pictureKind = (head: string): PictureKind | null =>
  signatures.find(([, begins]) => begins.test(head))?.[0] ?? null;
