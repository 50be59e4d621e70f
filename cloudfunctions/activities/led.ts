import { countdown, type Countdown } from '#domain/hours/calendar';
import type { Settings } from '#domain/settings';
import { DAY, type Instant } from '#domain/time';
import type { LedActivity } from '#domain/activities/views';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { CALLER, findWith, following, many, only } from '../core/loading';
import { useCase } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, SlotDocument } from '../documents';
import { ACTIVITY_BULK, activityCard, CARD_FIELDS, SLOT_CARD_FIELDS } from './views';

const LED_DAYS = 60;
const LED_AT_MOST = 100;
/** Those who wait are only counted: of a hundred full activities their marks would be more than an answer may hold. */
type Waiting = Pick<AttendanceDocument, 'toConfirm' | 'openSince'>;
/** What a leader's list says of an activity beside its card; of a report only whether there is one. */
const FIELDS = [...CARD_FIELDS, 'teamId', 'repeatOf', 'refuseReason', 'report.at'] as const;
const SLOT_FIELDS = [...SLOT_CARD_FIELDS, 'confirmBy'] as const;
type Fields = Exclude<(typeof FIELDS)[number], 'report.at'>;
type LedSlot = Pick<SlotDocument, '_id' | (typeof SLOT_FIELDS)[number]>;
type Led = Pick<ActivityDocument, Fields> & {
  readonly report?: object;
  readonly slots: readonly LedSlot[];
  readonly waiting: readonly Waiting[];
};

/** What the caller's teams have posted in the last two months, latest first, and all their drafts. */
export const ledActivities = useCase('activities.led', {
  ask: () => ({ drafts: many('activities', 'draftFor', CALLER.memberships.teamId, ACTIVITY_BULK) }),

  async run({ loaded, caller, settings, now }) {
    if (caller.leads.length === 0) return { activities: [] };
    const found = await findWith(
      'activities',
      [
        {
          match: {
            teamId: _.in(caller.leads),
            start: _.gte(new Date(now - LED_DAYS * DAY)),
            draftFor: _.exists(false),
          },
        },
        { sort: { start: -1 } },
      ],
      LED_AT_MOST,
      ({ _id }) =>
        following({ slots: only(many('slots', 'activityId', _id), SLOT_FIELDS) }, ({ slots }) => ({
          waiting: only(many('attendances', 'toConfirm', slots._id), ['toConfirm', 'openSince']),
        })),
      FIELDS,
    );
    const drafts = loaded.drafts.filter((a) => caller.leads.includes(a.teamId));
    return {
      activities: [
        ...drafts.map((a) => rowOf({ ...a, slots: [], waiting: [] }, settings, now)),
        ...found.map((a) => rowOf(a, settings, now)),
      ],
    };
  },
});

function rowOf(activity: Led, settings: Settings, now: Instant): LedActivity {
  const { slots, waiting, teamId, repeatOf } = activity;
  return {
    ...activityCard(activity, slots, now),
    teamId,
    expected: slots.filter(({ _id }) => !activity.off?.[_id]).reduce((sum, s) => sum + s.taken, 0),
    here: waiting.filter((w) => w.openSince !== undefined).length,
    toConfirm: waiting.length,
    waiting: slots.map(({ _id }) => _id).filter((id) => waiting.some((w) => w.toConfirm === id)),
    due: dueOf(activity, settings, now),
    refuseReason: activity.refuseReason ?? '',
    rowId: repeatOf ?? null,
    reported: activity.report !== undefined,
  };
}

/** Of the slots that are over and whose hours wait, the one that must be confirmed first. */
function dueOf({ slots, waiting }: Led, { calendar }: Settings, now: Instant): Countdown | null {
  const over = slots.filter(({ end }) => ms(end) <= now);
  const waits = over.filter((s) => waiting.some((w) => w.toConfirm === s._id));
  const dates = waits.flatMap((s) => (s.confirmBy ? [ms(s.confirmBy)] : []));
  return dates.length === 0 ? null : countdown(now, Math.min(...dates), calendar);
}
