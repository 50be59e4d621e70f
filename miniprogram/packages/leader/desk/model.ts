import { STEP, stepOf } from '../../../domain/attendance/code';
import type { Instant } from '../../../domain/time';
import type { DeskPerson, DeskView } from '../../../domain/attendance/views';
import { clock, clockSpan } from '../../../services/format';
import { choiceName } from '../../../services/session';
import { leaderFlagWords } from '../../../services/words';
import { choicesFor } from './choices';

/** Whole seconds until the next code, and how much of the step is left, 0 to 100. */
export function remaining(now: Instant): { seconds: number; percent: number } {
  const left = (stepOf(now) + 1) * STEP - now;
  return { seconds: Math.ceil(left / 1000), percent: Math.round((left / STEP) * 100) };
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly group: 'here' | 'expected' | 'left' | 'waiting';
  /** '8:31 签到' */
  readonly note: string;
  /** For the leader to look at: flags and the reasons that leaders gave. */
  readonly remarks: readonly string[];
  /** Noted on this phone, not yet in the cloud. */
  readonly pending: boolean;
  /** There is something to be done about this person. */
  readonly open: boolean;
}

export interface DeskModel {
  readonly title: string;
  readonly activityId: string;
  readonly slotId: string;
  readonly slotName: string;
  readonly times: string;
  readonly over: boolean;
  /** Who holds a place counts as present; who did not come is struck out. */
  readonly auto: boolean;
  readonly shift: boolean;
  /** How many people something still waits for on this phone. */
  readonly waiting: number;
  readonly expected: number;
  readonly here: number;
  readonly left: number;
  /** Who came or went last, newest first, at most five. */
  readonly last: readonly PersonRow[];
  readonly groups: readonly { title: string; people: readonly PersonRow[] }[];
  readonly slots: readonly { id: string; name: string; times: string; chosen: boolean }[];
}

function groupOf(person: DeskPerson): PersonRow['group'] {
  if (person.presence.state === 'present') return 'here';
  if (person.state === 'waiting' && person.presence.state === 'expected') return 'waiting';
  return person.presence.state === 'expected' ? 'expected' : 'left';
}

function noteOf(person: DeskPerson, group: PersonRow['group']): string {
  const { presence } = person;
  if (person.absent) return '没有来';
  if (group === 'waiting') return '候补中';
  if (group === 'left' && presence.out !== null) return `${clock(presence.out)} 签退`;
  if (group !== 'expected' && presence.in !== null) return `${clock(presence.in)} 签到`;
  return '还没到';
}

function rowOf(person: DeskPerson, over: boolean, pending: ReadonlySet<string>): PersonRow {
  const group = groupOf(person);
  const { accountId, name, phone, party, asked, reasons, presence } = person;
  const skills = person.skills.map((skill) => choiceName('skills', skill)).filter(Boolean);
  return {
    id: accountId,
    name,
    phone,
    group,
    note: noteOf(person, group),
    remarks: [
      ...(party > 1 ? [`一共 ${party} 人`] : []),
      ...(skills.length > 0 ? [`自己填的特长：${skills.join('、')}`] : []),
      ...(asked && group === 'expected' ? ['还没有确认来不来'] : []),
      ...presence.flags.map((flag) => leaderFlagWords[flag]),
      ...reasons.map((r) => `原因：${r}`),
    ],
    pending: pending.has(accountId),
    open: choicesFor(person, over).length > 0,
  };
}

const lastSeen = (person: DeskPerson): Instant => person.presence.out ?? person.presence.in ?? 0;

/** One who came back after leaving was last seen coming in. */
const lastMove = (person: DeskPerson): Instant =>
  person.presence.state === 'present' ? (person.presence.in ?? 0) : lastSeen(person);

const groupTitles = [
  ['here', '在场'],
  ['expected', '还没到'],
  ['left', '已签退'],
  ['waiting', '候补'],
] as const;

export function deskModel(view: DeskView, pending: ReadonlySet<string> = new Set()): DeskModel {
  const over = view.now >= view.slot.end;
  const row = (person: DeskPerson) => rowOf(person, over, pending);
  const seen = view.people.filter((p) => p.state === 'confirmed' && p.presence.state !== 'expected');
  const rows = view.people.map(row);
  const slots = [view.slot, ...view.otherSlots].sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return {
    title: view.title,
    activityId: view.activityId,
    slotId: view.slot.id,
    slotName: view.slot.name,
    times: clockSpan(view.slot),
    over,
    auto: view.mode === 'auto',
    waiting: pending.size,
    shift: view.slot.kind === 'shift',
    expected: view.expected,
    here: view.here,
    left: view.left,
    last: [...seen]
      .sort((a, b) => lastMove(b) - lastMove(a))
      .slice(0, 5)
      .map(row),
    groups: groupTitles
      .map(([group, title]) => ({ title, people: rows.filter((row) => row.group === group) }))
      .filter(({ people }) => people.length > 0),
    slots: slots.map((slot) => ({
      id: slot.id,
      name: slot.name,
      times: clockSpan(slot),
      chosen: slot.id === view.slot.id,
    })),
  };
}
