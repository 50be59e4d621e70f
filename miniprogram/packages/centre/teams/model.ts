import { spokenName } from '../../../domain/stations/rules';
import type { HeldTeam, SuspendedTeam } from '../../../domain/teams/views';
import { DAY, HOUR, MINUTE, type Instant } from '../../../domain/time';
import { date, moment } from '../../../services/format';
import { choiceName } from '../../../services/session';

export interface HeldRow {
  readonly id: string;
  readonly change: boolean;
  readonly name: string;
  readonly before: string;
  readonly category: string;
  readonly station: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly contact: string;
  readonly contactPhone: string;
  /** '今天 8:00 提交，已等 3 小时' */
  readonly age: string;
  /** Waited so long that somebody should look now. */
  readonly long: boolean;
  readonly submittedAt: Instant;
}

function waited(time: number): string {
  if (time < HOUR) return `${Math.floor(time / MINUTE)} 分钟`;
  return time < DAY ? `${Math.floor(time / HOUR)} 小时` : `${Math.floor(time / DAY)} 天`;
}

export function heldRow(team: HeldTeam, now: Instant): HeldRow {
  const time = Math.max(0, now - team.submittedAt);
  return {
    id: team.id,
    change: team.kind === 'change',
    name: team.name,
    before: team.before,
    category: choiceName('teamCategories', team.category),
    station: spokenName(team.station.name),
    facts: [
      { name: '做什么', text: team.about },
      { name: '谁可以加入', text: team.joining },
      { name: '公开的电话', text: team.phone },
    ].filter(({ text }) => text !== ''),
    contact: team.contact.name,
    contactPhone: team.contact.phone,
    age: time < MINUTE ? '刚刚提交' : `${moment(team.submittedAt, now)} 提交，已等 ${waited(time)}`,
    long: time >= DAY,
    submittedAt: team.submittedAt,
  };
}

export interface SuspendedRow {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly why: string;
}

export const suspendedRow = ({ id, name, category, reason, since }: SuspendedTeam): SuspendedRow => ({
  id,
  name,
  category: choiceName('teamCategories', category),
  why: `${date(since)}暂停：${reason}`,
});
