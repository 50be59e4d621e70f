import { endsNextDay, MIDNIGHT, timesOf } from '../domain/activities/times';
import type { OpenState } from '../domain/stations/rules';
import {
  clockOf,
  DAY,
  dayOf,
  HOUR,
  startOfDay,
  weekdayOf,
  type Instant,
  type Interval,
} from '../domain/time';

/** Numbers and times as people say them. */

const WEEKDAYS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** '8:30' for '08:30'. */
export const clockWords = (clock: string): string => clock.replace(/^0/, '');

/** '8:30' */
export const clock = (instant: Instant): string => clockWords(clockOf(instant));

export const weekday = (instant: Instant): string => WEEKDAYS[weekdayOf(instant)] ?? '';

/** '11月22日' */
export function date(instant: Instant): string {
  const [, month, day] = dayOf(instant).split('-');
  return `${Number(month)}月${Number(day)}日`;
}

/** '今天', '明天', '昨天', else '11月22日 周日'. */
export function dayName(instant: Instant, now: Instant): string {
  const days = Math.round((startOfDay(instant) - startOfDay(now)) / DAY);
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  if (days === -1) return '昨天';
  return `${date(instant)} ${weekday(instant)}`;
}

/** '今天 8:30' */
export const moment = (instant: Instant, now: Instant): string =>
  `${dayName(instant, now)} ${clock(instant)}`;

/** '10:30', '24:00' at the midnight that ends the day, '次日 6:00' after it. */
export function endClock(interval: Interval): string {
  if (endsNextDay(interval)) return `次日 ${clock(interval.end)}`;
  return timesOf(interval).to === MIDNIGHT ? MIDNIGHT : clock(interval.end);
}

/** '8:30–10:30', '22:00–次日 6:00' */
export const clockSpan = (interval: Interval): string => `${clock(interval.start)}–${endClock(interval)}`;

/** What ends on another day and lasts longer is no night, but goes over several days. */
const NIGHT = 12 * HOUR;

/** '今天 8:30–10:30', '今天 22:00–次日 6:00'; over several days the end has its day too. */
export function span(interval: Interval, now: Instant): string {
  const { start, end } = interval;
  if (!endsNextDay(interval) || end - start <= NIGHT) return `${dayName(start, now)} ${clockSpan(interval)}`;
  const last = { start: startOfDay(end - 1), end };
  return `${moment(start, now)} – ${dayName(last.start, now)} ${endClock(last)}`;
}

/** '350 米', '1.2 公里', '18 公里' */
export function distance(metres: number): string {
  if (metres < 1000) return `${Math.max(10, Math.round(metres / 10) * 10)} 米`;
  const kilometres = metres / 1000;
  return `${kilometres < 10 ? kilometres.toFixed(1) : Math.round(kilometres)} 公里`;
}

/** '1 小时 50 分', '45 分钟', '2 小时' */
export function minutes(total: number): string {
  const hours = Math.floor(Math.abs(total) / 60);
  const rest = Math.abs(total) % 60;
  const sign = total < 0 ? '−' : '';
  if (hours === 0) return `${sign}${rest} 分钟`;
  return rest === 0 ? `${sign}${hours} 小时` : `${sign}${hours} 小时 ${rest} 分`;
}

/** Hours with at most one decimal, never rounded up, for large figures: '12.5'. */
export const hours = (total: number): string => String(Math.trunc(total / 6) / 10);

/** '还剩 6 个名额' */
export const placesLeft = (left: number): string => (left > 0 ? `还剩 ${left} 个名额` : '名额已满');

/** '开门中，到 17:30' */
export function opening(state: OpenState): string {
  if (state.open) return state.until ? `开门中，到 ${clockWords(state.until)}` : '开门中';
  return state.opensAt ? `${clockWords(state.opensAt)} 开门` : '现在不开门';
}

/** Of a slot that was called off; empty where it stands. */
export const offWords = ({ off }: { readonly off?: string }): string =>
  off === undefined ? '' : `这一场取消了：${off}`;

/** '138****0001' */
export const hiddenPhone = (phone: string): string => phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2');

/** '每天', '周一至周五', '周六、周日'; Monday is 1. */
export function weekdays(days: readonly number[]): string {
  const sorted = [...days].sort((a, b) => a - b);
  const [first = 1] = sorted;
  const last = sorted[sorted.length - 1] ?? first;
  if (sorted.length === 7) return '每天';
  const inARow = sorted.length > 2 && last - first === sorted.length - 1;
  if (inARow) return `${WEEKDAYS[first] ?? ''}至${WEEKDAYS[last] ?? ''}`;
  return sorted.map((day) => WEEKDAYS[day] ?? '').join('、');
}
