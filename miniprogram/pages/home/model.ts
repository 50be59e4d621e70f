import type { ActivityCard } from '../../domain/activities/views';
import type { CallWaiting } from '../../domain/callups/views';
import type { MonthFigures } from '../../domain/home/figures';
import type { HomeView } from '../../domain/home/views';
import { monthOf } from '../../domain/home/figures';
import { distance } from '../../services/format';
import type { Whereabouts } from '../../services/place';
import { activityRow, mineRow, type ActivityRow, type MineRow } from '../../services/cards';

export interface Figure {
  readonly name: string;
  readonly value: string;
}

/** As many as fit below the doors before one would rather open the whole list. */
const NEARBY = 6;

/** A call-up that waits for an answer, or to hear that its reader is home. */
export interface CallRow {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly drill: boolean;
  readonly asks: string;
}

const callRow = ({ id, title, stationName, drill, standing }: CallWaiting): CallRow => ({
  id,
  title,
  from: stationName,
  drill,
  asks: standing === 'coming' ? '到家了，报个平安' : '能来吗？请回一声',
});

interface HomeRows {
  readonly calls: CallRow[];
  readonly next: MineRow | null;
  readonly suggested: ActivityRow | null;
  readonly nearby: ActivityRow[];
}

/** What an older version kept on the phone says nothing of call-ups. */
type Kept = Omit<HomeView, 'calls'> & Partial<Pick<HomeView, 'calls'>>;

/** The short page of large type shows no list: my next thing, or the nearest that could be. */
export function rowsOf({ calls = [], next, nearby }: Kept, now: number, short: boolean): HomeRows {
  const suggested = next ? undefined : (nearby.find((card) => isOpen(card, now)) ?? nearby[0]);
  const listed = short ? [] : nearby.slice(0, NEARBY).filter((card) => card !== suggested);
  return {
    calls: calls.map(callRow),
    next: next && mineRow(next, now),
    suggested: suggested ? activityRow(suggested, now) : null,
    nearby: listed.map((card) => activityRow(card, now)),
  };
}

/** One could still go: what has begun or is full is suggested to nobody. */
const isOpen = ({ slots }: ActivityCard, now: number): boolean =>
  slots.some(({ start, left }) => now < start && left > 0);

/** What a month came to, and of which; what there was none of is not boasted about. */
export function figuresOf(
  { month, activities, personTimes, minutes }: MonthFigures,
  now: number,
): { title: string; figures: Figure[] } {
  const figures = [
    { name: '场活动', value: activities },
    { name: '人次服务', value: personTimes },
    { name: '小时志愿时长', value: Math.floor(minutes / 60) },
  ];
  return {
    title: month === monthOf(now) ? '这个月，全市' : `${Number(month.slice(5))}月，全市`,
    figures: figures
      .filter(({ value }) => value > 0)
      .map(({ name, value }) => ({ name, value: String(value) })),
  };
}

/** Somebody who is elsewhere is not told how near things are, and is offered to choose a place. */
export const farWords = (here: Whereabouts | null): string =>
  here?.awayMetres === undefined ? '' : `您离${here.label}有 ${distance(here.awayMetres)}，下面是城里的。`;
