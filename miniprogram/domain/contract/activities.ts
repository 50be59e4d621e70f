import * as v from 'valibot';
import { verdicts } from '../activities/rules';
import { activityInput, slotKinds } from '../activities/schemas';
import { day, id, instant, optionalText, text } from '../fields';
import type * as view from '../views';
import { answers, limit, nothing, reads, writes } from './define';

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
    answers<{ activities: view.ActivityCard[]; more: boolean }>(),
  ),
  'activities.view': reads(
    'member',
    'anyone',
    v.strictObject({ activityId: id }),
    answers<view.ActivityView>(),
    ['NOT_FOUND'],
  ),
  'activities.post': writes(
    'organizer',
    'leader',
    activityInput,
    answers<{ activityId: string; state: 'published' | 'submitted' }>(),
    ['TEAM_SUSPENDED', 'NOT_FOUND', 'STATION_CLOSED', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'activities.led': reads('organizer', 'account', nothing, answers<{ activities: view.LedActivity[] }>()),
  'activities.cancel': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, reason: text(100) }),
    answers<{ activityId: string; told: number }>(),
    ['NOT_FOUND', 'CANCELLED', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  /** What the content check doubted, or every activity where the city wants that, until somebody has judged it. */
  'activities.held': reads('organizer', 'duty', nothing, answers<{ held: view.HeldActivity[] }>()),
  'activities.review': writes(
    'organizer',
    'staff',
    v.strictObject({ activityId: id, verdict: v.picklist(verdicts), reason: optionalText(100) }),
    answers<{ activityId: string; state: 'published' | 'refused' }>(),
    ['NOT_FOUND', 'CANCELLED', 'ALREADY_REVIEWED', 'REASON_NEEDED', 'TIME_PASSED'],
  ),
} as const;
