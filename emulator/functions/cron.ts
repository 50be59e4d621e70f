/**
 * Timers as CloudBase writes them: seven fields (second minute hour day month weekday year) in UTC+8.
 * When both day and weekday are restricted, either is enough.
 */
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** 29 February on a given weekday comes at most 40 years apart. */
const HORIZON_DAYS = 366 * 40;

interface Field {
  readonly any: boolean;
  readonly values: ReadonlySet<number>;
}

export interface Cron {
  readonly seconds: number[];
  readonly minutes: number[];
  readonly hours: number[];
  readonly day: Field;
  readonly month: Field;
  readonly weekday: Field;
  readonly year: Field;
}

function numberOf(text: string, names: readonly string[], base: number): number {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + base : /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value)) throw new Error(`not a cron value: ${text}`);
  return value;
}

function parseField(text: string, low: number, high: number, names: readonly string[] = []): Field {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : numberOf(stepText, [], 0);
    const [from = '', to] = range === '*' ? [String(low), String(high)] : range.split('-');
    const start = numberOf(from, names, low);
    const end = to === undefined ? (stepText === undefined ? start : high) : numberOf(to, names, low);
    if (step < 1 || start < low || end > high || start > end) throw new Error(`not a cron field: ${text}`);
    for (let value = start; value <= end; value += step) values.add(value);
  }
  return { any: text === '*', values };
}

/** Refuses with an Error what is not a seven-field expression. */
export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [second, minute, hour, day, month, weekday, year] = fields;
  if (fields.length !== 7 || !second || !minute || !hour || !day || !month || !weekday || !year) {
    throw new Error(`a timer has seven fields: ${text}`);
  }
  const sorted = (field: Field) => [...field.values].sort((a, b) => a - b);
  return {
    seconds: sorted(parseField(second, 0, 59)),
    minutes: sorted(parseField(minute, 0, 59)),
    hours: sorted(parseField(hour, 0, 23)),
    day: parseField(day, 1, 31),
    month: parseField(month, 1, 12, MONTHS),
    weekday: parseField(weekday, 0, 6, WEEKDAYS),
    year: parseField(year, 1970, 2099),
  };
}

function onDay(cron: Cron, day: Date): boolean {
  if (!cron.year.values.has(day.getUTCFullYear()) || !cron.month.values.has(day.getUTCMonth() + 1))
    return false;
  const byDay = cron.day.values.has(day.getUTCDate());
  const byWeekday = cron.weekday.values.has(day.getUTCDay());
  if (cron.day.any) return byWeekday;
  return cron.weekday.any ? byDay : byDay || byWeekday;
}

/** The first firing at or after this many milliseconds into a day. */
function timeOfDay(cron: Cron, from: number): number | null {
  for (const hour of cron.hours) {
    if ((hour + 1) * HOUR <= from) continue;
    for (const minute of cron.minutes) {
      if (hour * HOUR + (minute + 1) * 60_000 <= from) continue;
      for (const second of cron.seconds) {
        const time = hour * HOUR + minute * 60_000 + second * 1000;
        if (time >= from) return time;
      }
    }
  }
  return null;
}

/** The first firing after an instant, null when there is none within forty years. */
export function nextFiring(cron: Cron, after: Date): Date | null {
  const local = after.getTime() + ZONE + 1;
  const firstDay = Math.floor(local / DAY) * DAY;
  for (let index = 0; index < HORIZON_DAYS; index += 1) {
    const day = firstDay + index * DAY;
    if (!onDay(cron, new Date(day))) continue;
    const time = timeOfDay(cron, Math.max(local - day, 0));
    if (time !== null) return new Date(day + time - ZONE);
  }
  return null;
}
