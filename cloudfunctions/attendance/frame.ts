import { closesAt, unheldRefusal } from '#domain/attendance/rules';
import type { Frame, Mark } from '#domain/attendance/stays';
import { Refused } from '#domain/errors';
import type { Settings } from '#domain/settings';
import type { Instant, Interval } from '#domain/time';
import { asHeldIn } from '../activities/off';
import { ms } from '../core/clock';
import type { ActivityDocument, SlotDocument } from '../documents';

/** What is the same for everybody at a slot. */
export interface Place {
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly settings: Settings;
  readonly now: Instant;
}

export const spanOf = (slot: SlotDocument): Interval => ({ start: ms(slot.start), end: ms(slot.end) });

export const closing = ({ slot, activity, settings }: Place): Instant =>
  closesAt(spanOf(slot), settings.attendance, activity.mode);

export const isClosed = (place: Place): boolean => place.now >= closing(place);

/** Refuses coming to what was not held at that moment. */
export function refuseUnheld(
  { slot, activity }: Pick<Place, 'slot' | 'activity'>,
  mark: Pick<Mark, 'move' | 'at'>,
): void {
  const { state, cancelledAt } = asHeldIn(activity, slot._id);
  const refused = unheldRefusal({ state, cancelledAt: cancelledAt ? ms(cancelledAt) : null }, mark);
  if (refused) throw new Refused(refused.code);
}

export const frameOf = (place: Place, placed: boolean): Frame => ({
  ...spanOf(place.slot),
  mode: place.activity.mode,
  maxPairs: place.settings.attendance.maxPairs,
  closed: isClosed(place),
  placed,
});
