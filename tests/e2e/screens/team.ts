import { noKey } from '#domain/unique';
/** Finding, joining and leading a team. */
import { activeMembership } from '../../../harness/people';
import {
  LEADER,
  NEWCOMER,
  offline,
  SAYS_NO,
  OFFICER,
  VOLUNTEER,
  type ScreenList,
  type Stage,
} from './screen';

const LIST = 'packages/team/list/index';
const VIEW = 'packages/team/view/index?id={team}';
const FOUND = 'packages/team/found/index';
const MEMBERS = 'packages/team/members/index?teamId={team}';
const NUMBERS = 'packages/team/numbers/index?teamId={team}';
const HELD = 'packages/centre/teams/index';

async function idOf({ world }: Stage, name: string): Promise<string> {
  const [team] = await world.documents('teams', { name });
  return String(team?._id);
}

/** So many members that they are looked for by name. */
async function crowd({ city }: Stage, teamId: string): Promise<void> {
  const people = Array.from({ length: 45 }, (_person, i) => ({
    _id: `member${i}`,
    name: `${'赵钱孙李周'[i % 5] ?? ''}${'秀建国明芳'[i % 5] ?? ''}${'英华'[i % 2] ?? ''}`,
  }));
  const { store } = city.emulator;
  await store.insert(
    'accounts',
    people.map((p) => ({
      ...p,
      openid: `o-${p._id}`,
      number: noKey(p._id),
      keptSeat: noKey(p._id),
      phone: '13900000005',
      duties: [],
      createdAt: new Date(city.seededAt),
    })),
  );
  await store.insert(
    'memberships',
    people.map((p) => activeMembership(teamId, p._id, p.name)),
  );
}

export const team: ScreenList = {
  async prepare(stage) {
    stage.ids['team'] = await idOf(stage, '市区义诊服务队');
    stage.ids['otherTeam'] = await idOf(stage, '湖滨区邻里帮扶队');
    stage.ids['stopped'] = await idOf(stage, '湖滨区百姓大舞台');
    const suspend = { teamId: stage.ids['stopped'], move: 'suspend', reason: '演出安全没有整改' } as const;
    await stage.world.did(OFFICER, 'teams.suspend', suspend);
    await crowd(stage, stage.ids['otherTeam']);
  },
  screens: [
    { name: 'teams', openid: VOLUNTEER, path: LIST, shows: '我的队伍' },
    { name: 'teams-new', openid: NEWCOMER, path: LIST, shows: /离您/ },
    {
      name: 'teams-none',
      openid: NEWCOMER,
      path: LIST,
      shows: /没有叫这个名字/,
      act: async (phone) => {
        await phone.fill('按名字找队伍', '天安门');
        await phone.tap('搜索');
      },
    },
    offline('teams', LIST),
    { name: 'team', openid: VOLUNTEER, path: VIEW, shows: '退出队伍' },
    { name: 'team-leader', openid: LEADER, path: VIEW, shows: '建一支分队' },
    { name: 'team-visitor', openid: NEWCOMER, path: VIEW, shows: /登记为志愿者/ },
    { name: 'team-applied', openid: 'o-sun-yue', path: VIEW, shows: '撤回申请' },
    {
      name: 'team-apply',
      openid: VOLUNTEER,
      path: 'packages/team/view/index?id={otherTeam}',
      shows: '提交申请',
      act: (phone) => phone.tap('申请加入'),
    },
    {
      name: 'team-stopped',
      openid: VOLUNTEER,
      path: 'packages/team/view/index?id={stopped}',
      shows: '暂停活动',
    },
    { name: 'team-staff', openid: OFFICER, path: VIEW, shows: '暂停这支队伍' },
    {
      name: 'team-suspend',
      openid: OFFICER,
      path: VIEW,
      shows: '内容和实际不符',
      act: (phone) => phone.tap('暂停这支队伍'),
    },
    { name: 'team-gone', openid: VOLUNTEER, path: 'packages/team/view/index?id=none', shows: SAYS_NO },
    offline('team', VIEW),
    { name: 'found', openid: VOLUNTEER, path: FOUND, shows: '提交审核' },
    {
      name: 'found-faults',
      openid: VOLUNTEER,
      path: FOUND,
      shows: /处要填好/,
      act: (phone) => phone.tap('提交审核'),
    },
    { name: 'found-sub', openid: LEADER, path: `${FOUND}?parentId={team}`, shows: '建好分队' },
    { name: 'found-edit', openid: LEADER, path: `${FOUND}?editId={team}`, shows: '保存' },
    { name: 'found-register', openid: OFFICER, path: `${FOUND}?register=yes`, shows: '队长的志愿者编号' },
    {
      name: 'found-register-faults',
      openid: OFFICER,
      path: `${FOUND}?register=yes`,
      shows: /九位数字$/,
      act: (phone) => phone.tap('登记'),
    },
    { name: 'members', openid: LEADER, path: MEMBERS, shows: /等着加入/ },
    {
      name: 'members-refuse',
      openid: LEADER,
      path: MEMBERS,
      shows: '人手已经够了',
      act: (phone) => phone.tap('不同意'),
    },
    {
      name: 'members-search',
      openid: 'o-leader-16',
      path: 'packages/team/members/index?teamId={otherTeam}',
      shows: '赵秀英',
      act: async (phone) => {
        await phone.fill('按名字找队员', '赵秀');
        await phone.tap('搜索');
      },
    },
    {
      name: 'members-none',
      openid: 'o-leader-16',
      path: 'packages/team/members/index?teamId={otherTeam}',
      shows: /没有叫/,
      act: async (phone) => {
        await phone.fill('按名字找队员', '欧阳');
        await phone.tap('搜索');
      },
    },
    { name: 'members-stranger', openid: NEWCOMER, path: MEMBERS, shows: SAYS_NO },
    offline('members', MEMBERS, LEADER),
    { name: 'numbers', openid: LEADER, path: NUMBERS, shows: '最近十二个月' },
    { name: 'numbers-stranger', openid: NEWCOMER, path: NUMBERS, shows: SAYS_NO },
    offline('numbers', NUMBERS, LEADER),
    { name: 'held-teams', openid: OFFICER, path: HELD, shows: '暂停的队伍' },
    {
      name: 'held-teams-refuse',
      openid: OFFICER,
      path: HELD,
      shows: '做什么没有写清楚',
      act: (phone) => phone.tap('退回'),
    },
    { name: 'held-teams-stranger', openid: NEWCOMER, path: HELD, shows: SAYS_NO },
    offline('held-teams', HELD, OFFICER),
  ],
};
