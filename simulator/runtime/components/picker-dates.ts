/** Wheels of <picker mode="date"> and <picker mode="time">, within `start` and `end`. */
import type { Column } from '../ui/picker-sheet';
import { clamp } from '../dom';

export interface DateOptions {
  value: string;
  start: string;
  end: string;
  /** year, month or day: the finest wheel. */
  fields: string;
}

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0');

function parse(text: string, separator: string): number[] {
  return text === '' ? [] : text.split(separator).map(Number);
}

interface Level {
  low: number;
  high: number;
  unit: string;
}

function column({ low, high, unit }: Level, value: number): Column {
  const items = Array.from({ length: Math.max(0, high - low) + 1 }, (_, at) => `${pad(low + at)}${unit}`);
  return { items, index: clamp(value, low, high) - low };
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The range of wheel `at`, given the values of the wheels before it: bounds bite only while all of those touch them. */
function dateLevel(at: number, before: readonly number[], { start, end }: DateOptions): Level {
  const [from, to] = [parse(start || '1900-01-01', '-'), parse(end || '2100-12-31', '-')];
  const touchesLow = before.every((value, index) => value === (from[index] ?? value));
  const touchesHigh = before.every((value, index) => value === (to[index] ?? value));
  const whole = [
    { low: from[0] ?? 1900, high: to[0] ?? 2100 },
    { low: 1, high: 12 },
    { low: 1, high: daysIn(before[0] ?? 2000, before[1] ?? 1) },
  ][at] ?? { low: 1, high: 1 };
  return {
    low: touchesLow ? Math.max(whole.low, from[at] ?? whole.low) : whole.low,
    high: touchesHigh ? Math.min(whole.high, to[at] ?? whole.high) : whole.high,
    unit: ['年', '月', '日'][at] ?? '',
  };
}

const FINEST: Readonly<Record<string, number>> = { year: 1, month: 2, day: 3 };

function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

/** The values of the wheels: those chosen, or what the picker's value says; each within its bounds. */
function dateValues(options: DateOptions, chosen: readonly number[] | undefined): number[] {
  const given = chosen ?? parse(options.value || today(), '-');
  const values: number[] = [];
  for (let at = 0; at < (FINEST[options.fields] ?? 3); at += 1) {
    const { low, high } = dateLevel(at, values, options);
    values.push(clamp(given[at] ?? low, low, high));
  }
  return values;
}

export function dateColumns(options: DateOptions, chosen: readonly number[] | undefined): Column[] {
  const values = dateValues(options, chosen);
  return values.map((value, at) => column(dateLevel(at, values.slice(0, at), options), value));
}

export function dateValue(options: DateOptions, chosen: readonly number[]): string {
  return dateValues(options, chosen)
    .map((value, at) => pad(value, at === 0 ? 4 : 2))
    .join('-');
}

type TimeOptions = Omit<DateOptions, 'fields'>;

function timeLevel(at: number, before: readonly number[], { start, end }: TimeOptions): Level {
  const [from, to] = [parse(start || '00:00', ':'), parse(end || '23:59', ':')];
  const high = at === 0 ? 23 : 59;
  const touchesLow = before.every((value, index) => value === from[index]);
  const touchesHigh = before.every((value, index) => value === to[index]);
  return { low: touchesLow ? (from[at] ?? 0) : 0, high: touchesHigh ? (to[at] ?? high) : high, unit: '' };
}

function timeValues(options: TimeOptions, chosen: readonly number[] | undefined): number[] {
  const now = new Date();
  const given = chosen ?? parse(options.value || `${now.getHours()}:${now.getMinutes()}`, ':');
  const values: number[] = [];
  for (const at of [0, 1]) {
    const { low, high } = timeLevel(at, values, options);
    values.push(clamp(given[at] ?? low, low, high));
  }
  return values;
}

export function timeColumns(options: TimeOptions, chosen: readonly number[] | undefined): Column[] {
  const values = timeValues(options, chosen);
  return values.map((value, at) => column(timeLevel(at, values.slice(0, at), options), value));
}

export function timeValue(options: TimeOptions, chosen: readonly number[]): string {
  return timeValues(options, chosen)
    .map((value) => pad(value))
    .join(':');
}
