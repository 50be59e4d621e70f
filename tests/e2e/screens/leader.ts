/** Posting, the desk, confirming hours. */
import { accountIdOf, activityIdOf, slotIdOf } from '#domain/ids';
import { DAY, HOUR, startOfDay } from '#domain/time';
import {
  activityOf,
  LEADER,
  NEWCOMER,
  offline,
  SAYS_NO,
  OFFICER,
  type ScreenList,
  type Stage,
} from './screen';

const RESCUER = 'o-zhou-jianguo';

const POST = 'packages/leader/post/index';
const REPORT = 'packages/leader/report/index';
const SAID = 'packages/leader/said/index';

/** Of the seed, what has not been published or has been changed since. */
const OWN = { draft: '腊八节给独居老人送粥', refused: '为困难家庭募捐药品', moved: '急救技能进社区' };

/** A weekly row for the reviewer: dangerous, with all that can be asked of who comes; the last one is published. */
async function patrols({ world, city, ids }: Stage): Promise<void> {
  const { teams } = await world.did(RESCUER, 'session.open', {});
  const start = startOfDay(city.seededAt) + 5 * DAY + 15 * HOUR;
  const facts = {
    teamId: teams[0]?.id ?? '',
    title: '河边巡护',
    category: 'safety',
    venue: { stationId: '4112' },
    summary: '两人一组沿河走，劝离下水的人。',
    contactPhone: '13903981006',
    audience: '',
    risks: '岸边湿滑，不单独行动，不下水。',
    minimumAge: 18,
    dangerous: true,
    insurance: '队里统一买了意外险',
    skills: ['signLanguage', 'firstAid'],
    skillsNeeded: true,
    signupUntil: start - DAY,
    slots: [{ kind: 'shift' as const, name: '巡护', start, end: start + 2 * HOUR, capacity: 6 }],
  };
  await world.did(RESCUER, 'activities.post', { ...facts, repeat: 4 });
  const { activityId } = await world.did(RESCUER, 'activities.post', { ...facts, title: '河边巡护演练' });
  await world.did(OFFICER, 'activities.review', { activityId, verdict: 'publish' });
  ids['patrol'] = activityId;
}

/** Somebody whom the leader's phone had noted without network, told two days later. */
async function nameLate({ world, city, ids }: Stage): Promise<void> {
  const slotId = `${ids['past']}-1`;
  const { people, slot } = await world.did(LEADER, 'desk.view', { slotId });
  const { candidates } = await world.did(LEADER, 'attendance.candidates', { slotId });
  const here = new Set(people.map(({ accountId }) => accountId));
  const missing = candidates.find(({ personId }) => !here.has(personId));
  if (!missing) throw new Error('everybody came');
  const named = { slotId, personId: missing.personId, move: 'in' as const, reason: '没带手机' };
  await world.did(LEADER, 'attendance.record', { ...named, takenAt: slot.start, sentAt: city.seededAt });
}

