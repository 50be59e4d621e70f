import type { Flag } from '../../../domain/attendance/rules';
import type { Input, Output } from '../../../domain/contract';
import type { Level } from '../../../domain/hours/cases';
import { CONFIRMED_AT_ONCE } from '../../../domain/hours/claims';
import type { ProposalLine, ProposalsView } from '../../../domain/hours/views';
import { clock, endClock, minutes, moment, span } from '../../../services/format';
import { crowdWords, daysLeft, latelyWords, whoDecides } from '../../../services/words/hours';

/** Other minutes than proposed, and why, by attendance. */
export type Changes = Readonly<Record<string, { readonly minutes: number; readonly reason: string }>>;

export interface ConfirmRow {
  readonly id: string;
  readonly name: string;
  readonly stay: string;
  readonly present: string;
  readonly minutes: number;
  readonly minutesText: string;
  readonly note: string;
  /** Why a second person has to agree; empty where the leader's word is enough. */
  readonly second: string;
  readonly flags: readonly string[];
  readonly changed: boolean;
  readonly credited: boolean;
  /** Somebody else has to decide, on all of it or on a part. */
  readonly waits: boolean;
  /** What can be corrected is credited, and nobody is to decide on it. */
  readonly mayCorrect: boolean;
}

export interface ConfirmModel {
  readonly title: string;
  readonly slot: string;
  readonly whole: string;
  /** Why it cannot be confirmed yet; empty when it can. */
  readonly early: string;
  /** How long there is still to confirm. */
  readonly due: string;
  readonly over: boolean;
  /** Staff who do it in the leader's place. */
  readonly inPlace: boolean;
  /** What the arrivals of the whole shift say together, and what rested on a word of late. */
  readonly look: readonly string[];
  readonly rows: readonly ConfirmRow[];
  readonly waiting: number;
  readonly waitingTotal: string;
  /** How many of them a second person has to agree to. */
  readonly second: number;
  readonly creditedCount: number;
  readonly creditedTotal: string;
  /** There are people who are not loaded yet. */
  readonly more: boolean;
}

type FlagWords = (flag: Flag) => string;

const minutesOf = (line: ProposalLine, changes: Changes): number =>
  line.credited ?? changes[line.attendanceId]?.minutes ?? line.minutes;

/** Only a day with more minutes than usual brings hours up to these. */
const isLongDay = (level: Level): boolean => level === 'centre' || level === 'city';

function noteOf(line: ProposalLine, changes: Changes): string {
  if (line.waits) {
    const { level, minutes: more } = line.waits;
    const who = `${isLongDay(level) ? '一天超过上限，' : ''}${whoDecides[level]}`;
    if (!line.credited) return who;
    return `已记入；另外${more > 0 ? '加' : '减'} ${minutes(Math.abs(more))}，${who}`;
  }
  if (line.credited !== null) return line.credited === 0 ? '没有记时长' : '已记入';
  const change = changes[line.attendanceId];
  if (change) return `按规则是 ${minutes(line.minutes)}，改为 ${minutes(change.minutes)}：${change.reason}`;
  return line.reason === 'BELOW_SHARE' ? '在场时间太短，按规则不计时长' : '';
}

/** Two persons for any hours entered by hand: said before it is confirmed, so that nobody is surprised. */
function secondOf(line: ProposalLine, changes: Changes): string {
  const more = minutesOf(line, changes) - line.alone;
  if (line.credited !== null || more <= 0) return '';
  const why =
    line.alone > 0
      ? `比扫码的记录多 ${minutes(more)}，多的`
      : line.flags.includes('OWN')
        ? '您自己或家人的时长，'
        : '没有扫码的记录，';
  return `${why}要另一位队长或工作人员同意才记入`;
}

