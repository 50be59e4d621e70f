import type { KeptSlot, SlotAfter, SlotBefore } from '#domain/activities/change';
import type { Output } from '#domain/contract';
import { defined } from '#domain/defined';
import { laterSlotsOf, slotIdOf } from '#domain/ids';
import type { AttendanceMode, Settings } from '#domain/settings';
import type { Instant } from '#domain/time';
import { _, update } from '../core/database';
import type { ActivityDocument, OutboxDocument, SignupDocument, SlotDocument } from '../documents';
import type { Earlier } from './documents';
import { messageTo, queueMessages } from '../messages/outbox';
import { insertSlots, movedTo, newSlot } from './slots';

type Changed = Output<'activities.change'>;

/** What is left to do once the activity itself has been changed. */
interface Work {
  readonly mode: AttendanceMode;
  /** Attendance is taken otherwise than before: when a slot is settled follows from it. */
  readonly otherMode: boolean;
  readonly kept: readonly (KeptSlot & { readonly was: SlotBefore })[];
  readonly added: readonly SlotAfter[];
  /** Where it was to be before. */
  readonly venue: string;
}

/** Kept as the receipt, so that another call can go on where one died. */
export interface Done {
  readonly answer: Changed;
  readonly work: Work;
}

interface SignedUp {
  readonly activity: ActivityDocument;
  readonly slots: readonly SlotDocument[];
  readonly signups: readonly SignupDocument[];
}

export const liveIn = (signups: readonly SignupDocument[], slotIds: readonly string[]): SignupDocument[] =>
  signups.filter((s) => s.state !== 'cancelled' && slotIds.includes(s.slotId));

/** Each step finds what it has to do, or that it has been done. */
export async function finish(
  activity: ActivityDocument,
  { answer, work }: Done,
  settings: Settings,
  now: Instant,
  reload: () => Promise<SignedUp>,
): Promise<Changed> {
  await Promise.all(groupsOf(work.kept).map((group) => rewrite(group, work, settings, now)));
  const { _id, teamId } = activity;
  const { mode } = work;
  const added = laterSlotsOf(_id, `${answer.revision}:${JSON.stringify(work.added)}`);
  await insertSlots(
    work.added.map((slot, i) =>
      newSlot(slotIdOf(added, i + 1), slot, { activityId: _id, teamId, mode }, settings, now),
    ),
  );
  const moved = work.kept.filter((slot) => slot.moved).map(({ id }) => id);
  // Who signed up at this very moment is told too.
  if (moved.length > 0) await queueMessages(messagesFor(await reload(), moved, now));
  return answer;
}

/** Slots that the same happens to. */
interface Group {
  readonly ids: string[];
  readonly was: SlotBefore;
  readonly moved: boolean;
  readonly after: SlotAfter;
}

function groupsOf(kept: Work['kept']): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, moved, after, was } of kept) {
    const words = was.name === after.name && was.capacity === after.capacity ? [] : [was, after];
    const key = JSON.stringify([was.revision, moved, after.kind, after.start, after.end, words]);
    const known = groups.get(key);
    if (known) known.ids.push(id);
    else groups.set(key, { ids: [id], was, moved, after });
  }
  return [...groups.values()];
}

/** More changes of one slot than people have looked at it in between. */
const EARLIER_KEPT = 5;

const earlierOf = ({ revision, start, end }: SlotBefore, venue: string): Earlier => ({
  revision,
  start: new Date(start),
  end: new Date(end),
  venue,
});

/** On condition that they are as they were: what has been done before is not done again. */
async function rewrite(
  { ids, moved, after, was }: Group,
  { mode, otherMode, venue }: Work,
  settings: Settings,
  now: Instant,
): Promise<void> {
  const asBefore = { _id: _.in(ids), revision: was.revision };
  const next = {
    ...(moved || otherMode ? movedTo(after, mode, settings, now) : {}),
    ...defined({
      name: after.name === was.name ? undefined : after.name,
      revision: moved ? was.revision + 1 : undefined,
      earlier: moved ? _.push({ each: [earlierOf(was, venue)], slice: -EARLIER_KEPT }) : undefined,
      // Who waits for a place moves up into the new ones: the repair looks at what has been touched.
      touchedAt: after.capacity > was.capacity ? new Date(now) : undefined,
    }),
  };
  if (after.capacity === was.capacity) return void (await update('slots', asBefore, next));
  const free = { ...asBefore, taken: _.lte(after.capacity) };
  if ((await update('slots', free, { ...next, capacity: after.capacity })) > 0) return;
  // Somebody has just taken one of the places that were to go: it stays theirs.
  if (Object.keys(next).length > 0) await update('slots', asBefore, next);
}

/** Whose name is in the roster has a place, though their sign-up may only be written in this moment. */
function messagesFor(found: SignedUp, moved: readonly string[], now: Instant): OutboxDocument[] {
  const { activity } = found;
  return found.slots
    .filter((slot) => moved.includes(slot._id))
    .flatMap((slot) => {
      const signedUp = liveIn(found.signups, [slot._id]).map((s) => s.accountId);
      const people = new Set([...signedUp, ...Object.keys(slot.roster)]);
      return [...people].map((id) => messageTo('changed', id, slot, activity, now, String(slot.revision)));
    });
}
