import type { SlotOffer } from '../../../domain/activities/page';
import { slotKinds, type SlotKind } from '../../../domain/activities/schemas';
import { onOneDay } from '../../../domain/activities/times';
import { clock, moment } from '../../../services/format';
import { kindWords } from '../../../services/words';

/** The door by which somebody came is the role that they have: to be served, or to give a hand. */
export interface Door {
  readonly kind: SlotKind;
  /** They said so themselves: of the other kind nothing is chosen for them. */
  readonly said: boolean;
  /** The one that they have chosen before; empty otherwise. */
  readonly slotId: string;
}

/** Whoever comes by a link, or from a list of everything, comes as a resident. */
export const byLink: Door = { kind: 'service', said: false, slotId: '' };

export function doorOf(query: { readonly as?: string; readonly slot?: string }): Door {
  const kind = slotKinds.find((known) => known === query.as);
  return { kind: kind ?? byLink.kind, said: kind !== undefined, slotId: query.slot ?? '' };
}

export interface SlotGroup<Slot> {
  /** 我要服务 */
  readonly title: string;
  readonly slots: Slot[];
  /** Times of their own to choose from, where that is what they are; then only the chosen one is shown whole. */
  readonly times: readonly TimeChip[];
}

export interface TimeChip {
  readonly id: string;
  /** '9:10', with its day where they are on several */
  readonly time: string;
  readonly full: boolean;
}

/** Fewer than these are read one below the other. */
const MANY_TIMES = 4;

/** Slots that differ in their time alone. */
export function timesIn(slots: readonly SlotOffer[], now: number): TimeChip[] {
  const [first] = slots;
  const isAlike = slots.every(({ name, kind }) => name === first?.name && kind === first.kind);
  if (first === undefined || slots.length < MANY_TIMES || !isAlike) return [];
  const say = onOneDay(slots) ? clock : (start: number) => moment(start, now);
  return slots.map(({ id, start, left, off }) => ({
    id,
    time: say(start),
    full: left === 0 || off !== undefined || now >= start,
  }));
}

/** Services and shifts apart, first those of the door. */
export function groupsFor(
  slots: readonly SlotOffer[],
  { kind: first }: Door,
  now: number,
): SlotGroup<SlotOffer>[] {
  const kinds = [first, ...slotKinds.filter((kind) => kind !== first)];
  return kinds
    .map((kind) => ({ title: kindWords[kind].wish, slots: slots.filter((slot) => slot.kind === kind) }))
    .filter((group) => group.slots.length > 0)
    .map((group) => ({ ...group, times: timesIn(group.slots, now) }));
}

/**
 * What one most likely came for: the one that was chosen before, else my own, else of the door's kind the first with a
 * place, else the first to wait for. Empty where there is nothing of what one came for.
 */
export function firstChoice(slots: readonly SlotOffer[], door: Door = byLink): string {
  const isOfDoor = ({ kind }: SlotOffer): boolean => kind === door.kind;
  const only = door.said || slots.some(isOfDoor) ? slots.filter(isOfDoor) : slots;
  const chosen =
    slots.find(({ id }) => id === door.slotId) ??
    slots.find((slot) => slot.mine) ??
    slots.find((slot) => slot.others.length > 0) ??
    only.find((slot) => slot.status.status === 'FREE') ??
    only.find((slot) => slot.status.status === 'FULL') ??
    only[0];
  return chosen?.id ?? '';
}