function rowOf(line: ProposalLine, changes: Changes, flagWords: FlagWords): ConfirmRow {
  const given = minutesOf(line, changes);
  return {
    id: line.attendanceId,
    name: line.name,
    stay: `${clock(line.in)} 到，${endClock({ start: line.in, end: line.out })} 走`,
    present: minutes(line.present),
    minutes: given,
    minutesText: line.waits && given === 0 ? '等确认' : minutes(given),
    note: noteOf(line, changes),
    second: secondOf(line, changes),
    flags: [...line.flags.map(flagWords), ...line.reasons.map((reason) => `队长写的原因：${reason}`)],
    changed: line.credited === null && changes[line.attendanceId] !== undefined,
    credited: line.credited !== null,
    waits: line.waits !== null,
    mayCorrect: line.waits === null && line.credited !== null && line.credited > 0,
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

export function confirmModel(
  view: ProposalsView,
  changes: Changes,
  flagWords: FlagWords,
  now: number,
): ConfirmModel {
  const waiting = view.lines.filter((line) => line.credited === null);
  const left = view.due;
  const shown = waiting.length > 0 && left !== null && now >= view.slot.end;
  const credited = view.lines.filter((line) => line.credited !== null);
  return {
    title: view.title,
    slot: `${view.slot.name} · ${span(view.slot, now)}`,
    whole: `整场 ${minutes(view.shiftMinutes)}，每人最多记这么多`,
    early: now < view.slot.end ? `${moment(view.slot.end, now)} 结束，结束后再确认` : '',
    due: shown ? `确认时长：${daysLeft(left)}` : '',
    over: shown && left.state === 'OVER',
    inPlace: view.inPlaceOfLeader,
    look: [...view.crowd.map((note) => crowdWords[note.sign](note)), ...latelyWords(view.lately)],
    rows: [...waiting, ...credited].map((line) => rowOf(line, changes, flagWords)),
    waiting: waiting.length,
    waitingTotal: minutes(sum(waiting.map((line) => minutesOf(line, changes)))),
    second: waiting.filter((line) => secondOf(line, changes) !== '').length,
    creditedCount: credited.filter((line) => line.credited !== 0).length,
    creditedTotal: minutes(sum(credited.map((line) => line.credited ?? 0))),
    more: view.next !== null,
  };
}

/** One person's other minutes; back to the proposal takes the change away. */
export function changed(
  changes: Changes,
  line: ProposalLine,
  to: { minutes: number; reason: string },
): Changes {
  const rest = Object.fromEntries(Object.entries(changes).filter(([id]) => id !== line.attendanceId));
  return to.minutes === line.minutes ? rest : { ...rest, [line.attendanceId]: to };
}

/** Everybody who is loaded and whose hours still wait, as many together as one call takes. */
export function confirmInputs(view: ProposalsView, changes: Changes): Input<'hours.confirm'>[] {
  const lines = view.lines
    .filter((line) => line.credited === null)
    .map((line) => ({
      attendanceId: line.attendanceId,
      minutes: minutesOf(line, changes),
      reason: changes[line.attendanceId]?.reason ?? '',
    }));
  const calls = Math.ceil(lines.length / CONFIRMED_AT_ONCE);
  return Array.from({ length: calls }, (_, i) => ({
    slotId: view.slot.id,
    lines: lines.slice(i * CONFIRMED_AT_ONCE, (i + 1) * CONFIRMED_AT_ONCE),
  }));
}

/** With the next page. Whoever is on both, because they came in between, stands once: as it is now. */
export function withMore(view: ProposalsView, more: ProposalsView): ProposalsView {
  const fresh = new Set(more.lines.map((line) => line.attendanceId));
  const lines = [...view.lines.filter((line) => !fresh.has(line.attendanceId)), ...more.lines];
  return { ...view, lines, next: more.next };
}

/** What several calls did together. */
export const together = (done: readonly Output<'hours.confirm'>[]): Output<'hours.confirm'> => ({
  credited: sum(done.map(({ credited }) => credited)),
  minutes: sum(done.map((one) => one.minutes)),
  waiting: done.flatMap(({ waiting }) => waiting),
});

/** What a confirmation did, in one sentence. */
export function confirmedWords(
  { credited, minutes: sum, waiting }: Output<'hours.confirm'>,
  inPlace: boolean,
): string {
  const above = waiting.filter(({ level }) => isLongDay(level)).length;
  const second = waiting.length - above;
  const parts = [
    credited > 0 ? `已为 ${credited} 人记入 ${minutes(sum)}` : '',
    second > 0 ? `${second} 人等另一个人同意` : '',
    above > 0 ? `${above} 人超过上限，${inPlace ? '要由上级来确认' : '已报上级确认'}` : '',
  ];
  return parts.filter((part) => part !== '').join('；') || '已确认，没有要记的时长';
}
