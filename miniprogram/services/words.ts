import type { Phase } from '../domain/activities/lifecycle';
import type { SlotKind } from '../domain/activities/schemas';
import type { Flag } from '../domain/attendance/rules';
import type { ErrorDetails } from '../domain/errors';
import type { Tier } from '../domain/stations/types';
import { cloudNow } from './clock';
import { kindOf, type FailureCode } from './cloud';
import { minutes, moment } from './format';
import type { NoFix } from './place';

/** Everything that codes of the cloud and of the rules become when a person reads them. */

type Words = string | ((details: ErrorDetails) => string);

/** '8:30' and a sentence around it, when the refusal tells a time; otherwise without. */
const withTime =
  (said: (at: string) => string, otherwise: string): Words =>
  ({ at }) =>
    typeof at === 'number' ? said(moment(at, cloudNow())) : otherwise;

const withMax =
  (said: (max: string) => string, otherwise: string): Words =>
  ({ max }) =>
    typeof max === 'number' ? said(minutes(max)) : otherwise;

/** Of the other activity that the refusal is about. */
const withTitle =
  (said: (title: string) => string, otherwise: string): Words =>
  ({ title }) =>
    typeof title === 'string' ? said(`“${title}”`) : otherwise;

const failures: Readonly<Record<FailureCode, Words>> = {
  OFFLINE: '现在没有网络，连上网再试一次',
  TIMEOUT: '网络有点慢，请再试一次',
  BUSY: '现在办理的人太多，请过一会儿再试',
  UNKNOWN_ACTION: '这个版本太旧了，请关掉小程序再打开',
  BAD_INPUT: ({ characters }) =>
    typeof characters === 'number' ? `有一项写得太长，最多 ${characters} 个字` : '有内容没填对，请检查一下',
  NONCE_NEEDED: '这个版本太旧了，请关掉小程序再打开',
  NOT_CONFIGURED: '这座城市还没有开通',
  OUTDATED: '这是以前的操作，后来又改过了，请刷新看看',
  TOO_OFTEN: withTime((at) => `这一步办得太多了，请 ${at} 以后再办`, '这一步办得太多了，请过一会儿再办'),
  NO_ACCOUNT: '请关掉小程序再打开一次',
  INTRODUCTION_NEEDED: '请先留下称呼和电话',
  REGISTRATION_NEEDED: ({ min }) =>
    typeof min === 'number' ? `这个岗位要年满 ${min} 岁，请先登记为志愿者` : '请先登记为志愿者',
  NOT_ALLOWED: '您不能做这一步，请联系队长或站点',
  TEAM_SUSPENDED: '这支队伍暂停活动，请联系实践中心',
  NOT_FOUND: '没有找到，可能已经撤下了',
  STATION_CLOSED: '这个站点暂停开放，请换一个',
  TIME_PASSED: '时间已经过了，请换一个时间',
  CONTENT_REFUSED: '有些话不适合发布，请改一改',
  ALREADY_REVIEWED: '已经有人审核过了',
  ID_INVALID: '身份证号不对，请再核对一遍',
  ALREADY_REGISTERED: ({ mine }) =>
    mine === true ? '您已经登记过了' : '这个身份证号登记在别的姓名下，请当面核对',
  ASK_STAFF: '这个身份证号要请工作人员当面核对。请带身份证，到常去的实践站点或实践中心',
  OTHER_PERSON:
    '和以前登记的不是同一个人。这个账号记着那个人的服务，只能用原来的姓名和身份证号再登记。换了人的，请用自己的微信登记',
  UNDER_AGE: ({ minimum = 14 }) => `不满 ${minimum} 岁还不能登记为志愿者，欢迎和家长一起来参加活动`,
  GUARDIAN_NEEDED: ({ adult = 18 }) => `不满 ${adult} 岁，请填写监护人并由监护人同意`,
  CONSENT_NEEDED: ({ of }) =>
    of === 'request' ? '要先问过本人，本人愿意才能替他求助' : '要您勾选同意，才能登记',
  PHONE_UNKNOWN: '没有取到手机号，请再试一次，或者自己填写',
  TOO_MANY_PEOPLE: '添加的家人太多了，请先删去不用的',
  CLAIM_INVALID: '认领码不对，请核对一遍，或请队长重新开一个',
  CLAIM_EXPIRED: '认领码过期了，请队长重新开一个',
  TOO_MANY_TRIES: withTime((at) => `试的次数太多，请 ${at} 以后再试`, '试的次数太多，请过一小时再试'),
  HAS_HISTORY: '这个微信已经有登记或报名，不能再换成别的账号',
  LEADS_A_TEAM: '您还是队长，请先把队伍交给别人',
  STILL_PRESENT: '您正在签到中，请先签退',
  TEAM_NOT_ACTIVE: '这支队伍还没有通过审核，或者已经解散',
  ALREADY_MEMBER: '已经是队员了',
  ALREADY_APPLIED: '已经申请过，请等队长答复',
  NOT_A_MEMBER: '不是这支队伍的队员',
  TOO_MANY_TEAMS: '一个人加入的队伍已经到上限，请先退出一支',
  REMOVED_LATELY: withTime(
    (at) => `您不久前被移出这支队伍，${at} 以后可以再申请`,
    '不久前被移出这支队伍，过些日子再申请',
  ),
  NOT_A_TOP_TEAM: '分队下面不能再建分队',
  OUTSIDE_AREA: ({ of }) =>
    of === 'request'
      ? '不在这里的服务范围内，请换一个站点或队伍'
      : '分队要设在上级队伍的站点，或者它下面的站点',
  TEAM_BUSY: '队伍还有没办完的活动，或者还有分队，现在不能解散',
  NOT_IN_THIS_STATE: '现在这个状态不能这样做，请刷新看看',
  INSURANCE_NEEDED: '有危险的工作，请写明保险怎样办',
  BELOW_TAKEN: '名额不能少于已经报名的人数',
  SLOT_TAKEN: '这个时段已经有人报名，不能删去',
  SLOT_BEGUN: '这一场已经开始了，不能再改，也不能单独取消',
  PHOTO_MISSING: '有一张照片没有传上来，请再选一次',
  NOT_OPEN: '活动还没有发布，暂时不能报名',
  CANCELLED: '已经取消了',
  DEADLINE_PASSED: withTime(
    (at) => `报名 ${at} 已经截止。有事请打电话给队长`,
    '已经开始了，不能再改。有事请打电话给队长',
  ),
  SLOT_FULL: '名额刚刚满了',
  WAITING_LIST_FULL: '名额和候补都满了，看看别的活动吧',
  ALREADY_SIGNED_UP: '已经报过名了',
  OVERLAPS: withTitle((title) => `和已经报的${title}时间重了`, '这个时间已经报了别的活动'),
  REST_TOO_SHORT: withTitle(
    (title) => `和已经报的${title}挨得太近，路上和休息的时间不够`,
    '和另一场挨得太近，路上和休息的时间不够',
  ),
  SKILLS_WANTED: '这个岗位希望有相应的特长，登记里没有填',
  SKILLS_NEEDED: '这个岗位要会用到的特长，您的登记里没有填。会的话，填上就能报名',
  NOT_YET_OPEN: withTime((at) => `${at} 开始报名`, '还没开始报名'),
  TOO_YOUNG: ({ min }) => (typeof min === 'number' ? `这个岗位要年满 ${min} 岁` : '这个岗位有年龄要求'),
  COOLING_OFF: withTime(
    (at) => `您近来有几次报了名没有到。${at} 以前，一次只能报一场`,
    '您近来有几次报了名没有到，现在一次只能报一场',
  ),
  PARTY_TOO_LARGE: ({ max }) => (typeof max === 'number' ? `一次最多预约 ${max} 人` : '人数太多了'),
  VISIT_NEEDED: '上门服务要写清地址和时间',
  HOUSEHOLD_FULL: ({ max }) =>
    typeof max === 'number' ? `名额大家用，一家人这一场最多 ${max} 位` : '名额大家用，一家人这一场约得够多了',
  CHANGED: '时间或地点刚刚改了，请看清楚再报名',
  NOTHING_TO_CONFIRM: '不用确认了，请刷新看看',
  NOT_SIGNED_UP: '您没有报名这一场',
  ALREADY_CHECKED_IN: '您已经签到了，不能取消',
  CODE_INVALID: '这个码不是签到码，请扫队长手机上的码',
  CODE_EXPIRED: '这个码已经过期，请扫队长手机上正在显示的码',
  CODE_OTHER_SLOT: '这是另一场的码，请找您这一场的队长',
  STILL_WAITING: '您还在候补，有了名额才能签到。现场有空位请找队长',
  TOO_EARLY: withTime((at) => `还没到签到时间，${at} 开始`, '还没到签到时间'),
  TOO_LATE: withTime((at) => `这一场 ${at} 已经结束，不能签到了`, '这一场已经结束，不能签到了'),
  NOT_CHECKED_IN: '您还没有签到，不用签退',
  TOO_MANY_PAIRS: '这一场签到次数太多了，请找队长',
  TOO_OLD: '隔得太久，不能补交了，请找队长补记',
  NOTHING_TO_UNDO: '没有可以撤销的',
  ALREADY_CREDITED: '时长已经确认，不能再改。有出入请走更正',
  NOT_A_SHIFT: '这是居民预约的服务，不记志愿时长',
  NOT_FINISHED: '活动还没结束，结束后再确认',
  ABOVE_SHIFT: withMax((max) => `不能超过这一场的时长 ${max}`, '不能超过这一场的时长'),
  REASON_NEEDED: '请写一句原因',
  BELOW_ZERO: withMax((max) => `这一笔现在是 ${max}，减得太多了`, '更正以后不能少于 0'),
  SAME_PERSON: '要由另一个人来办这一步',
  ALREADY_DECIDED: '已经有人办过了',
  ALREADY_RECORDED: '这一场已经有签到或时长，请直接确认或更正',
  ALREADY_ASKED: ({ of }) =>
    of === 'request' ? '已经问过了，正等着回答' : '这一笔您已经问过了，在“我的疑问”里看答复',
  ALREADY_FILED: '已经报上去了，正等着另一个人确认',
  ALREADY_TAKEN: '已经有人接了，谢谢您',
  GIVEN_BACK: '这一件退回过，请换别人',
  TOO_MANY_CLAIMS: ({ max }) =>
    typeof max === 'number' ? `手上最多同时有 ${max} 件，办完再接` : '手上的太多了，办完再接',
  KEPT_BY_OTHER: '这一件有同事在办，要先由您接过来',
  NOTHING_TO_CERTIFY: '这段时间还没有记下时长',
  TOO_LONG_A_LIST: '记录太多，一份证明放不下，请选短一些的时间',
  LEDGER_BROKEN: '账目对不上，暂时不能开证明，请找实践中心',
  ALREADY_REVOKED: '已经作废了',
  NOT_A_SHOP: '您不是这家店的店员',
  NOT_ENOUGH_STARS: '星级还不够',
  ALREADY_GIVEN: '今天已经用过这一项',
  NOT_A_VOLUNTEER: '这一位还没有登记为志愿者',
  SHOP_PAUSED: '这家店暂停礼遇',
  OFFER_OVER: '这一项已经到期',
  CALL_OVER: '这次召集已经结束，不用再来了',
  NOT_COMING: '没有说过要来，不用报平安',
  STILL_OUT: '还有人没有报平安，不能结束',
  INVITATION_OVER: '这个邀请用过了或者过期了，请工作人员再发一个',
  TOO_MANY_KEEPERS: '这家店的店员已经满了，请工作人员先移去一位',
  TOO_MANY_OFFERS: '一家店的礼遇太多了，请先停掉一项',
  CONFLICT: '同时办理的人太多，请再点一次',
  INTERNAL: '出了点问题，请过一会儿再试',
};

