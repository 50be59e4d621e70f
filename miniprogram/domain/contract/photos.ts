import * as v from 'valibot';
import { uploadName, type PhotoState } from '../activities/photos';
import { verdicts } from '../activities/rules';
import type { HeldPhoto } from '../activities/views';
import { id, optionalText, text } from '../fields';
import { answers, nothing, reads, writes } from './define';

/** Photos of what has been: looked at by WeChat's content check, and by a person where that is in doubt. */
export const photos = {
  /** Before a phone puts a file into the storage: answers where it is to lie. */
  'photos.upload': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, name: uploadName }),
    answers<{ path: string }>(),
  ),
  'photos.held': reads('organizer', 'duty', nothing, answers<{ held: HeldPhoto[] }>()),
  'photos.review': writes(
    'organizer',
    'staff',
    v.strictObject({ photoId: id, verdict: v.picklist(verdicts), reason: optionalText(100) }),
    answers<{ photoId: string; state: 'passed' | 'refused' }>(),
    ['ALREADY_REVIEWED', 'REASON_NEEDED'],
  ),
  /** What WeChat pushes when its check is done: `wxa_media_check`. */
  'photos.checked': writes(
    'jobs',
    'system',
    v.strictObject({ traceId: text(128), answer: v.picklist(['pass', 'review', 'risky', 'none']) }),
    answers<{ photoId: string; state: PhotoState }>(),
  ),
} as const;
