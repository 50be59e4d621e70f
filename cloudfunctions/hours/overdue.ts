import { countdown } from '#domain/hours/calendar';
import type { OverdueSlot } from '#domain/hours/views';
import type { Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { count, findWith, one, only } from '../core/loading';
import { useCase } from '../core/use-case';

/** More than are shown: some of them have been confirmed since a sweep last looked. */
const SLOTS_READ = 100;
const SLOTS_SHOWN = 50;

const overdueIn = (duties: readonly string[]) =>
  findWith(
    'slots',
    [
      { match: { overdueFor: _.in(duties) } },
      { sort: { confirmBy: 1, _id: 1 } },
      { project: { roster: 0, key: 0, receipts: 0 } },
    ],
    SLOTS_READ,
    ({ _id, activityId }) => ({
      activity: only(one('activities', activityId), ['title', 'teamName']),
      waiting: count('attendances', 'toConfirm', _id),
    }),
  );
type OverdueShift = Awaited<ReturnType<typeof overdueIn>>[number];

/** Shifts whose hours nobody has confirmed in time, longest overdue first: staff can do it in the leader's place. */
export const overdueHours = useCase('hours.overdue', {
  ask: () => ({}),

  async run({ caller, settings, now }) {
    const found = await overdueIn(caller.duties);
    const slots = found.filter(({ waiting }) => waiting > 0).slice(0, SLOTS_SHOWN);
    return { slots: slots.map((slot) => viewOf(slot, settings, now)) };
  },
});

function viewOf(slot: OverdueShift, settings: Settings, now: Instant): OverdueSlot {
  const { activity } = slot;
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
    people: slot.waiting,
  };
}
