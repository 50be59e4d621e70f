import { nextThing } from '../../domain/signups/rules';
import type { HoursSummary, LedActivity, MeView, Waiting } from '../../domain/views';
import { mineRow, type MineRow } from '../../services/cards';
import { clock, hiddenPhone, hours, minutes } from '../../services/format';

/** What a row of the page opens; index.ts knows where that is. */
export type Way = 'hours' | 'settings' | 'led' | 'review';

export interface WayRow {
  readonly way: Way;
  readonly icon: string;
  readonly name: string;
  /** What one would open it for; '' when the name says all. */
  readonly note: string;
  /** How many things wait there; '' when none does. */
  readonly count: string;
}

/** A slot of today that the caller keeps the desk of. */
export interface DeskRow {
  readonly slotId: string;
  readonly title: string;
  readonly times: string;
}

export interface MePage {
  readonly name: string;
  readonly phone: string;
  readonly introduced: boolean;
  readonly volunteer: string;
  /** What to do now, or next. */
  readonly next: MineRow | null;
  readonly later: MineRow[];
  readonly own: WayRow[];
  readonly teams: MeView['teams'];
  readonly leading: WayRow[];
  readonly serving: WayRow[];
}

export function starWords({ stars, missing }: HoursSummary): string {
  const reached = stars > 0 ? `${stars} 星志愿者` : '还没有星级';
  return missing === null ? reached : `${reached}，再服务 ${minutes(missing)}就到 ${stars + 1} 星`;
}

const countWords = (count: number): string => (count > 0 ? String(count) : '');

export function mePage(me: MeView, led: readonly LedActivity[], serves: boolean, now: number): MePage {
  const first = nextThing(me.coming, now) ?? me.coming[0];
  const later = me.coming.filter((mine) => mine !== first).map((mine) => mineRow(mine, now));
  return {
    name: me.name,
    phone: hiddenPhone(me.phone),
    introduced: me.introduced,
    volunteer: me.number === null ? '' : `志愿者编号 ${me.number}`,
    next: first ? mineRow(first, now) : null,
    later,
    own: ownWays(me),
    teams: me.teams,
    leading: me.teams.length > 0 ? leadingWays(led) : [],
    serving: serves ? servingWays(me.waiting) : [],
  };
}

function ownWays({ hours: summary }: MeView): WayRow[] {
  return [
    {
      ...{ way: 'hours', icon: 'time', count: '' },
      name: `我的时长：${hours(summary.totalMinutes)} 小时`,
      note: starWords(summary),
    },
    { way: 'settings', icon: 'setting', name: '设置和隐私', note: '大字版、提醒、隐私', count: '' },
  ];
}

function leadingWays(led: readonly LedActivity[]): WayRow[] {
  const toConfirm = led.reduce((sum, activity) => sum + activity.toConfirm, 0);
  return [
    {
      ...{ way: 'led', icon: 'calendar', name: '队里的活动' },
      note: toConfirm > 0 ? `${toConfirm} 人的时长等您确认` : '签到台、确认时长',
      count: countWords(toConfirm),
    },
  ];
}

function servingWays(waiting: Waiting): WayRow[] {
  return [
    {
      ...{ way: 'review', icon: 'check-rectangle', name: '待审核的活动', note: '' },
      count: countWords(waiting.activities),
    },
  ];
}

/** Before a slot begins its desk is put up; after its end the last ones still leave. */
const DESK_BEFORE = 60 * 60_000;
const DESK_AFTER = 60 * 60_000;

/** The desks that the caller keeps about now, soonest first. */
export function desksOf(led: readonly LedActivity[], now: number): DeskRow[] {
  return led
    .filter(({ phase }) => phase === 'coming' || phase === 'running' || phase === 'finished')
    .flatMap(({ title, slots }) => slots.map((slot) => ({ title, slot })))
    .filter(({ slot }) => slot.start - DESK_BEFORE <= now && now < slot.end + DESK_AFTER)
    .sort((a, b) => a.slot.start - b.slot.start)
    .map(({ title, slot }) => ({
      slotId: slot.id,
      title,
      times: `${slot.name} ${clock(slot.start)}–${clock(slot.end)}`,
    }));
}
