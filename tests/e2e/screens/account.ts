/** What is one's own: 我的, registration, family, settings. */
import { LEADER, NEWCOMER, offline, VOLUNTEER, type ScreenList } from './screen';

export const account: ScreenList = {
  screens: [
    { name: 'me', openid: VOLUNTEER, path: 'pages/me/index', shows: '我的证明' },
    { name: 'me-new', openid: NEWCOMER, path: 'pages/me/index', shows: '还没有报名的活动' },
    { name: 'me-leader', openid: LEADER, path: 'pages/me/index', shows: '我带的队伍' },
    offline('me', 'pages/me/index'),
    { name: 'settings', openid: VOLUNTEER, path: 'packages/settings/index/index', shows: '大字版' },
    {
      ...{ name: 'settings-on', openid: VOLUNTEER, path: 'packages/settings/index/index' },
      ...{ shows: '大字版', act: (phone) => phone.tap('大字版') },
    },
    { name: 'settings-leader', openid: LEADER, path: 'packages/settings/index/index', shows: '带队的事' },
  ],
};
