import type { Refusal } from '../errors';
import type { Place } from '../geo';
import { unseenRefusal } from '../refusals';
import type { AttendanceMode } from '../settings';
import { actingRefusal, type TeamState } from '../teams/lifecycle';
import type { Instant, Interval } from '../time';
import { moveRefusal, type ActivityState } from './lifecycle';
import type { SlotInput } from './schemas';

/** What a change of a published activity does to its slots and to those who have signed up. */

export interface SlotBefore extends Readonly<SlotInput> {
  readonly id: string;
  /** Has begun, or was called off: it stays as it is. */
  readonly fixed: 'begun' | 'off' | null;
  /** Places held. */
  readonly taken: number;
  readonly waiting: number;
  readonly revision: number;
}

/** As the form sends it; without an id it is a new one. */
export interface SlotAfter extends Readonly<SlotInput> {
  readonly slotId?: string | undefined;
}

interface Spot {
  readonly stationId: string | null;
  readonly name: string;
  readonly address: string;
  readonly place: Place;
}

export interface KeptSlot {
  readonly id: string;
  readonly after: SlotAfter;
  /** Its time or the place is another: whoever signed up is asked again. */
  readonly moved: boolean;
  /** Something of it is another. */
  readonly touched: boolean;
}

export interface ChangePlan {
  readonly kept: readonly KeptSlot[];
  readonly added: readonly SlotAfter[];
  readonly removed: readonly string[];
}

const refuse = (code: Refusal['code'], field: string, more: Refusal['details'] = {}): Refusal => ({
  code,
  details: { field, ...more },
});

/** May a published activity be changed at all, by who saw this revision of it? */
export function changeRefusal(
  activity: Interval & {
    readonly state: ActivityState;
    readonly revision: number;
    readonly dangerous: boolean;
    readonly slots: readonly Pick<SlotBefore, 'fixed'>[];
  },
  input: { readonly revision: number; readonly dangerous: boolean },
  team: TeamState,
  now: Instant,
): Refusal | null {
  const closed = moveRefusal(activity, 'change', 'leader', now) ?? actingRefusal(team);
  if (closed) return closed;
  if (activity.slots.every(({ fixed }) => fixed)) return { code: 'TIME_PASSED' };
  const unseen = unseenRefusal(input.revision, activity.revision);
  if (unseen) return unseen;
  // Whether it is dangerous, a person has looked at.
  return input.dangerous === activity.dangerous ? null : refuse('BAD_INPUT', 'dangerous');
}

/** Another station, or another spot on the map. Other words for the same spot are only words. */
export function placeMoved(before: Spot, after: Spot): boolean {
  if (before.stationId !== null || after.stationId !== null) return before.stationId !== after.stationId;
  const { longitude, latitude } = before.place;
  return longitude !== after.place.longitude || latitude !== after.place.latitude;
}

const sameSlot = (was: SlotBefore, slot: SlotAfter): boolean =>
  was.start === slot.start &&
  was.end === slot.end &&
  was.name === slot.name &&
  was.capacity === slot.capacity;

/** What is to be done, or the first reason why it cannot be. What is fixed stays, whether the form has it or not. */
export function planChange(
  before: readonly SlotBefore[],
  after: readonly SlotAfter[],
  moved: boolean,
): ChangePlan | Refusal {
  const kept: KeptSlot[] = [];
  for (const [i, slot] of after.entries()) {
    if (slot.slotId === undefined) continue;
    const was = before.find(({ id }) => id === slot.slotId);
    if (!was || kept.some(({ id }) => id === was.id)) return refuse('BAD_INPUT', `slots.${i}.slotId`);
    if (was.kind !== slot.kind) return refuse('BAD_INPUT', `slots.${i}.kind`);
    // Whoever booked has said where they live, or has not.
    if (was.home !== slot.home) return refuse('BAD_INPUT', `slots.${i}.home`);
    if (was.fixed) {
      if (was.fixed === 'off') return refuse('CANCELLED', `slots.${i}.slotId`);
      if (!sameSlot(was, slot)) return refuse('SLOT_BEGUN', `slots.${i}.start`);
      kept.push({ id: was.id, after: slot, moved: false, touched: false });
      continue;
    }
    if (slot.capacity < was.taken) return refuse('BELOW_TAKEN', `slots.${i}.capacity`, { taken: was.taken });
    const elsewhen = was.start !== slot.start || was.end !== slot.end;
    const touched = moved || !sameSlot(was, slot);
    kept.push({ id: was.id, after: slot, moved: moved || elsewhen, touched });
  }
  const removed = before.filter(({ id, fixed }) => !fixed && !kept.some((k) => k.id === id));
  const held = removed.find(({ taken, waiting }) => taken + waiting > 0);
  if (held) return refuse('SLOT_TAKEN', 'slots', { taken: held.taken + held.waiting });
  return {
    kept,
    added: after.filter(({ slotId }) => slotId === undefined),
    removed: removed.map(({ id }) => id),
  };
}

interface Shared {
  readonly venue: Spot;
  readonly mode: AttendanceMode;
}

/**
 * What goes for all slots at once. While one is under way its place stays; how attendance is taken stays once anybody
 * may have come.
 */
export function sharedRefusal(
  slots: readonly (Interval & Pick<SlotBefore, 'fixed'>)[],
  before: Shared,
  after: Shared,
  now: Instant,
): Refusal | null {
  const begun = slots.filter(({ fixed }) => fixed === 'begun');
  if (begun.length > 0 && before.mode !== after.mode) return refuse('SLOT_BEGUN', 'mode');
  const underWay = begun.some((slot) => now < slot.end);
  return underWay && placeMoved(before.venue, after.venue) ? refuse('SLOT_BEGUN', 'venue') : null;
}

export const isPlan = (plan: ChangePlan | Refusal): plan is ChangePlan => 'kept' in plan;

interface Worded {
  readonly title: string;
  readonly summary: string;
  readonly audience: string;
  readonly bring: string;
  readonly risks: string;
  readonly insurance: string;
}

const wordFields = ['title', 'summary', 'audience', 'bring', 'risks', 'insurance'] as const;

/** Words that people will read and have not read before: only these are checked. */
export function newWords(
  before: Worded & { readonly venue: Spot; readonly slots: readonly SlotBefore[] },
  after: Worded & { readonly venue: Spot; readonly slots: readonly SlotAfter[] },
): { readonly replaced: string[]; readonly added: string[] } {
  const replaced = wordFields.filter((f) => before[f] !== after[f]).map((f) => after[f]);
  const added: string[] = [];
  for (const slot of after.slots) {
    const was = before.slots.find(({ id }) => id === slot.slotId);
    if (!was) added.push(slot.name);
    else if (was.name !== slot.name) replaced.push(slot.name);
  }
  if (after.venue.stationId === null) {
    const own = [after.venue.name, after.venue.address];
    if (own.join('\n') !== [before.venue.name, before.venue.address].join('\n')) added.push(...own);
  }
  return { replaced: replaced.filter((w) => w !== ''), added };
}

/** The change without its new words: where these are in doubt, the old ones stay. */
export function withOldWords<A extends Worded & { readonly slots: readonly SlotAfter[] }>(
  before: Worded & { readonly slots: readonly SlotBefore[] },
  after: A,
): A {
  const { title, summary, audience, bring, risks, insurance } = before;
  const slots = after.slots.map((slot) => {
    const was = before.slots.find(({ id }) => id === slot.slotId);
    return was ? { ...slot, name: was.name } : slot;
  });
  return { ...after, title, summary, audience, bring, risks, insurance, slots };
}
