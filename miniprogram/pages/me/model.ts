import { nextThing } from '../../domain/signups/rules';
import type { MeView } from '../../domain/accounts/views';
import type { LedActivity } from '../../domain/activities/views';
import type { HoursSummary } from '../../domain/hours/views';
import { mineRow, type MineRow } from '../../services/cards';
import { hiddenPhone, hours, minutes } from '../../services/format';
import { leadingWays, servingWays, wayRow, type WayRow } from '../../services/work';

export interface MePage {
  readonly name: string;
  readonly phone: string;
  readonly introduced: boolean;
  readonly volunteer: string;
  /** Of a volunteer: for each star that a figure has, whether it is reached. */
  readonly stars: readonly boolean[];
  readonly starsLabel: string;
  readonly nextStar: string;
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

/** How far the next star is; nothing once all are reached. */
const nextStar = ({ stars, missing }: HoursSummary): string =>
  missing === null ? '' : `再服务 ${minutes(missing)}到 ${stars + 1} 星`;

/** How many stars a figure has, where nobody has more. */
const STARS = 5;

/** Nothing of who has given no hours and is no volunteer. */
function starFigure({ number, hours: summary }: MeView): Pick<MePage, 'stars' | 'starsLabel' | 'nextStar'> {
  if (number === null && summary.totalMinutes === 0) return { stars: [], starsLabel: '', nextStar: '' };
  const { stars } = summary;
  const shown = Math.max(STARS, stars);
  return {
    stars: Array.from({ length: shown }, (_, at) => at < stars),
    starsLabel: `${stars} 星`,
    nextStar: nextStar(summary),
  };
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
    ...starFigure(me),
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

/** What everybody can open, each with its icon. */
function ownWays({ hours: summary, number }: MeView): WayRow[] {
  const register = wayRow('register', 'user-add', '登记成为志愿者', '登记一次，就能报岗位、记时长、开证明');
  const profile = wayRow('profile', 'user', '我的登记', '改电话、特长、有空的时间');
  const near = wayRow('nearRequests', 'location', '附近的求助', '您会的，认领一件');
  const offers = wayRow('offers', 'swap', '请队友接替', '队友来不了的班，您可以接');
  return [
    ...(number === null ? [register] : []),
    wayRow('hours', 'time', `我的时长：${hours(summary.totalMinutes)} 小时`, '每一笔都能查，有疑问就问'),
    wayRow('history', 'history', '办过的、参加过的', '约过的服务、报过的活动，说说怎么样'),
    wayRow('requests', 'help-circle', '我的求助', '办到哪一步了'),
    ...(number === null ? [] : [near]),
    wayRow('certificates', 'certificate', '我的证明', '免费开，谁都能查验'),
    wayRow('teams', 'usergroup', '我的队伍', '找队伍，看入队申请'),
    ...(number === null ? [] : [offers]),
    ...(number === null ? [] : [profile]),
    wayRow('people', 'heart', '我的家人', '家人没有手机，您替他们报名、预约'),
    wayRow('code', 'qrcode', '我的码', '给队长、商家扫'),
    wayRow('benefits', 'shop', '爱心商家', '凭星级享受感谢'),
    wayRow('settings', 'setting', '设置和隐私', '大字版、提醒、隐私'),
  ];
}
