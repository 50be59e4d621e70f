import { DAY, HOUR, MINUTE, type Instant } from '../../domain/time';
import { moment } from '../../services/format';

export interface Age {
  /** '今天 8:00 提交，已等 3 小时' */
  readonly age: string;
  /** Waited so long that somebody should look now. */
  readonly long: boolean;
}

/** How long something has waited for staff. */
export function ageOf(submittedAt: Instant, now: Instant): Age {
  const time = Math.max(0, now - submittedAt);
  const age = time < MINUTE ? '刚刚提交' : `${moment(submittedAt, now)} 提交，已等 ${waited(time)}`;
  return { age, long: time >= DAY };
}

/** Hours within the first day, then days: nobody counts minutes of a week. */
function waited(time: number): string {
  if (time < HOUR) return `${Math.floor(time / MINUTE)} 分钟`;
  return time < DAY ? `${Math.floor(time / HOUR)} 小时` : `${Math.floor(time / DAY)} 天`;
}
