import * as v from 'valibot';
import { activityInput, changeInput, ownVenue } from '../../../domain/activities/schemas';
import { endsNextDay, instantOf, intervalOf, lastsDays, MIDNIGHT } from '../../../domain/activities/times';
import type { ErrorDetails } from '../../../domain/errors';
import type { Choice } from '../../../domain/settings';
import { MINUTE, startOfDayNamed, type Instant } from '../../../domain/time';
import { date, minutes, weekday } from '../../../services/format';
import { type Draft, type DraftSlot } from './draft';
import { changeInputOf, inputOf } from './input';

/** What to say beside each field, by its path ('title', 'slots.0.end'). Empty when it can be sent. */
export type Faults = Readonly<Record<string, string>>;
export const noFaults: Faults = {};

const words: Readonly<Record<string, string>> = {
  title: '请写标题，40 字以内',
  category: '请选一个类别',
  summary: '请写清楚要做什么，1000 字以内',
  audience: '最多 60 字',
  bring: '最多 200 字',
  risks: '请写明可能的风险和注意事项，300 字以内',
  contactPhone: '请填能打通的电话，如 13800000000 或 0398-1234567',
  venue: '请选活动地点',
  'venue.name': '请给地点起个名字，40 字以内',
  'venue.address': '请写清楚怎么找，120 字以内',
  insurance: '有危险的工作，请写明保险怎样办，200 字以内',
  dangerous: '发布以后不能改这一项。要改请取消活动，重新发起',
  skills: '请重新选一下特长',
  minimumAge: '请重新选一下年龄',
  signupFrom: '开始报名要早于活动开始',
  signupUntil: '报名截止要晚于开始报名',
  repeat: '请重新选一下次数',
  slots: '至少要有一个班次或预约，最多 10 个',
  'slots.name': '请写名称，30 字以内',
  'slots.start': '请选开始时间',
  'slots.end': '开始和结束一样是 24 小时，一个班次要短一些',
  'slots.capacity': '人数在 1 到 500 之间',
};

/** Words of a path: of itself, of the same field of any slot, else of the field that it is part of. */
function wordsFor(path: string): string {
  const general = path.replace(/\.\d+/, '');
  return words[path] ?? words[general] ?? words[general.split('.')[0] ?? ''] ?? '请再看看这一项';
}

function schemaFaults(draft: Draft): Record<string, string> {
  const result =
    draft.task === 'change'
      ? v.safeParse(changeInput, changeInputOf(draft))
      : v.safeParse(activityInput, inputOf(draft));
  const faults: Record<string, string> = {};
  if (result.success) return faults;
  for (const issue of result.issues) {
    const path = pathOf(issue);
    faults[path] ??= wordsFor(path);
  }
  return faults;
}

/** A slot's own check (it ends after it begins) names the field in its message. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '';
  return issue.type === 'check' && /^slots\.\d+$/.test(path) ? `${path}.${issue.message}` : path;
}

/** Where a place of one's own goes wrong the union says only "venue"; its parts are looked at one by one. */
function venueFaults(draft: Draft): Record<string, string> {
  const { venue } = draft;
  if (venue === null) return { venue: wordsFor('venue') };
  if (venue.stationId !== null) return {};
  const faults: Record<string, string> = {};
  if (!v.is(ownVenue.name, venue.name)) faults['venue.name'] = wordsFor('venue.name');
  if (!v.is(ownVenue.address, venue.address)) faults['venue.address'] = wordsFor('venue.address');
  return faults;
}

