import type { TeamState } from '../../domain/teams/lifecycle';
import type { Mine } from '../../domain/teams/views';
import { date } from '../../services/format';

export const roleWords = { leader: '队长', deputy: '副队长', member: '队员' } as const;

/** What stands at a team that is not simply active. */
export const teamStateWords: Readonly<Record<TeamState, string>> = {
  submitted: '等待审核',
  active: '',
  refused: '没有通过审核',
  suspended: '暂停活动',
  dissolved: '已解散',
};

/** How one stands to a team, in a few words. */
export function standing(mine: Mine): string {
  switch (mine.state) {
    case 'active':
      return roleWords[mine.role];
    case 'applied':
      return `${date(mine.since)}申请，等队长答复`;
    case 'refused':
      return '申请没有通过';
    case 'left':
      return '已退出';
    case 'removed':
      return '已被移出';
  }
}
