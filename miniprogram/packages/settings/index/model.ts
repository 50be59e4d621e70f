import { kindsToAsk, leftOf, type Grants } from '../../../domain/messages/grants';
import type { MessageKind } from '../../../domain/settings';
import type { SessionView } from '../../../domain/accounts/views';

/** Messages that a person thinks of as one thing; each group is asked for by one tap. */
interface Group {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly kinds: readonly MessageKind[];
  /** Only of use to somebody who leads a team, or who serves in the city's office. */
  readonly only?: 'leaders' | 'office';
}

const groups: readonly Group[] = [
  {
    id: 'before',
    name: '活动开始前',
    text: '前一天和前两小时各提醒一次',
    kinds: ['reminderDay', 'reminderSoon'],
  },
  {
    id: 'changes',
    name: '活动有变化',
    text: '改了时间地点，或者取消了',
    kinds: ['changed', 'cancelled'],
  },
  {
    id: 'places',
    name: '名额有消息',
    text: '报上了，候补轮到您，队友请您接替',
    kinds: ['promoted', 'offered', 'signedUp'],
  },
  {
    id: 'callups',
    name: '紧急召集',
    text: '汛情、险情时，实践中心叫人',
    kinds: ['calledUp'],
  },
  {
    id: 'hours',
    name: '时长有消息',
    text: '时长记好了，疑问有答复，忘了签退',
    kinds: ['credited', 'answered', 'checkedOut'],
  },
  { id: 'requests', name: '求助有进展', text: '有人接了，办完了，或者要问您一句', kinds: ['request'] },
  { id: 'teams', name: '加入队伍', text: '入队申请有了结果', kinds: ['joined'] },
  {
    id: 'leading',
    name: '带队的事',
    text: '活动审核有结果，时长快到期还没确认',
    kinds: ['reviewed', 'due'],
    only: 'leaders',
  },
  {
    id: 'sealing',
    name: '台账封存',
    text: '每天凌晨，把封存的指纹发给您留存',
    kinds: ['sealed'],
    only: 'office',
  },
];

export interface ReminderRow {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  /** How many of them may still be sent. */
  readonly left: string;
  readonly none: boolean;
  /** A tap would ask WeChat for some. */
  readonly askable: boolean;
}

type Known = Pick<SessionView, 'templates' | 'grants' | 'teams' | 'duties' | 'city'>;

const isOne = {
  leaders: ({ teams }: Known) => teams.length > 0,
  office: ({ duties, city }: Known) => duties.includes(city.id),
};

export function reminderRows(known: Known): ReminderRow[] {
  const { templates, grants } = known;
  return groups
    .filter(({ only }) => only === undefined || isOne[only](known))
    .filter((group) => group.kinds.some((kind) => templates[kind] !== ''))
    .map((group) => rowOf(group, grants, templates));
}

function rowOf({ id, name, text, kinds }: Group, grants: Grants, templates: Known['templates']): ReminderRow {
  const left = kinds.reduce((sum, kind) => sum + leftOf(grants, kind), 0);
  return {
    id,
    name,
    text,
    left: left === 0 ? '还没有允许，收不到' : `还能提醒您 ${left} 次`,
    none: left === 0,
    askable: kindsToAsk(kinds, grants, templates).length > 0,
  };
}

export const kindsOf = (id: string): readonly MessageKind[] =>
  groups.find((group) => group.id === id)?.kinds ?? [];

/** Where the size of the text on this page comes from. */
export function typeNote(switchedOn: boolean, factor: number): string {
  if (!switchedOn && factor > 1) return '您的微信字体已经调大，这里也跟着大了';
  return '微信里也能调：我 → 设置 → 通用 → 字体大小';
}
