import { phaseOf } from '#domain/activities/lifecycle';
import type { Instant } from '#domain/time';
import type { ActivityCard, SlotCard } from '#domain/activities/views';
import { defined } from '#domain/defined';
import { ms } from '../core/clock';
import type { ActivityDocument, SlotDocument } from '../documents';
import { asHeldIn, type Called } from './off';

/** Fields of a slot that no list needs: the roster is bulk and personal, the key is the leader's alone. */
export const SLOT_SECRETS = ['roster', 'key', 'receipts'] as const;

/** Left out for whoever changes the roster. */
export const SLOT_KEY = ['key', 'receipts'] as const;

/** And for whoever needs the key. */
export const SLOT_ROSTER = ['roster', 'receipts'] as const;

/** Fields of an activity that no rule asks for. */
export const ACTIVITY_BULK = ['summary', 'risks', 'receipts', 'report', 'draft', 'serves'] as const;

/** What a card says of an activity, and of its slots. */
export const CARD_FIELDS = [
  '_id',
  'title',
  'category',
  'teamName',
  'venue',
  'start',
  'end',
  'state',
  'cancelledAt',
  'cancelReason',
  'off',
] as const satisfies readonly (keyof ActivityDocument)[];
export const SLOT_CARD_FIELDS = [
  'activityId',
  'kind',
  'name',
  'start',
  'end',
  'capacity',
  'home',
  'taken',
  'revision',
] as const satisfies readonly (keyof SlotDocument)[];

type CardActivity = Pick<ActivityDocument, (typeof CARD_FIELDS)[number]>;
type CardSlot = Pick<SlotDocument, '_id' | (typeof SLOT_CARD_FIELDS)[number]>;

export function slotCard(slot: Omit<CardSlot, 'activityId'>, activity: Called): SlotCard {
  const held = asHeldIn(activity, slot._id);
  return defined({
    id: slot._id,
    kind: slot.kind,
    name: slot.name,
    start: ms(slot.start),
    end: ms(slot.end),
    capacity: slot.capacity,
    left: Math.max(0, slot.capacity - slot.taken),
    revision: slot.revision,
    home: slot.home,
    off: held.state === 'cancelled' ? held.cancelReason : undefined,
  });
}

export function activityCard(activity: CardActivity, slots: readonly CardSlot[], now: Instant): ActivityCard {
  const start = ms(activity.start);
  const end = ms(activity.end);
  return {
    id: activity._id,
    title: activity.title,
    category: activity.category,
    teamName: activity.teamName,
    venue: activity.venue,
    start,
    end,
    phase: phaseOf({ start, end, state: activity.state }, now),
    slots: slots.filter((s) => s.activityId === activity._id).map((s) => slotCard(s, activity)),
  };
}
