import type { MonthOfTeam } from '../../../domain/teams/record';
import type { TeamNumbers } from '../../../domain/teams/views';
import { hours } from '../../../services/format';

/** What the bars stand for. */
export const measures = [
  { id: 'minutes', name: '时长' },
  { id: 'personTimes', name: '参加人次' },
  { id: 'activities', name: '活动' },
  { id: 'served', name: '服务居民' },
] as const;
export type Measure = (typeof measures)[number]['id'];

export const firstMeasure: Measure = 'minutes';

const units: Readonly<Record<Measure, string>> = {
  minutes: '小时',
  personTimes: '人次',
  activities: '场',
  served: '人次',
};

export const isMeasure = (id: string): id is Measure => measures.some((measure) => measure.id === id);

const figure = (value: number, measure: Measure): string =>
  `${measure === 'minutes' ? hours(value) : value} ${units[measure]}`;

export interface Bar {
  readonly month: string;
  /** '2026年3月' at the top and where a year begins, '2月' otherwise. */
  readonly name: string;
  readonly figure: string;
  /** Of the longest, in per cent. */
  readonly width: number;
}

/** One bar a month, the latest first. */
export function bars(months: readonly MonthOfTeam[], measure: Measure): Bar[] {
  const longest = Math.max(1, ...months.map((month) => month[measure]));
  return [...months].reverse().map((month, i) => {
    const [year = '', number = ''] = month.month.split('-');
    const named = i === 0 || number === '12' ? `${year}年` : '';
    return {
      month: month.month,
      name: `${named}${Number(number)}月`,
      figure: figure(month[measure], measure),
      width: Math.round((Math.max(0, month[measure]) / longest) * 100),
    };
  });
}

export const yearSums = ({ year }: TeamNumbers): { name: string; text: string }[] =>
  measures.map(({ id, name }) => ({ name, text: figure(year[id], id) }));