export const leader: ScreenList = {
  async prepare(stage) {
    stage.ids['night'] = slotIdOf(activityIdOf(accountIdOf(RESCUER), 'seed-hours-night'), 1);
    stage.ids['early'] = slotIdOf(activityIdOf(accountIdOf(LEADER), 'seed-hours-morning'), 1);
    stage.ids['past'] = await activityOf(stage, '八段锦晨练教学', LEADER, stage.city.seededAt - 2 * DAY);
    await nameLate(stage);
    for (const [id, title] of Object.entries(OWN)) {
      const [found] = await stage.world.documents('activities', { title });
      stage.ids[id] = String(found?._id);
    }
    await patrols(stage);
  },
  screens: [
    { name: 'led', openid: LEADER, path: 'packages/leader/activities/index', shows: '打开签到台' },
    {
      name: 'led-cancel-row',
      openid: RESCUER,
      path: 'packages/leader/activities/index',
      shows: /还没开始的 4 次全部取消/,
      act: async (phone) => {
        const card = phone.screen.locator('.card').filter({ hasText: '河边巡护' }).first();
        await card.getByText('取消活动', { exact: true }).click();
      },
    },
    { name: 'led-none', openid: NEWCOMER, path: 'packages/leader/activities/index', shows: /还不是队长/ },
    offline('led', 'packages/leader/activities/index', LEADER),
    { name: 'post', openid: LEADER, path: 'packages/leader/post/index', shows: '大家会看到' },
    {
      name: 'post-faults',
      openid: LEADER,
      path: 'packages/leader/post/index',
      shows: /处要填好/,
      act: (phone) => phone.tap('发布活动'),
    },
    {
      name: 'post-more',
      openid: LEADER,
      path: POST,
      shows: '怎么签到',
      act: (phone) => phone.tap('更多要求'),
    },
    {
      name: 'post-skills',
      openid: LEADER,
      path: POST,
      shows: '不会的人不能报名',
      act: async (phone) => {
        await phone.tap('更多要求');
        await phone.tap('手语');
      },
    },
    {
      name: 'post-dangerous',
      openid: LEADER,
      path: POST,
      shows: '保险怎样办',
      act: (phone) => phone.tap(/这项工作有危险/),
    },
    {
      name: 'post-weekly',
      openid: LEADER,
      path: POST,
      shows: /每次都可以单独改/,
      act: (phone) => phone.tap('每周一次'),
    },
    {
      name: 'post-earlier',
      openid: LEADER,
      path: POST,
      shows: '每周量一次血压',
      act: (phone) => phone.tap('照以前的活动再办一次'),
    },
    { name: 'post-like', openid: LEADER, path: `${POST}?from={past}`, shows: '每周一次' },
    { name: 'post-draft', openid: LEADER, path: `${POST}?activityId={draft}`, shows: '存为草稿' },
    { name: 'post-refused', openid: LEADER, path: `${POST}?activityId={refused}`, shows: '上次退回的原因' },
    { name: 'post-change', openid: LEADER, path: `${POST}?activityId={moved}`, shows: /已经有 3 人报名/ },
    { name: 'post-over', openid: LEADER, path: `${POST}?activityId={past}`, shows: /不能再改/ },
    offline('post-draft', `${POST}?activityId={draft}`, LEADER),
    { name: 'report', openid: LEADER, path: `${REPORT}?activityId={past}`, shows: /办得怎么样/ },
    { name: 'report-early', openid: LEADER, path: `${REPORT}?activityId={moved}`, shows: /活动结束以后/ },
    offline('report', `${REPORT}?activityId={past}`, LEADER),
    { name: 'said', openid: LEADER, path: `${SAID}?activityId={past}`, shows: /还没有人说|只给队伍看/ },
    offline('said', `${SAID}?activityId={past}`, LEADER),
    { name: 'post-none', openid: NEWCOMER, path: 'packages/leader/post/index', shows: /还不是队长/ },
    { name: 'desk', openid: LEADER, path: 'packages/leader/desk/index?slotId={soon}-1', shows: '应到' },
    {
      name: 'desk-stranger',
      openid: NEWCOMER,
      path: 'packages/leader/desk/index?slotId={soon}-1',
      shows: SAYS_NO,
    },
    {
      name: 'desk-naming',
      openid: LEADER,
      path: 'packages/leader/desk/index?slotId={soon}-1',
      shows: '谁到了？',
      act: (phone) => phone.tap('点名登记'),
    },
    {
      name: 'poster',
      openid: LEADER,
      path: 'packages/leader/poster/index?slotId={soon}-1',
      shows: /拿去打印/,
    },
    offline('poster', 'packages/leader/poster/index?slotId={soon}-1', LEADER),
    offline('desk', 'packages/leader/desk/index?slotId={soon}-1', LEADER),
    {
      name: 'confirm',
      openid: LEADER,
      path: 'packages/leader/confirm/index?slotId={past}-1',
      shows: '全部确认',
    },
    {
      name: 'confirm-second',
      openid: LEADER,
      path: 'packages/leader/confirm/index?slotId={past}-1',
      shows: /要另一位队长或工作人员同意才记入/,
      act: (phone) =>
        phone.screen.getByText('没有扫码的记录', { exact: false }).first().scrollIntoViewIfNeeded(),
    },
    {
      name: 'confirm-edit',
      openid: LEADER,
      path: 'packages/leader/confirm/index?slotId={past}-1',
      shows: '改好了',
      act: (phone) => phone.tap('改时长'),
    },
    offline('confirm', 'packages/leader/confirm/index?slotId={past}-1', LEADER),
    {
      name: 'confirm-above',
      openid: RESCUER,
      path: 'packages/leader/confirm/index?slotId={night}',
      shows: /等实践中心确认/,
    },
    { name: 'cases', openid: LEADER, path: 'packages/leader/cases/index', shows: '更正时长' },
    {
      name: 'cases-answer',
      openid: LEADER,
      path: 'packages/leader/cases/index',
      shows: '按签到签退的时间记的',
      act: (phone) => phone.tap('答复'),
    },
    {
      name: 'cases-filed',
      openid: LEADER,
      path: 'packages/leader/cases/index',
      shows: /还没有提出过/,
      act: (phone) => phone.tap('我提出的'),
    },
    offline('cases', 'packages/leader/cases/index', LEADER),
    {
      name: 'correct',
      openid: LEADER,
      shows: /最多 120 分钟/,
      path: 'packages/leader/correct/index?lineId={line}&name=陈晓雨&title=公园晨练量血压&minutes=60&shift=120',
    },
    { name: 'makeup', openid: LEADER, path: 'packages/leader/makeup/index', shows: '公园晨练量血压' },
    {
      name: 'makeup-person',
      openid: LEADER,
      path: 'packages/leader/makeup/index?slotId={early}',
      shows: /报名/,
    },
    {
      name: 'makeup-form',
      openid: LEADER,
      path: 'packages/leader/makeup/index?slotId={early}',
      shows: /最多 120 分钟/,
      act: (phone) => phone.screen.locator('.person').first().click(),
    },
  ],
};
