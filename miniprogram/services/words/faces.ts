import type { Face, Outcome } from '../../domain/signups/thanks';

/** What the three faces say, and how a sign-up came out. */
export const faceWords: Readonly<Record<Face, { name: string; icon: string }>> = {
  good: { name: '很好', icon: 'happy' },
  fair: { name: '还行', icon: 'wry-smile' },
  poor: { name: '不满意', icon: 'unhappy' },
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  came: '参加了',
  past: '已结束',
  away: '没有签到',
  cancelled: '取消了',
  calledOff: '活动取消了',
  waited: '没有轮到',
};
