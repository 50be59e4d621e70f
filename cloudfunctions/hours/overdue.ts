import { countdown } from '#domain/hours/calendar';
import type { OverdueSlot } from '#domain/hours/views';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _, aggregate } from '../core/database';
import { stagesOf, via } from '../core/question';
import { useCase } from '../core/use-case';
import type { ActivityDocument, AttendanceDocument, SlotDocument } from '../documents';

/** More than are shown: some of them have been confirmed since a sweep last looked. */
const SLOTS_READ = 100;
const SLOTS_SHOWN = 50;

type Found = SlotDocument & { activity: ActivityDocument[]; waiting: AttendanceDocument[] };

/** Shifts whose hours nobody has confirmed in time, longest overdue first: staff can do it in the leader's place. */
export const overdue = useCase('hours.overdue', {
  ask: () => ({}),

  async run({ caller, settings, now }) {
    const found = await aggregate<Found>(
      'slots',
      [{ match: { overdueFor: _.in(caller.duties) } }, { sort: { confirmBy: 1, _id: 1 } }],
      SLOTS_READ,
      [
        { project: { roster: 0, key: 0, receipts: 0 } },
        ...stagesOf('activity', via('activities', '_id', 'activityId', ['receipts'])),
        ...stagesOf('waiting', via('attendances', 'toConfirm', '_id', ['receipts', 'marks', 'pairs'])),
      ],
    );
    const slots = found.filter((slot) => slot.waiting.length > 0).slice(0, SLOTS_SHOWN);
    return { slots: slots.map((slot) => viewOf(slot, settings, now)) };
  },
});

function viewOf(slot: Found, settings: Settings, now: Instant): OverdueSlot {
  const [activity] = slot.activity;
  const confirmBy = slot.confirmBy ? ms(slot.confirmBy) : ms(slot.end);
  const over = countdown(now, confirmBy, settings.calendar);
  return {
    slotId: slot._id,
    activityId: slot.activityId,
    title: activity?.title ?? '',
    teamName: activity?.teamName ?? '',
    start: ms(slot.start),
    end: ms(slot.end),
    confirmBy,
    workingDaysOver: over.state === 'OVER' ? over.days : 0,
    people: slot.waiting.length,
  };
}
