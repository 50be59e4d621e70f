/** An emergency: who is called, and who calls. */
import {
  LEADER,
  NEWCOMER,
  OFFICER,
  offline,
  SAYS_NO,
  VOLUNTEER,
  type ScreenList,
  type Stage,
} from './screen';

const ANSWER = 'packages/callup/answer/index?id={callup}';
const DESK = 'packages/callup/desk/index?id={callup}';
const NEW = 'packages/callup/new/index';
const LIST = 'packages/callup/list/index';

async function callUp({ world }: Stage, title: string, drill: boolean): Promise<string> {
  const { teams } = await world.did(VOLUNTEER, 'teams.mine', {});
  const [team] = await world.documents('teams', { _id: teams[0]?.id });
  const { callupId } = await world.did(OFFICER, 'callups.call', {
    stationId: String(team?.['stationId']),
    title,
    words: '装沙袋，带雨衣、铁锹',
    drill,
    phone: '0398-2820000',
    venue: { name: '东大桥头', address: '黄河路东段', place: { longitude: 111.2, latitude: 34.78 } },
    list: { name: '抢险', reach: { kind: 'team', teamId: String(team?._id) } },
  });
  await world.did(null, 'jobs.sweep', { name: 'gatherCalls' });
  return callupId;
}

export const callups: ScreenList = {
  async prepare(stage) {
    stage.ids['callup'] = await callUp(stage, '河堤漫水', false);
    stage.ids['coming'] = await callUp(stage, '转移老人', false);
    const coming = { callupId: stage.ids['coming'], list: 1, answer: 'coming' } as const;
    for (const callupId of [coming.callupId, stage.ids['callup']])
      await stage.world.did(LEADER, 'callups.answer', { ...coming, callupId });
    await stage.world.did(VOLUNTEER, 'callups.answer', coming);
    stage.ids['drill'] = await callUp(stage, '防汛演练', true);
  },
  screens: [
    { name: 'home-called', openid: VOLUNTEER, path: 'pages/home/index', shows: '演练，不是真的险情' },
    { name: 'callup-answer', openid: VOLUNTEER, path: ANSWER, shows: '我来，现在就去' },
    {
      name: 'callup-drill',
      openid: VOLUNTEER,
      path: 'packages/callup/answer/index?id={drill}',
      shows: '这是演练，不是真的险情',
    },
    {
      name: 'callup-coming',
      openid: VOLUNTEER,
      path: 'packages/callup/answer/index?id={coming}',
      shows: '平安到家',
    },
    { name: 'callup-stranger', openid: NEWCOMER, path: ANSWER, shows: SAYS_NO },
    offline('callup-answer', ANSWER),
    { name: 'callup-list', openid: OFFICER, path: LIST, shows: '河堤漫水' },
    {
      name: 'callup-list-over',
      openid: OFFICER,
      path: LIST,
      shows: /还没有结束的召集|防汛/,
      act: (phone) => phone.tap('已经结束'),
    },
    { name: 'callup-list-stranger', openid: NEWCOMER, path: LIST, shows: SAYS_NO },
    offline('callup-list', LIST, OFFICER),
    { name: 'callup-desk', openid: OFFICER, path: DESK, shows: '结束召集' },
    {
      name: 'callup-desk-phone',
      openid: OFFICER,
      path: DESK,
      shows: '电话里怎么说',
      act: (phone) => phone.tap('要打电话'),
    },
    {
      name: 'callup-desk-settle',
      openid: OFFICER,
      path: DESK,
      shows: '怎么样了',
      act: (phone) => phone.tap('说明去向'),
    },
    { name: 'callup-desk-stranger', openid: LEADER, path: DESK, shows: SAYS_NO },
    offline('callup-desk', DESK, OFFICER),
    { name: 'callup-new', openid: OFFICER, path: NEW, shows: '发出召集' },
    {
      name: 'callup-new-faults',
      openid: OFFICER,
      path: NEW,
      shows: '请写什么事',
      act: (phone) => phone.tap('发出召集'),
    },
    { name: 'callup-next', openid: OFFICER, path: 'packages/callup/new/index?id={callup}', shows: /支队伍/ },
    offline('callup-next', 'packages/callup/new/index?id={callup}', OFFICER),
  ],
};
