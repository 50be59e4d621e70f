import type { Place } from '#domain/geo';

export interface Persona {
  readonly openid: string;
  readonly name: string;
  /** What this person is, in a word or two. */
  readonly role: string;
  /** What one can try with this person. */
  readonly note: string;
  /** Where the phone stands, GCJ-02. */
  readonly location: Place;
}

const at = (longitude: number, latitude: number): Place => ({ longitude, latitude });

/** People of the seeded city whose phone one can hold in the simulator. */
export const personas = [
  {
    openid: 'o-li-daye',
    name: '李大爷',
    role: '居民',
    note: '住在湖滨区，约了今天的义诊和明天的服务；可以找站点、约服务、取消预约',
    location: at(111.1988, 34.7809),
  },
  {
    openid: 'o-newcomer',
    name: '新来的人',
    role: '第一次打开',
    note: '还没留称呼和电话；第一次报名时会请他填写，也可以登记成志愿者',
    location: at(111.1902, 34.7846),
  },
  {
    openid: 'o-chen-xiaoyu',
    name: '陈晓雨',
    role: '志愿者',
    note: '返乡青年，一星，上百小时；马上有一个班次，可以签到；问了一笔时长，等队长答复',
    location: at(111.1943, 34.7825),
  },
  {
    openid: 'o-zhao-lei',
    name: '赵磊',
    role: '志愿者',
    note: '正在值班，已签到；可以签退；有一场改了时间，等他确认；前天的夜班超过一天的上限，等中心确认',
    location: at(111.1947, 34.7829),
  },
  {
    openid: 'o-sun-yue',
    name: '孙月',
    role: '志愿者',
    note: '排在候补名单里；有人取消就会递补',
    location: at(111.2012, 34.7871),
  },
  {
    openid: 'o-wang-fang',
    name: '王芳',
    role: '队长 · 医疗健身',
    note: '市区义诊队队长；马上有一场义诊，签到台可以打开；昨天的时长等着确认；有一份草稿、一场被退回的活动；队里的马大娘没有手机，由她登记；有人问时长，还有一笔补记等她同意',
    location: at(111.1951, 34.7818),
  },
  {
    openid: 'o-zhou-jianguo',
    name: '周建国',
    role: '队长 · 应急救援',
    note: '正在带队，签到台开着，可以看谁到了；有一场过期没有确认',
    location: at(111.1944, 34.7826),
  },
  {
    openid: 'o-liu-xiuying',
    name: '刘秀英',
    role: '队长 · 卫生环保',
    note: '灵宝市环保队队长；刚因大风取消了一场；还有一场等着审核',
    location: at(110.8851, 34.5218),
  },
  {
    openid: 'o-ma-jun',
    name: '马军',
    role: '队长 · 法律服务',
    note: '陕州区普法队队长；昨天的活动等着确认时长',
    location: at(111.1014, 34.7216),
  },
  {
    openid: 'o-keeper',
    name: '马春来',
    role: '爱心商家',
    note: '老马烩面的店主；在“爱心商家”里扫志愿者的码，记下送了什么',
    location: at(111.1978, 34.7838),
  },
  {
    openid: 'o-officer',
    name: '郑主任',
    role: '市文明办',
    note: '管全市的阵地和队伍；有一场活动等着审核，在“我的”里；有人换了微信，等他当面核对；有超过上限的时长和过期没确认的场次',
    location: at(111.1929, 34.7808),
  },
] as const satisfies readonly Persona[];

export type PersonaOpenid = (typeof personas)[number]['openid'];
