/** Posting, the desk, confirming hours. */
import { DAY } from '#domain/time';
import { activityOf, LEADER, NEWCOMER, offline, type ScreenList } from './screen';

export const leader: ScreenList = {
  async prepare(stage) {
    stage.ids['past'] = await activityOf(stage, '八段锦晨练教学', LEADER, stage.city.seededAt - 2 * DAY);
  },
  screens: [
    { name: 'led', openid: LEADER, path: 'packages/leader/activities/index', shows: '打开签到台' },
    { name: 'led-none', openid: NEWCOMER, path: 'packages/leader/activities/index', shows: /还不是队长/ },
    offline('led', 'packages/leader/activities/index', LEADER),
    { name: 'post', openid: LEADER, path: 'packages/leader/post/index', shows: '大家会看到' },
    {
      ...{ name: 'post-faults', openid: LEADER, path: 'packages/leader/post/index', shows: /处要填好/ },
      act: (phone) => phone.tap('发布活动'),
    },
    { name: 'post-none', openid: NEWCOMER, path: 'packages/leader/post/index', shows: /还不是队长/ },
    { name: 'desk', openid: LEADER, path: 'packages/leader/desk/index?slotId={soon}-1', shows: '应到' },
    {
      ...{ name: 'desk-stranger', openid: NEWCOMER, path: 'packages/leader/desk/index?slotId={soon}-1' },
      shows: '重试',
    },
    offline('desk', 'packages/leader/desk/index?slotId={soon}-1', LEADER),
    {
      ...{ name: 'confirm', openid: LEADER, path: 'packages/leader/confirm/index?slotId={past}-1' },
      shows: '全部确认',
    },
    {
      ...{ name: 'confirm-edit', openid: LEADER, path: 'packages/leader/confirm/index?slotId={past}-1' },
      ...{ shows: '改好了', act: (phone) => phone.tap('改时长') },
    },
    offline('confirm', 'packages/leader/confirm/index?slotId={past}-1', LEADER),
  ],
};
