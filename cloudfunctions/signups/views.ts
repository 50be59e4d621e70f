import { MINUTE } from '#domain/time';
import type { Settings } from '#domain/settings';
import type { MySignup } from '#domain/views';
import { presenceOf } from '../attendance/views';
import { ms } from '../core/clock';
import { having, via } from '../core/question';
import type { ActivityDocument, AttendanceDocument, SignupDocument, SlotDocument } from '../documents';
import { SLOT_SECRETS } from '../activities/views';

/** Question: the caller's live sign-ups with all that belongs to them. */
export const liveSignups = (accountId: string) => ({
  mine: having('signups', 'liveFor', accountId),
  mySlots: via('slots', '_id', 'mine.slotId', SLOT_SECRETS),
  myActivities: via('activities', '_id', 'mine.activityId'),
  myAttendances: via('attendances', '_id', 'mine._id'),
});

export interface LiveSignups {
  readonly mine: readonly SignupDocument[];
  readonly mySlots: readonly SlotDocument[];
  readonly myActivities: readonly ActivityDocument[];
  readonly myAttendances: readonly AttendanceDocument[];
}

function mySignup(
  signup: SignupDocument,
  slot: SlotDocument,
  activity: ActivityDocument,
  attendance: AttendanceDocument | undefined,
  settings: Settings,
): MySignup {
  const { name, address, place } = activity.venue;
  return {
    signupId: signup._id,
    slotId: slot._id,
    activityId: activity._id,
    kind: slot.kind,
    title: activity.title,
    slotName: slot.name,
    venue: { name, address, place },
    start: ms(slot.start),
    end: ms(slot.end),
    state: signup.state === 'waiting' ? 'waiting' : 'confirmed',
    activityState: activity.state === 'cancelled' ? 'cancelled' : 'published',
    presence: presenceOf(attendance),
    checkInFrom: ms(slot.start) - settings.attendance.opensMinutesBefore * MINUTE,
    cancelUntil: ms(slot.start),
  };
}

/** Soonest first. A sign-up whose slot or activity is gone is left out. */
export function mySignups(found: LiveSignups, settings: Settings): MySignup[] {
  const views = found.mine.flatMap((signup) => {
    const slot = found.mySlots.find((s) => s._id === signup.slotId);
    const activity = found.myActivities.find((a) => a._id === signup.activityId);
    const attendance = found.myAttendances.find((a) => a._id === signup._id);
    return slot && activity ? [mySignup(signup, slot, activity, attendance, settings)] : [];
  });
  return views.sort((a, b) => a.start - b.start);
}
