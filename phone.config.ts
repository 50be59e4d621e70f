import { join } from 'node:path';
import type { ActionName } from '#domain/contract';
import places from './data/sanmenxia/map-places.json';
import { personas, type PersonaOpenid } from './scripts/seed/personas';
import type { Deed, WalkStep } from './simulator/runtime/walk';
import type { PhoneConfig } from './simulator/server/config';

const did = (by: PersonaOpenid, ...actions: ActionName[]) => ({ by, actions });
const step = (
  title: string,
  [left, right]: readonly [PersonaOpenid, PersonaOpenid],
  ...parts: readonly (readonly [words: string, done: Deed])[]
): WalkStep => ({ title, left, right, parts: parts.map(([words, done]) => ({ words, done })) });

/** The README's walk. */
const walk: readonly WalkStep[] = [
  step(
    '一个班次',
    ['o-newcomer', 'o-wang-fang'],
    ['右边：我的 → 发活动，写一个志愿岗位，发出去', did('o-wang-fang', 'activities.post')],
    ['左边：找到这场活动，报名', did('o-newcomer', 'signups.take')],
    ['下面把时间拨到它开始，右边打开签到台', did('o-wang-fang', 'desk.view')],
    ['左边：扫一扫右边的码，签到', did('o-newcomer', 'attendance.checkIn')],
    ['时间拨到结束，左边再扫一次，签退', did('o-newcomer', 'attendance.checkOut')],
    ['右边：确认时长', did('o-wang-fang', 'hours.confirm')],
    ['右边：写写怎么样，从相册选照片（有两张过不了检查）', did('o-wang-fang', 'activities.report')],
  ),
  step(
    '没有网络',
    ['o-chen-xiaoyu', 'o-wang-fang'],
    ['左边：点“网络”，断网', { by: 'o-chen-xiaoyu', phone: 'offline' }],
    [
      '右边打开签到台，左边扫码，再重开，再接通：只记一次，按扫的时候算',
      did('o-chen-xiaoyu', 'attendance.checkIn'),
    ],
    ['右边也断网：签到台照样换码', { by: 'o-wang-fang', phone: 'offline' }],
    ['右边：扫别人的码，或者点名登记，再接通', did('o-wang-fang', 'attendance.record')],
  ),
  step(
    '满员的班次',
    ['o-sun-yue', 'o-chen-xiaoyu'],
    ['右边：取消明天的“心里话，说出来”', did('o-chen-xiaoyu', 'signups.cancel')],
    ['左边：递补上了，确认参加', did('o-sun-yue', 'signups.confirm')],
    ['谁都行：请队友接替自己的一个班次', { actions: ['signups.offer'] }],
    ['把一部手机交给王芳，改活动的时间：大家都要再确认', did('o-wang-fang', 'activities.change')],
  ),
  step(
    '替别人办',
    ['o-li-daye', 'o-wang-fang'],
    ['左边：首页 → 约服务 → 理发 → 预约，就在这一张上加一位老人', did('o-li-daye', 'people.add')],
    ['左边：给她约好，两个人来', did('o-li-daye', 'signups.take')],
    ['右边：替没有手机的队员登记', did('o-wang-fang', 'people.register')],
  ),
  step(
    '时长有疑问',
    ['o-chen-xiaoyu', 'o-wang-fang'],
    ['左边：我的时长 → 点一笔 → 有疑问', did('o-chen-xiaoyu', 'hours.contest')],
    ['右边：说明，或者更正', did('o-wang-fang', 'hours.decide', 'hours.file')],
    ['把一部手机交给郑主任：同意更正', did('o-officer', 'hours.decide')],
  ),
  step(
    '一张证明',
    ['o-chen-xiaoyu', 'o-li-daye'],
    ['左边：我的证明 → 开证明', did('o-chen-xiaoyu', 'certificates.issue')],
    ['右边：扫一扫左边的码，查真假', did('o-li-daye', 'certificates.verify')],
    ['左边：收回它，右边再看一次', did('o-chen-xiaoyu', 'certificates.withdraw')],
  ),
  step(
    '大字',
    ['o-li-daye', 'o-zhao-lei'],
    ['左边：点“字号”换大，每一页都跟着变；首页变短', { by: 'o-li-daye', phone: 'large type' }],
  ),
  step(
    '有人求助',
    ['o-li-daye', 'o-officer'],
    ['左边：首页 → 我有需要，说一件事，提交', did('o-li-daye', 'requests.ask')],
    ['右边：我的 → 求助派单，派给市区义诊服务队', did('o-officer', 'requests.asDesk')],
    ['把一部手机交给王芳：我的 → 派来的求助，接下来，自己去', did('o-wang-fang', 'requests.asTeam')],
    ['王芳：看得到地址了，我到了，办好了', did('o-wang-fang', 'requests.asGoer')],
    ['李大爷：办好了，还是没办好', did('o-li-daye', 'requests.asAsker')],
  ),
];

/** What the phone in the browser has to know of this app. */
export const phoneConfig: PhoneConfig = { root: join(__dirname, 'miniprogram'), personas, walk, places };
