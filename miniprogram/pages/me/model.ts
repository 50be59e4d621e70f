import { spokenName } from '../../domain/stations/rules';
import type { LedgerLine } from '../../domain/hours/ledger';
import type { HoursSummary, MeView } from '../../domain/views';
import { mineRow, type MineRow } from '../../services/cards';
import { date, hiddenPhone, hours, minutes } from '../../services/format';

export interface LineRow {
  readonly id: string;
  readonly title: string;
  readonly where: string;
  readonly minutes: string;
}

export interface MePage {
  readonly name: string;
  readonly phone: string;
  readonly introduced: boolean;
  readonly hours: string;
  /** One entry for each star reached. */
  readonly stars: readonly number[];
  readonly starWords: string;
  readonly percent: number;
  readonly coming: MineRow[];
  readonly recent: LineRow[];
  readonly teams: MeView['teams'];
}

export function starWords({ stars, missing }: HoursSummary): string {
  const reached = stars > 0 ? `已是 ${stars} 星志愿者` : '还没有星级';
  return missing === null ? reached : `${reached}，再服务 ${minutes(missing)}就到 ${stars + 1} 星`;
}

const lineRow = (line: LedgerLine): LineRow => ({
  id: line.id,
  title: line.title,
  where: `${date(line.start)} ${spokenName(line.venue)}`,
  minutes: minutes(line.minutes),
});

export function mePage(me: MeView, now: number): MePage {
  return {
    name: me.name,
    phone: hiddenPhone(me.phone),
    introduced: me.introduced,
    hours: hours(me.hours.totalMinutes),
    stars: Array.from({ length: me.hours.stars }, (_, i) => i),
    starWords: starWords(me.hours),
    percent: Math.round(me.hours.progress * 100),
    coming: me.coming.map((mine) => mineRow(mine, now)),
    recent: me.recent.map(lineRow),
    teams: me.teams,
  };
}
