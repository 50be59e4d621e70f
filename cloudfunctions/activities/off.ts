import type { Offable } from '#domain/activities/off';
import { ms } from '../core/clock';
import type { ActivityDocument, SlotDocument } from '../documents';

/** What of an activity says whether one of its slots takes place: whoever asks for less does not compile. */
export type HeldOrNot = Pick<ActivityDocument, 'state' | 'off'>;
export type Called = HeldOrNot & Partial<Pick<ActivityDocument, 'cancelledAt' | 'cancelReason'>>;

/** The activity as it is for those of this slot: called off, where the slot was. */
export function asHeldIn<A extends Called>(activity: A, slotId: string): A {
  const off = activity.off?.[slotId];
  return off ? { ...activity, state: 'cancelled', cancelledAt: off.at, cancelReason: off.reason } : activity;
}

/** A slot as the rules of calling off see it. */
export function offable<S extends Pick<SlotDocument, '_id' | 'kind' | 'name' | 'start' | 'end'>>(
  slot: S,
  activity: Called,
): Offable & Pick<S, '_id' | 'kind' | 'name'> {
  const { _id, kind, name } = slot;
  const { state, cancelledAt, cancelReason } = asHeldIn(activity, _id);
  const off =
    state === 'cancelled' ? { at: cancelledAt ? ms(cancelledAt) : 0, reason: cancelReason ?? '' } : null;
  return { _id, kind, name, start: ms(slot.start), end: ms(slot.end), off };
}

/** A slot as the rules of sign-ups see whether it is still ahead. */
export const announcedSlot = (slot: Pick<SlotDocument, '_id' | 'start'>, activity: HeldOrNot) => ({
  start: ms(slot.start),
  activityState: asHeldIn(activity, slot._id).state,
});
