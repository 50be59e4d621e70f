import type { Instant } from '../time';
import { dayOf } from '../time';

/** What a team did in one month. */
export interface MonthOfTeam {
  /** '2026-11' */
  readonly month: string;
  /** Activities held: over, and not called off. */
  readonly activities: number;
  /** Lines of volunteers' hours: one person at one shift. */
  readonly personTimes: number;
  readonly minutes: number;
  /** Residents who had a place at its services. */
  readonly served: number;
}

export type Figures = Omit<MonthOfTeam, 'month'>;

const NOTHING: Figures = { activities: 0, personTimes: 0, minutes: 0, served: 0 };

/** The names of the last months up to that of `now`, oldest first. */
export function monthsUpTo(now: Instant, count: number): string[] {
  const [year = 0, month = 0] = dayOf(now).split('-').map(Number);
  return Array.from({ length: count }, (_, i) => {
    const at = year * 12 + (month - 1) - (count - 1 - i);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** Every month of the list has its line, also where nothing happened. */
export function fillMonths(
  months: readonly string[],
  found: readonly (Partial<Figures> & { month: string })[],
): MonthOfTeam[] {
  return months.map((month) =>
    found
      .filter((part) => part.month === month)
      .reduce<MonthOfTeam>((sum, part) => ({ ...add(sum, part), month }), { ...NOTHING, month }),
  );
}

export const sumOf = (months: readonly Figures[]): Figures => months.reduce(add, NOTHING);

function add(a: Figures, b: Partial<Figures>): Figures {
  return {
    activities: a.activities + (b.activities ?? 0),
    personTimes: a.personTimes + (b.personTimes ?? 0),
    minutes: a.minutes + (b.minutes ?? 0),
    served: a.served + (b.served ?? 0),
  };
}
