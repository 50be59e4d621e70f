import { closedBySystem, withFlags, type Flag } from '#domain/attendance/rules';
import { borneOut } from '#domain/hours/second';
import type { Settings } from '#domain/settings';
import type { Pair } from '#domain/attendance/stays';
import { markOf } from '../attendance/views';
import { ms } from '../core/clock';
import type { ActivityDocument, Asked, AttendanceDocument, SlotDocument } from '../documents';

/** Where, and by whose word hours are confirmed. */
export interface Hearing {
  readonly slot: Pick<SlotDocument, 'start' | 'end'>;
  readonly activity: Pick<ActivityDocument, 'mode'>;
  readonly settings: Settings;
  readonly by: string;
  /** Who confirms, and those whom they keep. */
  readonly near: readonly string[];
}

export interface Evidence {
  /** The stays that who confirms can vouch for alone. */
  readonly pairs: readonly Pair[];
  /** On whose word the others rest, in the order in which it was told. */
  readonly words: readonly Asked[];
}

/** What there is to say of a presence without the word of who confirms it: see domain/hours/second. */
export function evidenceOf(attendance: AttendanceDocument, hearing: Hearing): Evidence {
  const { slot, activity, settings, by, near } = hearing;
  const frame = {
    start: ms(slot.start),
    end: ms(slot.end),
    mode: activity.mode,
    closed: true,
    maxPairs: settings.attendance.maxPairs,
    placed: attendance.guest === undefined,
  };
  const { marks, undone } = attendance;
  const testimonies = {
    marks: marks.map((mark) => ({
      ...markOf(mark),
      by: mark.by,
      told: ms(mark.told),
      named: mark.named === true,
    })),
    undone: undone.map((one) => ({ id: one.id, by: one.by, told: ms(one.told) })),
  };
  const who = { accountId: by, near: near.includes(attendance.accountId) };
  const { pairs, leftOut } = borneOut(testimonies, frame, who);
  return { pairs, words: wordsOf(attendance, leftOut) };
}

function wordsOf({ marks, undone }: AttendanceDocument, leftOut: readonly string[]): Asked[] {
  const named = marks.filter(({ id }) => leftOut.includes(id));
  const back = undone.filter(({ id }) => leftOut.includes(id)).map((one) => ({ ...one, reason: '' }));
  return [...named, ...back]
    .map(({ id, told, by, reason }) => ({ at: told, by, words: reason, nonce: id }))
    .sort((a, b) => ms(a.at) - ms(b.at));
}

/** As they were raised, and what there is to say of the whole. */
export function flagsOf(
  attendance: AttendanceDocument,
  { activity, near }: Pick<Hearing, 'activity' | 'near'>,
): Flag[] {
  const forgotten = isForgotten(attendance, activity) ? closedBySystem(attendance.flags) : attendance.flags;
  const own = near.includes(attendance.accountId) ? (['OWN'] as const) : [];
  const auto = activity.mode === 'auto' && attendance.marks.length === 0 ? (['AUTO'] as const) : [];
  return withFlags(forgotten, [...own, ...auto]);
}

/** Still open although one has to check out. */
const isForgotten = (attendance: AttendanceDocument, activity: Pick<ActivityDocument, 'mode'>): boolean =>
  attendance.openSince !== undefined && activity.mode === 'inOut';
