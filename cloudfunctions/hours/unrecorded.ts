import type { Unrecorded } from '#domain/hours/views';
import { contestIdOf } from '#domain/ids';
import { DAY, type Instant } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { wasThere } from '../attendance/views';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type {
  ActivityDocument,
  AttendanceDocument,
  HoursDocument,
  SignupDocument,
  SlotDocument,
} from '../documents';
import type { CaseDocument } from './documents';
import { actedFor, personAsked } from './person';

const DAYS = 90;
const SIGNUPS_AT_MOST = 100;

type Found = SignupDocument & {
  slot: SlotDocument[];
  activity: ActivityDocument[];
  attendance: AttendanceDocument[];
  lines: HoursDocument[];
  cases: CaseDocument[];
};

/** Shifts of the last months that I signed up for and that no hours stand for: to ask about one that is missing. */
export const unrecorded = useCase('hours.unrecorded', {
  ask: personAsked,

  async run({ loaded, caller, now }) {
    const { _id: accountId } = actedFor(loaded, caller);
    const found = await aggregate<Found>(
      'signups',
      [{ match: { accountId, at: _.gte(new Date(now - DAYS * DAY)) } }, { sort: { at: -1 } }],
      SIGNUPS_AT_MOST,
      [
        ...stagesOf('slot', via('slots', '_id', 'slotId', ['roster', 'key', 'receipts'])),
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
        ...stagesOf('attendance', via('attendances', '_id', '_id', ['receipts'])),
        ...stagesOf('lines', via('hours', '_id', '_id')),
        ...stagesOf('cases', via('cases', 'slotId', 'slotId')),
      ],
    );
    const shifts = found.flatMap((signup) => viewOf(signup, now));
    return { shifts: shifts.sort((a, b) => b.start - a.start) };
  },
});

function viewOf(signup: Found, now: Instant): Unrecorded[] {
  const [slot] = signup.slot;
  const [activity] = signup.activity;
  const [attendance] = signup.attendance;
  const own = signup.cases.filter((c) => c.accountId === signup.accountId);
  const over = slot && slot.kind === 'shift' && now >= ms(slot.end);
  const off = slot && activity && asHeldIn(activity, slot._id).state === 'cancelled';
  const gaveUp = signup.state !== 'confirmed' && !wasThere(attendance);
  // Hours made up for are recorded too; those that wait above the team have a case of their own.
  const seenTo = own.some((c) => c.kind !== 'CONTEST' && (c.state === 'open' || c.state === 'approved'));
  if (!activity || !over || gaveUp || seenTo || signup.lines.length > 0) return [];
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
