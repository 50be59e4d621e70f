/** What the staff of the centre see. */
import { NEWCOMER, OFFICER, offline, type ScreenList } from './screen';

export const centre: ScreenList = {
  screens: [
    { name: 'review', openid: OFFICER, path: 'packages/centre/review/index', shows: '退回' },
    { name: 'review-stranger', openid: NEWCOMER, path: 'packages/centre/review/index', shows: '重试' },
    offline('review', 'packages/centre/review/index', OFFICER),
  ],
};
