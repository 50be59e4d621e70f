import type { ActivityCard } from '../../domain/activities/views';
import type { HomeView, MonthFigures } from '../../domain/home/views';
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
export function rowsOf({ next, nearby }: HomeView, now: number, short: boolean): HomeRows {
  const suggested = next ? undefined : (nearby.find((card) => isOpen(card, now)) ?? nearby[0]);
  const listed = short ? [] : nearby.slice(0, NEARBY).filter((card) => card !== suggested);
  return {
    next: next && mineRow(next, now),
    suggested: suggested ? activityRow(suggested, now) : null,
    nearby: listed.map((card) => activityRow(card, now)),
  };
}

/** One could still go: what has begun or is full is suggested to nobody. */
const isOpen = ({ slots }: ActivityCard, now: number): boolean =>
  slots.some(({ start, left }) => now < start && left > 0);

export function figuresOf(month: MonthFigures): Figure[] {
  const inHours = Math.round(month.minutes / 60);
  return [
    { name: '场活动', value: String(month.activities) },
    { name: '人次服务', value: String(month.personTimes) },
    { name: '小时志愿时长', value: String(inHours) },
  ];
}