/** Everything that keeps the draft from being sent, as far as the phone can know. */
export function faultsOf(draft: Draft, categories: readonly Choice[], now: Instant): Faults {
  const faults: Record<string, string> = schemaFaults(draft);
  for (const path of Object.keys(faults)) if (path.startsWith('venue')) delete faults[path];
  Object.assign(faults, venueFaults(draft));
  if (!categories.some((choice) => choice.id === draft.category)) faults['category'] = wordsFor('category');
  const input = inputOf(draft);
  for (const [i, slot] of input.slots.entries()) {
    if (slot.start <= now) faults[`slots.${i}.start`] ??= '开始时间已经过了';
    if (lastsDays(slot)) faults[`slots.${i}.end`] ??= wordsFor('slots.end');
  }
  for (const [i, { taken, capacity }] of draft.slots.entries()) {
    if (capacity < taken) faults[`slots.${i}.capacity`] ??= `已经报了 ${taken} 人，不能再少`;
  }
  if (draft.dangerous && draft.insurance.trim() === '') faults['insurance'] ??= wordsFor('insurance');
  return { ...signupFaults(draft, now), ...faults };
}

function signupFaults({ signupFrom, signupUntil, slots, task }: Draft, now: Instant): Faults {
  const from = signupFrom && instantOf(signupFrom.day, signupFrom.time);
  const until = signupUntil && instantOf(signupUntil.day, signupUntil.time);
  const last = Math.max(...slots.map(({ day, from: time }) => instantOf(day, time) ?? 0));
  const faults: Record<string, string> = {};
  if (from && from >= last) faults['signupFrom'] = wordsFor('signupFrom');
  if (from && until && until <= from) faults['signupUntil'] = wordsFor('signupUntil');
  // Of what is open already the deadline may have passed.
  else if (until && until <= now && task !== 'change') faults['signupUntil'] = '这个时间已经过了';
  return faults;
}

/** What the cloud refused, beside the field that it names; null when it names none. */
export function refusedField(code: string, details: ErrorDetails): Faults | null {
  const { field, max } = details;
  if (typeof field !== 'string') return null;
  if (code === 'TIME_PASSED') return { [field]: '这个时间已经过了' };
  if (code === 'SLOT_BEGUN') return { [field]: '已经开始了，这一项不能再改' };
  if (code === 'BELOW_TAKEN') return { [field]: `已经报了 ${details['taken'] ?? ''} 人，不能再少` };
  if (code === 'SLOT_TAKEN') return { [field]: '有一个时段已经有人报名或候补，不能删去' };
  if (max !== undefined && field === 'repeat') return { [field]: `最多能连着办 ${max} 次` };
  if (max !== undefined && field.endsWith('.end')) return { [field]: `一个班次最长 ${max} 小时` };
  if (max !== undefined && field.endsWith('.start')) return { [field]: `最多提前 ${max} 天发布` };
  return { [field]: wordsFor(field) };
}

/** A slot with its own faults, for its editor. */
export interface SlotRow {
  readonly number: number;
  readonly entry: DraftSlot;
  /** '11月23日 周一' */
  readonly day: string;
  /** '共 2 小时', '到次日 06:00，共 8 小时' */
  readonly lasts: string;
  /** Nobody holds a place in it, and it is not the only one. */
  readonly removable: boolean;
  readonly faults: Readonly<Record<'name' | 'start' | 'end' | 'capacity', string>>;
}

/** How long it takes, and where the end is another day's, said before anybody sends it. */
function lastsWords(entry: DraftSlot): string {
  const times = intervalOf(entry);
  if (times === null || lastsDays(times)) return '';
  const total = `共 ${minutes((times.end - times.start) / MINUTE)}`;
  if (endsNextDay(times)) return `到次日 ${entry.to}，${total}`;
  return entry.to === MIDNIGHT ? `到当天半夜 ${entry.to}，${total}` : total;
}

export function slotRowsOf(slots: readonly DraftSlot[], faults: Faults): SlotRow[] {
  return slots.map((entry, i) => {
    const of = (field: string): string => faults[`slots.${i}.${field}`] ?? '';
    const own = { name: of('name'), start: of('start'), end: of('end'), capacity: of('capacity') };
    const midnight = startOfDayNamed(entry.day);
    const removable = slots.length > 1 && entry.taken === 0;
    return {
      number: i + 1,
      entry,
      day: `${date(midnight)} ${weekday(midnight)}`,
      lasts: lastsWords(entry),
      removable,
      faults: own,
    };
  });
}
