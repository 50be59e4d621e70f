/** What the staff of the centre see. */
import { LEADER, NEWCOMER, OFFICER, offline, SAYS_NO, type ScreenList } from './screen';

export const centre: ScreenList = {
  screens: [
    { name: 'review', openid: OFFICER, path: 'packages/centre/review/index', shows: '退回' },
    {
      name: 'review-row',
      openid: OFFICER,
      path: 'packages/centre/review/index',
      shows: '收起',
      act: (phone) => phone.tap('一次一次地看'),
    },
    { name: 'review-stranger', openid: NEWCOMER, path: 'packages/centre/review/index', shows: SAYS_NO },
    offline('review', 'packages/centre/review/index', OFFICER),
    { name: 'centre-hours', openid: OFFICER, path: 'packages/centre/hours/index', shows: '替队长确认' },
    {
      name: 'centre-hours-refuse',
      openid: OFFICER,
      path: 'packages/centre/hours/index',
      shows: '没有依据',
      act: (phone) => phone.tap('不同意'),
    },
    { name: 'centre-hours-none', openid: LEADER, path: 'packages/centre/hours/index', shows: /更正时长/ },
    offline('centre-hours', 'packages/centre/hours/index', OFFICER),
    { name: 'unseen', openid: OFFICER, path: 'packages/centre/unseen/index', shows: /看过了/ },
    { name: 'unseen-stranger', openid: NEWCOMER, path: 'packages/centre/unseen/index', shows: SAYS_NO },
    offline('unseen', 'packages/centre/unseen/index', OFFICER),
  ],
};
