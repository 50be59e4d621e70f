import { isSeenTo } from '#domain/hours/decisions';
import type { Unrecorded } from '#domain/hours/views';
import { contestIdOf } from '#domain/ids';
import { DAY, type Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ACTIVITY_BULK, SLOT_SECRETS } from '../activities/views';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { findWith, many, one } from '../core/loading';
import { useCase } from '../core/use-case';
import { aboutPerson, itsPerson } from './person';

const DAYS = 90;
const SIGNUPS_AT_MOST = 100;

const signupsSince = (accountId: string, since: Date) =>
  findWith(
    'signups',
    [{ match: { accountId, at: _.gte(since) } }, { sort: { at: -1 } }],
    SIGNUPS_AT_MOST,
    ({ _id, slotId, activityId }) => ({
      slot: one('slots', slotId, SLOT_SECRETS),
      activity: one('activities', activityId, ACTIVITY_BULK),
      attendance: one('attendances', _id, ['receipts']),
      line: one('hours', _id),
      cases: many('cases', 'slotId', slotId),
    }),
  );
type PastSignup = Awaited<ReturnType<typeof signupsSince>>[number];

/** Shifts of the last months that I signed up for and that no hours stand for: to ask about one that is missing. */
export const unrecordedShifts = useCase('hours.unrecorded', {
  ask: aboutPerson,
  subject: itsPerson,

  async run({ loaded, now }) {
    const found = await signupsSince(loaded.person._id, new Date(now - DAYS * DAY));
    const shifts = found.flatMap((signup) => viewOf(signup, now));
    return { shifts: shifts.sort((a, b) => b.start - a.start) };
  },
});

function viewOf(signup: PastSignup, now: Instant): Unrecorded[] {
  const { slot, activity, attendance, line } = signup;
  const own = signup.cases.filter((c) => c.accountId === signup.accountId);
  const over = slot && slot.kind === 'shift' && now >= ms(slot.end);
  const off = slot && activity && asHeldIn(activity, slot._id).state === 'cancelled';
  const gaveUp = signup.state !== 'confirmed' && !wasThere(attendance);
  // Hours made up for are recorded too; those that wait above the team have a case of their own.
  const seenTo = own.some(isSeenTo);
  if (!activity || !over || gaveUp || seenTo || line) return [];
  // To what was called off nobody came but who was there already.
  if (off && !wasThere(attendance)) return [];
  const contest = own.find((c) => c._id === contestIdOf(signup._id));
  return [
    {
      slotId: slot._id,
      activityId: activity._id,
      title: activity.title,
      teamName: activity.teamName,
      start: ms(slot.start),
      end: ms(slot.end),
      state: wasThere(attendance) && !attendance.credited ? 'confirming' : 'none',
      contestId: contest?._id ?? null,
    },
  ];
}
