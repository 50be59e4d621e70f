import { countWords } from '../../domain/accounts/waiting';
import { nextThing } from '../../domain/signups/rules';
import type { MeView, Waiting } from '../../domain/accounts/views';
import type { LedActivity } from '../../domain/activities/views';
import type { HoursSummary } from '../../domain/hours/views';
import { mineRow, type MineRow } from '../../services/cards';
import { clockSpan, hiddenPhone, hours, minutes } from '../../services/format';

/** What a row of the page opens; index.ts knows where that is. */
export type Way =
  | (
      | 'register'
      | 'profile'
      | 'hours'
      | 'certificates'
      | 'teams'
      | 'offers'
      | 'people'
      | 'code'
      | 'benefits'
      | 'settings'
    )
  | ('led' | 'applications' | 'cases')
  | ('review' | 'heldTeams' | 'heldHours' | 'bindings' | 'shops');

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
  /** Others that wait for an answer: they must not be overlooked below. */
  readonly asked: MineRow[];
  /** It is one that a leader could scan the caller for. */
  readonly atDesk: boolean;
  readonly later: MineRow[];
  readonly own: WayRow[];
  readonly teams: MeView['teams'];
  readonly leading: WayRow[];
  readonly serving: WayRow[];
}

export function starWords({ stars, missing }: HoursSummary): string {
  const reached = stars > 0 ? `${stars} 星` : '';
  const next = missing === null ? '' : `再服务 ${minutes(missing)}到 ${stars + 1} 星`;
  return [reached, next].filter(Boolean).join('，');
}

export function mePage(me: MeView, led: readonly LedActivity[], serves: boolean, now: number): MePage {
  const first = nextThing(me.coming, now) ?? me.coming[0];
  const others = me.coming.filter((mine) => mine !== first).map((mine) => mineRow(mine, now));
  const next = first ? mineRow(first, now) : null;
  return {
    name: me.name,
    phone: hiddenPhone(me.phone),
    introduced: me.introduced,
    volunteer: me.number === null ? '' : `志愿者编号 ${me.number}`,
    next,
    atDesk: next?.action === 'checkIn' || next?.action === 'checkOut',
    asked: others.filter(({ action }) => action === 'confirm'),
    later: others.filter(({ action }) => action !== 'confirm'),
    own: ownWays(me),
    teams: me.teams,
    leading: me.teams.length > 0 ? leadingWays(me, led) : [],
    serving: serves ? servingWays(me.waiting) : [],
  };
}

const way = (to: Way, icon: string, name: string, note: string, count = 0): WayRow => ({
  way: to,
  icon,
  name,
  note,
  count: count > 0 ? countWords(count) : '',
});

function ownWays({ hours: summary, number }: MeView): WayRow[] {
  const register = way('register', 'user-add', '登记成为志愿者', '登记一次，就能报岗位、记时长、开证明');
  const profile = way('profile', 'user', '我的登记', '改电话、特长、有空的时间');
  const offers = way('offers', 'swap', '请队友接替', '队友来不了的班，您可以接');
  return [
    ...(number === null ? [register] : []),
    way('hours', 'time', `我的时长：${hours(summary.totalMinutes)} 小时`, starWords(summary)),
    way('certificates', 'certificate', '我的证明', '免费开，谁都能查验'),
    way('teams', 'usergroup', '我的队伍', '找队伍，看入队申请'),
    ...(number === null ? [] : [offers]),
    ...(number === null ? [] : [profile]),
    way('people', 'heart', '我的家人', '家人没有手机，您替他们报名、预约'),
    way('code', 'qrcode', '我的码', '给队长、商家扫'),
    way('benefits', 'shop', '爱心商家', '凭星级享受感谢'),
    way('settings', 'setting', '设置和隐私', '大字版、提醒、隐私'),
  ];
}

function leadingWays({ waiting }: MeView, led: readonly LedActivity[]): WayRow[] {
  const toConfirm = led.reduce((sum, activity) => sum + activity.toConfirm, 0);
  const work = toConfirm > 0 ? `${toConfirm} 人的时长等您确认` : '签到台、确认时长、再办一次';
  const asking =
    waiting.applications > 0
      ? `${countWords(waiting.applications)} 人想加入，等您答复`
      : '队员名册，没有新的申请';
  return [
    way('led', 'calendar', '队里的活动', work, toConfirm),
    way('applications', 'usergroup-add', '队员和入队申请', asking, waiting.applications),
    way('cases', 'help-circle', '时长的疑问和补记', '队员来问的，和您提出的', waiting.cases),
  ];
}

function servingWays(waiting: Waiting): WayRow[] {
  return [
    way('review', 'check-rectangle', '待审核的活动', '还有活动后的照片', waiting.activities + waiting.photos),
    way('heldTeams', 'usergroup', '待审核的队伍', '', waiting.teams),
    way('heldHours', 'time', '待确认的时长', '超过一天上限的、过期没确认的', waiting.cases + waiting.overdue),
    way('bindings', 'mobile', '换微信的申请', '', waiting.bindings),
    way('shops', 'shop', '爱心商家', ''),
  ];
}

/** Before a slot begins its desk is put up; after its end the last ones still leave. */
const DESK_BEFORE = 60 * 60_000;
const DESK_AFTER = 60 * 60_000;

/** The desks that the caller keeps about now, soonest first; one for an activity, as a desk shows all of its slots. */
export function desksOf(led: readonly LedActivity[], now: number): DeskRow[] {
  return led
    .filter(({ phase }) => phase === 'coming' || phase === 'running' || phase === 'finished')
    .flatMap(({ title, slots }) => {
      const open = slots.filter((slot) => slot.start - DESK_BEFORE <= now && now < slot.end + DESK_AFTER);
      const [first] = [...open].sort((a, b) => a.start - b.start);
      return first ? [{ title, slot: first }] : [];
    })
    .sort((a, b) => a.slot.start - b.slot.start)
    .map(({ title, slot }) => ({ slotId: slot.id, title, times: clockSpan(slot) }));
}
