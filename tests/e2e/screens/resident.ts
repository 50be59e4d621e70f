/** What anybody sees: home, stations, activities, one station, one activity. */
import { activityOf, LEADER, NEWCOMER, offline, VOLUNTEER, type ScreenList } from './screen';

const SERVICES = 'packages/resident/services/index';
const HISTORY = 'packages/resident/history/index';

export const resident: ScreenList = {
  async prepare(stage) {
    const now = stage.city.seededAt;
    stage.ids['soon'] = await activityOf(stage, '家门口的义诊', LEADER, now);
    stage.ids['full'] = await activityOf(stage, '心里话，说出来', LEADER, now);
    stage.ids['off'] = await activityOf(stage, '黄河岸边捡垃圾', 'o-liu-xiuying', now);
  },
  screens: [
    { name: 'home', openid: VOLUNTEER, path: 'pages/home/index', shows: '扫码签到' },
    { name: 'home-new', openid: NEWCOMER, path: 'pages/home/index', shows: '近处的一场' },
    { name: 'home-far', openid: NEWCOMER, path: 'pages/home/index', elsewhere: true, shows: /您离.*公里/ },
    offline('home', 'pages/home/index'),
    { name: 'stations', openid: VOLUNTEER, path: 'pages/stations/index', shows: /公里|米/ },
    {
      name: 'stations-none',
      openid: VOLUNTEER,
      path: 'pages/stations/index',
      shows: /没有叫这个名字/,
      act: (phone) => phone.fill('按名字找站点', '天安门'),
    },
    offline('stations', 'pages/stations/index'),
    { name: 'activities', openid: VOLUNTEER, path: 'pages/activities/index', shows: /还剩|名额已满/ },
    {
      name: 'activities-none',
      openid: VOLUNTEER,
      path: 'pages/activities/index',
      shows: /没有这样的活动/,
      act: async (phone) => {
        await phone.screen.locator('wx-day-strip [class*="--day "]').last().click();
        await phone.tap('心理咨询');
      },
    },
    offline('activities', 'pages/activities/index'),
    { name: 'station', openid: VOLUNTEER, path: 'pages/station/index?id=4112', shows: '这一周' },
    { name: 'station-gone', openid: VOLUNTEER, path: 'pages/station/index?id=nowhere', shows: /没有找到/ },
    offline('station', 'pages/station/index?id=411282'),
    {
      name: 'activity',
      openid: 'o-zhao-lei',
      path: 'packages/resident/activity/index?id={soon}',
      shows: '我要服务',
    },
    {
      name: 'activity-mine',
      openid: VOLUNTEER,
      path: 'packages/resident/activity/index?id={soon}',
      shows: /扫码签到/,
    },
    {
      name: 'activity-needs',
      openid: VOLUNTEER,
      path: 'packages/resident/activity/index?id={patrol}',
      shows: '我会，去填上特长',
    },
    {
      name: 'activity-full',
      openid: 'o-zhao-lei',
      path: 'packages/resident/activity/index?id={full}',
      shows: /名额已满/,
    },
    {
      name: 'activity-cancelled',
      openid: VOLUNTEER,
      path: 'packages/resident/activity/index?id={off}',
      shows: '活动取消了',
    },
    {
      name: 'activity-leader',
      openid: LEADER,
      path: 'packages/resident/activity/index?id={soon}',
      shows: /签到台/,
    },
    {
      name: 'activity-introduce',
      openid: NEWCOMER,
      path: 'packages/resident/activity/index?id={soon}&as=shift',
      shows: /请留下称呼和电话/,
      act: (phone) => phone.tap(/报名：/),
    },
    offline('activity', 'packages/resident/activity/index?id={full}', 'o-li-daye'),
    {
      name: 'activity-give',
      openid: 'o-zhao-lei',
      path: 'packages/resident/activity/index?id={soon}&as=shift',
      shows: '我来做志愿',
    },
    { name: 'services', openid: VOLUNTEER, path: SERVICES, shows: /还剩/ },
    {
      name: 'services-none',
      openid: VOLUNTEER,
      path: `${SERVICES}?text=${encodeURIComponent('修飞机')}`,
      shows: /还没有“修飞机”/,
    },
    offline('services', SERVICES),
    { name: 'history', openid: VOLUNTEER, path: HISTORY, shows: /觉得怎么样/ },
    { name: 'history-none', openid: NEWCOMER, path: HISTORY, shows: /还没有办过/ },
    offline('history', HISTORY, VOLUNTEER),
    { name: 'place', openid: VOLUNTEER, path: 'packages/settings/place/index', shows: /整个/ },
    offline('place', 'packages/settings/place/index'),
  ],
};