/** A whole sentence for a failed call. */
export function wordsFor(code: FailureCode, details: ErrorDetails = {}): string {
  // A cloud that is newer than this phone may have codes that it does not know.
  const words = code in failures ? failures[code] : failures.UNKNOWN_ACTION;
  return typeof words === 'string' ? words : words(details);
}

/** What keeps the cloud from answering just now, in front of what there is all the same. */
export function faultWords(code: FailureCode): string {
  if (code === 'OFFLINE') return '没有网络';
  return kindOf({ code }) === 'lost' ? '网络不好' : '系统忙';
}

/** Why the phone's own location is not known. */
export const noFixWords: Readonly<Record<NoFix, string>> = {
  denied: '没有允许用位置，请在下面选择',
  off: '手机或微信的定位没有打开，请打开再试，或者在下面选择',
  failed: '这次没有定到位置，请再试一次，或者在下面选择',
};

const reasons: Partial<Record<FailureCode, string>> = {
  NOT_OPEN: '还不能报名',
  CANCELLED: '已取消',
  NOT_YET_OPEN: '还没开始报名',
  DEADLINE_PASSED: '报名已经截止',
  WAITING_LIST_FULL: '名额和候补都满了',
  ALREADY_SIGNED_UP: '已报名',
  OVERLAPS: '时间和您报的另一场重了',
  REST_TOO_SHORT: '和您报的另一场挨得太近',
  REGISTRATION_NEEDED: '要先登记为志愿者',
  TOO_YOUNG: '年龄还不到',
  SKILLS_NEEDED: '登记里没有要用的特长',
  COOLING_OFF: '现在一次只能报一场',
  STATION_CLOSED: '站点暂停开放',
};

