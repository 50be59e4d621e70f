import type { HomeView, MonthFigures } from '../../domain/views';
import { activityRow, mineRow, type ActivityRow, type MineRow } from '../../services/cards';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** As many as fit below the doors before one would rather open the whole list. */
const NEARBY = 6;

interface HomeRows {
  readonly next: MineRow | null;
  readonly suggested: ActivityRow | null;
  readonly nearby: ActivityRow[];
}

/** The short page of large type shows no list: my next thing, or the nearest that could be. */
export function rowsOf(home: HomeView, now: number, short: boolean): HomeRows {
  const rows = home.nearby.slice(0, short ? 1 : NEARBY).map((card) => activityRow(card, now));
  if (home.next) return { next: mineRow(home.next, now), suggested: null, nearby: short ? [] : rows };
  return { next: null, suggested: rows[0] ?? null, nearby: rows.slice(1) };
}

export function figuresOf(month: MonthFigures): Figure[] {
  const inHours = Math.round(month.minutes / 60);
  return [
    { name: '场活动', value: String(month.activities) },
    { name: '人次服务', value: String(month.personTimes) },
    { name: '小时志愿时长', value: String(inHours) },
  ];
}
