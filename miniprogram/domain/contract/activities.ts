import * as v from 'valibot';
import type { ActivityView } from '../activities/page';
import { PHOTOS_AT_MOST } from '../activities/photos';
import { verdicts } from '../activities/rules';
import { DAYS_ASKED_AT_MOST, SEEN_AT_MOST } from '../activities/serving';
import { changeInput, draftInput, postInput, slotKinds, submitInput } from '../activities/schemas';
import type {
  ActivityCard,
  ActivityForm,
  HeldActivity,
  LedActivity,
  ServicesFound,
} from '../activities/views';
import { day, id, instant, optionalText, place, text, wholeNumber } from '../fields';
import { answers, limit, nothing, reads, writes } from './define';
import { CANNOT_CALL_OFF, CANNOT_JUDGE, CANNOT_POST, NOT_IN_STATE } from './errors';

/** All that are to be there, in order: known ones by id, new ones by the file that was put into the cloud. */
const photos = v.optional(
  v.pipe(
    v.array(v.union([v.strictObject({ id }), v.strictObject({ file: text(300) })])),
    v.maxLength(PHOTOS_AT_MOST),
  ),
  [],
);

/** How many dates were called off, and how many people are told. */
interface CalledOff {
  readonly dates: number;
  readonly told: number;
}

/** Activities. */
export const activities = {
  'activities.list': reads(
    'member',
    'anyone',
    v.strictObject({
      day,
      /** A station; everything under it. Left out: the whole city. */
      areaId: v.optional(id),
      category: v.optional(id),
      /** Only what has a place of this kind: to serve, or to be served. */
      kind: v.optional(v.picklist(slotKinds)),
      /** The last one seen: its start and id. */
      after: v.optional(v.strictObject({ start: instant, id })),
      limit: limit(50),
    }),
    answers<{ activities: ActivityCard[]; more: boolean }>(),
  ),
  /**
   * What serves residents on the days to come, nearest first, whatever the day; those of one place by time. A weekly row's
   * dates are all in it.
   */
  'activities.services': reads(
    'member',
    'anyone',
    v.strictObject({
      place,
      /** In its title, the names of its services, or that of its place. */
      text: v.optional(text(20)),
      day: v.optional(day),
      /** Days of which to tell whether any service is still to begin in the city, whatever is looked for. */
      days: v.optional(v.pipe(v.array(day), v.maxLength(DAYS_ASKED_AT_MOST)), []),
      /** `next` of the page before. */
      after: v.optional(
        v.strictObject({
          /** Metres. */
          distance: v.pipe(v.number(), v.minValue(0), v.maxValue(1e8)),
          seen: v.pipe(v.array(id), v.maxLength(SEEN_AT_MOST)),
        }),
      ),
      limit: limit(50),
    }),
    answers<ServicesFound>(),
  ),
  'activities.view': reads('member', 'anyone', v.strictObject({ activityId: id }), answers<ActivityView>()),
  'activities.post': writes(
    'organizer',
    'leader',
    postInput,
    answers<{
      activityId: string;
      /** Of a weekly row all, in order. */
      activityIds: string[];
      state: 'published' | 'submitted';
    }>(),
    [...CANNOT_POST],
  ),
  /** Keeps what stands in the form, however incomplete; of one sent or sent back it takes it back first. */
  'activities.save': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: v.optional(id), teamId: id, form: draftInput }),
    answers<{ activityId: string; savedAt: number; revision: number }>(),
    [...NOT_IN_STATE],
  ),
  'activities.submit': writes(
    'organizer',
    'leader',
    submitInput,
    answers<{ activityId: string; state: 'published' | 'submitted' }>(),
    [...CANNOT_POST, ...NOT_IN_STATE],
  ),
  'activities.discard': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, teamId: id }),
    answers<{ activityId: string }>(),
    [...NOT_IN_STATE],
  ),
  'activities.change': writes(
    'organizer',
    'leader',
    changeInput,
    answers<{
      activityId: string;
      revision: number;
      /** 'kept': the new words were in doubt, so the old ones stand. */
      text: 'same' | 'changed' | 'kept';
      /** How many are asked again whether they come. */
      asked: number;
    }>(),
    [...CANNOT_POST, ...NOT_IN_STATE, 'CHANGED', 'BELOW_TAKEN', 'SLOT_TAKEN', 'SLOT_BEGUN'],
  ),
  /** How it went, for everyone to read. */
  'activities.report': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, text: text(1000), photos }),
    answers<{ activityId: string }>(),
    [...NOT_IN_STATE, 'NOT_FINISHED', 'CONTENT_REFUSED', 'PHOTO_MISSING'],
  ),
  /** What stands in the form of an activity of one's own team: to work on, to change, to make another from. */
  'activities.template': reads(
    'organizer',
    'leader',
    v.strictObject({ activityId: id }),
    answers<ActivityForm>(),
  ),
  'activities.led': reads('organizer', 'account', nothing, answers<{ activities: LedActivity[] }>()),
  'activities.cancel': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, reason: text(100) }),
    answers<CalledOff>(),
    [...CANNOT_CALL_OFF, 'CHANGED'],
  ),
  /** One shift or service that has not begun; the others stand. */
  'activities.cancelSlot': writes(
    'organizer',
    'leader',
    v.strictObject({ slotId: id, reason: text(100) }),
    answers<CalledOff>(),
    [...CANNOT_CALL_OFF, 'SLOT_BEGUN', 'CHANGED'],
  ),
  /** Every date of a weekly row that is still to come. */
  'activities.cancelRow': writes(
    'organizer',
    'leader',
    v.strictObject({ rowId: id, reason: text(100) }),
    answers<CalledOff>(),
    [...CANNOT_CALL_OFF],
  ),
  /**
   * What the content check doubted, or every activity where the city wants that, until somebody has judged it;
   * the dates of a weekly row as one.
   */
  'activities.held': reads('organizer', 'duty', nothing, answers<{ held: HeldActivity[] }>()),
  'activities.review': writes(
    'organizer',
    'staff',
    v.strictObject({
      activityId: id,
      verdict: v.picklist(verdicts),
      reason: optionalText(100),
      /** What the reviewer read. */
      revision: v.optional(wholeNumber(0, 1e6)),
    }),
    answers<{ activityId: string; state: 'published' | 'refused' }>(),
    [...CANNOT_JUDGE],
  ),
  /** One verdict on every date of a weekly row that waits as it was posted. */
  'activities.reviewRow': writes(
    'organizer',
    'staff',
    v.strictObject({ rowId: id, verdict: v.picklist(verdicts), reason: optionalText(100) }),
    answers<{ rowId: string; state: 'published' | 'refused'; dates: number }>(),
    [...CANNOT_JUDGE],
  ),
} as const;