/** Why a button cannot be pressed: short enough to stand on it. */
export const reasonOnButton = (code: FailureCode): string => reasons[code] ?? wordsFor(code);

/** What a flag means to the volunteer: nothing to fear, somebody looks at it. */
export const flagWords: Readonly<Record<Flag, string>> = {
  FAR_AWAY: '签到时离活动地点有点远，队长会看一下',
  NO_LOCATION: '签到时没有位置，队长会看一下',
  CLOSED_BY_SYSTEM: '没有签退，按结束时间记，队长会看一下',
  SAME_PHONE: '和别人像是用了同一部手机，队长会看一下',
  CLOCK_WRONG: '这部手机的时间不准，按码上的时间记',
  OFFLINE: '当时没有交上，后来补交的',
  LATE: '结束以后才交上来，队长会看一下',
  BY_LEADER: '由队长登记',
  PRINTED: '扫的是张贴的码',
  UNPLACED: '没有名额了，由队长登记到场',
  OWN: '是确认的人自己或家人的时长，另一个人会看一下',
  AUTO: '没有签到，按报名算到场，另一个人会看一下',
};

/** The same to the leader, who has to judge. */
export const leaderFlagWords: Readonly<Record<Flag, string>> = {
  FAR_AWAY: '签到时离活动地点较远',
  NO_LOCATION: '签到时没有给位置',
  CLOSED_BY_SYSTEM: '没有签退，按结束时间算',
  SAME_PHONE: '和另一个人像是同一部手机签的',
  CLOCK_WRONG: '手机时间不准，按码上的时间算',
  OFFLINE: '当时没有交上，后来补交',
  LATE: '关闭以后才交上来',
  BY_LEADER: '队长登记',
  PRINTED: '扫张贴的码',
  UNPLACED: '没有名额，队长放进来的',
  OWN: '您自己或家人的时长',
  AUTO: '没有签到，按报名算到场',
};

/** The same to others than who confirmed it. */
export const stationFlagWords: Readonly<Record<Flag, string>> = {
  ...leaderFlagWords,
  OWN: '确认的人自己或家人的时长',
};

export const tierWords: Readonly<Record<Tier, string>> = {
  centre: '中心',
  institute: '所',
  station: '站',
  point: '点',
};

interface KindWords {
  readonly name: string;
  /** Over those of an activity. */
  readonly wish: string;
  readonly take: string;
  readonly done: string;
}

/** Of a service that comes to the home. */
export const HOME_WORDS = '上门服务';

export const kindWords: Readonly<Record<SlotKind, KindWords>> = {
  shift: { name: '志愿岗位', wish: '我来做志愿', take: '报名', done: '已报名' },
  service: { name: '居民服务', wish: '我要服务', take: '预约', done: '已预约' },
};

export const phaseWords: Readonly<Record<Phase, string>> = {
  draft: '草稿',
  submitted: '等待审核',
  refused: '没有通过审核',
  cancelled: '已取消',
  coming: '报名中',
  running: '正在进行',
  finished: '已结束',
  closed: '已结束',
};
