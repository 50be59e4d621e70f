import { spokenName } from '../../../domain/stations/rules';
import { ledgerFault, type LedgerLine } from '../../../domain/hours/ledger';
import { startOfDayNamed, type Instant } from '../../../domain/time';
import type { HoursSummary } from '../../../domain/hours/views';
import { clockSpan, dayName, hours, minutes } from '../../../services/format';
import { lineWords } from '../../../services/words/hours';

export interface SummaryModel {
  readonly hours: string;
  readonly exact: string;
  readonly lines: number;
  readonly stars: readonly { readonly number: number; readonly reached: boolean }[];
  readonly starsText: string;
  readonly percent: number;
  readonly next: string;
}

const STARS = 5;

export function summaryModel(summary: HoursSummary): SummaryModel {
  const { stars, nextAt, missing } = summary;
  return {
    hours: hours(summary.totalMinutes),
    exact: minutes(summary.totalMinutes),
    lines: summary.lines,
    stars: Array.from({ length: Math.max(STARS, stars) }, (_, i) => ({ number: i + 1, reached: i < stars })),
    starsText: stars === 0 ? '还没有星级' : `${stars} 星志愿者`,
    percent: Math.floor(summary.progress * 100),
    next:
      missing === null || nextAt === null
        ? '已到最高星级，谢谢您'
        : `再服务 ${minutes(missing)}，满 ${nextAt} 小时升 ${stars + 1} 星`,
  };
}

export interface LineModel {
  readonly id: string;
  readonly title: string;
  readonly when: string;
  readonly venue: string;
  readonly team: string;
  readonly amount: string;
  readonly correction: boolean;
  readonly reason: string;
  readonly balance: string;
}

export function lineModel(line: LedgerLine, now: Instant): LineModel {
  const correction = line.kind === 'correction';
  const what = line.kind === 'service' ? '' : `${lineWords[line.kind]}：`;
  return {
    id: line.id,
    title: `${what}${line.title}`,
    when: `${dayName(startOfDayNamed(line.day), now)} ${clockSpan(line)}`,
    venue: spokenName(line.venue),
    team: line.teamName,
    amount: `${line.minutes > 0 ? '+' : ''}${minutes(line.minutes)}`,
    correction,
    reason: line.reason,
    balance: minutes(line.balance),
  };
}

export interface Month {
  readonly id: string;
  readonly name: string;
  readonly hours: string;
  /** Of the month with the most. */
  readonly percent: number;
}

const MONTHS = 6;

/** Hours of the last months that are loaded whole, latest last; `lines` newest first. */
export function monthsOf(lines: readonly LedgerLine[], more: boolean): Month[] {
  const sums = new Map<string, number>();
  for (const { day, minutes: given } of lines) {
    const month = day.slice(0, 7);
    sums.set(month, (sums.get(month) ?? 0) + given);
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? 1 : -1));
  // Of the earliest, older lines may still be missing.
  const whole = (more ? sorted.slice(0, -1) : sorted).slice(0, MONTHS).reverse();
  const most = Math.max(1, ...whole.map(([, sum]) => sum));
  return whole.map(([month, sum]) => ({
    id: month,
    name: `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
    hours: hours(sum),
    percent: Math.max(0, Math.round((sum / most) * 100)),
  }));
}

/** WHOLE: all lines are here and the chain holds · BROKEN: it does not · PART: older lines not loaded yet. */
export type Check = 'WHOLE' | 'BROKEN' | 'PART' | 'EMPTY';

/** `lines` newest first, as loaded. */
export function checkOf(lines: readonly LedgerLine[], more: boolean, summary: HoursSummary): Check {
  if (more) return 'PART';
  const newest = lines[0];
  if (!newest) return summary.totalMinutes === 0 ? 'EMPTY' : 'BROKEN';
  const sound = ledgerFault([...lines].reverse()) === null && newest.balance === summary.totalMinutes;
  return sound ? 'WHOLE' : 'BROKEN';
}
