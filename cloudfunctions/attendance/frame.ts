import type { Moment } from '#domain/attendance/moment';
import { closesAt, unheldRefusal } from '#domain/attendance/rules';
import type { Frame, Mark } from '#domain/attendance/stays';
import { refuseIf, Refused } from '#domain/errors';
import type { Settings } from '#domain/settings';
import type { Instant, Interval } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ms } from '../core/clock';
import type { ActivityDocument, SlotDocument } from '../documents';

/** What of an activity a desk goes by. */
export const HELD_ACTIVITY = [
  'title',
  'mode',
  'skills',
  'state',
  'off',
  'cancelledAt',
  'cancelReason',
] as const;
type HeldActivity = Pick<ActivityDocument, '_id' | (typeof HELD_ACTIVITY)[number]>;

/** What is the same for everybody at a slot. */
export interface AtSlot {
  readonly slot: SlotDocument;
  readonly activity: HeldActivity;
  readonly settings: Settings;
  readonly now: Instant;
}

export const spanOf = (slot: SlotDocument): Interval => ({ start: ms(slot.start), end: ms(slot.end) });

export const closing = ({ slot, activity, settings }: AtSlot): Instant =>
  closesAt(spanOf(slot), settings.attendance, activity.mode);

export const isClosed = (here: AtSlot): boolean => here.now >= closing(here);

/** The moment that was told; refuses one that is not believed. */
export function believed(moment: Moment): Extract<Moment, { ok: true }> {
  if (!moment.ok) throw new Refused(moment.code);
  return moment;
}

/** Refuses coming to what was not held at that moment. */
export function refuseUnheld(
  { slot, activity }: Pick<AtSlot, 'slot' | 'activity'>,
  mark: Pick<Mark, 'move' | 'at'>,
): void {
  const { state, cancelledAt } = asHeldIn(activity, slot._id);
  refuseIf(unheldRefusal({ state, cancelledAt: cancelledAt ? ms(cancelledAt) : null }, mark));
}

export const frameOf = (here: AtSlot, placed: boolean): Frame => ({
  ...spanOf(here.slot),
  mode: here.activity.mode,
  maxPairs: here.settings.attendance.maxPairs,
  closed: isClosed(here),
  placed,
});
