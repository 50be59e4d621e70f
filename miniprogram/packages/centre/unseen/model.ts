import type { Flag } from '../../../domain/attendance/rules';
import type { QuarterChoice } from '../../../domain/hours/reasons';
import type { UnseenLine } from '../../../domain/hours/views';
import type { Instant } from '../../../domain/time';
import { minutes, moment, span } from '../../../services/format';

export const quarters: readonly { readonly id: QuarterChoice; readonly name: string }[] = [
  { id: 'this', name: '这个季度' },
  { id: 'last', name: '上个季度' },
];

export const isQuarter = (id: string): id is QuarterChoice => quarters.some((one) => one.id === id);

/** Hours of one shift that were credited together. */
export interface UnseenShift {
  /** The first of its lines. */
  readonly id: string;
  readonly slotId: string;
  readonly title: string;
  readonly about: string;
  readonly confirmed: string;
  readonly people: readonly {
    readonly id: string;
    readonly who: string;
    readonly minutes: string;
    readonly flags: readonly string[];
  }[];
  /** Why somebody else has to look; empty where this person may. */
  readonly note: string;
}

type FlagWords = Readonly<Record<Flag, string>>;

/** In the order of the lines: those of one shift that stand beside each other are one. */
export function unseenShifts(
  lines: readonly UnseenLine[],
  flagWords: FlagWords,
  now: Instant,
): UnseenShift[] {
  const groups: UnseenLine[][] = [];
  for (const line of lines) {
    const last = groups[groups.length - 1];
    if (last?.[0]?.slotId === line.slotId) last.push(line);
    else groups.push([line]);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first ? [shiftOf(first, group, flagWords, now)] : [];
  });
}

const shiftOf = (
  first: UnseenLine,
  group: readonly UnseenLine[],
  flagWords: FlagWords,
  now: Instant,
): UnseenShift => ({
  id: first.lineId,
  slotId: first.slotId,
  title: first.title,
  about: `${first.teamName} · ${span(first, now)}`,
  confirmed: `${first.confirmedBy} ${moment(first.at, now)} 确认`,
  people: group.map((line) => ({
    id: line.lineId,
    who: line.name === '' ? '已注销的志愿者' : line.name,
    minutes: minutes(line.minutes),
    flags: line.flags.map((flag) => flagWords[flag]),
  })),
  note: group.some(({ mayLook }) => mayLook) ? '' : '您确认的，或者是您自己和家人的，要由另一个人来看',
});
