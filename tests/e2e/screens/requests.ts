/** Asking for help, and what becomes of it. */
import { LEADER, NEWCOMER, OFFICER, offline, SAYS_NO, VOLUNTEER, type ScreenList } from './screen';

const ASK = 'packages/requests/ask/index';
const LIST = 'packages/requests/list/index';
const VIEW = 'packages/requests/view/index';
const DESK = 'packages/requests/desk/index';
const ASKER = 'o-li-daye';

export const requests: ScreenList = {
  async prepare({ world, ids }) {
    const ask = async (words: string, category: string) => {
      const { requestId } = await world.did(ASKER, 'requests.ask', {
        category,
        urgency: 'ordinary',
        words,
        stationId: '411202',
        address: '和平路 3 号楼 501',
        origin: 'self',
      });
      return requestId;
    };
    const { teams } = await world.did(LEADER, 'session.open', {});
    const teamId = teams[0]?.id ?? '';
    const { accountId } = await world.did(LEADER, 'session.open', {});
    ids['request'] = await ask('厨房水龙头滴水，拧不紧，地上都是水', 'repair');
    ids['order'] = await ask('想请人陪着去医院看眼睛', 'hospital');
    ids['underway'] = await ask('灯管坏了，够不着', 'repair');
    ids['open'] = await ask('家里没有厚被子', 'goods');
    const desk = (requestId: string, step: Parameters<typeof world.did<'requests.asDesk'>>[2]['step']) =>
      world.did(OFFICER, 'requests.asDesk', { requestId, step });
    await desk(ids['open'] ?? '', { kind: 'offer' });
    for (const id of [ids['order'] ?? '', ids['underway'] ?? ''])
      await desk(id, { kind: 'dispatch', teamId });
    const requestId = ids['underway'] ?? '';
    await world.did(LEADER, 'requests.asTeam', { requestId, step: { kind: 'accept', going: [accountId] } });
  },
  screens: [
    { name: 'ask', openid: NEWCOMER, path: ASK, shows: '打电话' },
    {
      name: 'ask-missing',
      openid: NEWCOMER,
      path: ASK,
      shows: '请选一样',
      act: (phone) => phone.tap('提交'),
    },
    {
      name: 'ask-other',
      openid: VOLUNTEER,
      path: ASK,
      shows: '怎么称呼',
      act: (phone) => phone.tap('替别人说'),
    },
    { name: 'ask-hotline', openid: OFFICER, path: `${ASK}?as=hotline`, shows: '登记好' },
    { name: 'requests', openid: ASKER, path: LIST, shows: '等着安排' },
    { name: 'requests-none', openid: NEWCOMER, path: LIST, shows: '还没有求助过' },
    { name: 'requests-near', openid: VOLUNTEER, path: `${LIST}?scope=near`, shows: '家里没有厚被子' },
    { name: 'requests-team', openid: LEADER, path: `${LIST}?scope=team`, shows: '等队伍答复' },
    offline('requests', LIST),
    { name: 'request', openid: ASKER, path: `${VIEW}?id={request}`, shows: '等着安排' },
    {
      name: 'request-cancel',
      openid: ASKER,
      path: `${VIEW}?id={request}`,
      shows: '不需要了吗',
      act: (phone) => phone.tap('不需要了'),
    },
    { name: 'request-order', openid: LEADER, path: `${VIEW}?id={order}`, shows: '接下来' },
    {
      name: 'request-going',
      openid: LEADER,
      path: `${VIEW}?id={order}`,
      shows: '就他们去',
      act: (phone) => phone.tap('接下来'),
    },
    { name: 'request-mine', openid: LEADER, path: `${VIEW}?id={underway}`, shows: '和平路 3 号楼 501' },
    { name: 'request-open', openid: VOLUNTEER, path: `${VIEW}?id={open}`, shows: '我去' },
    { name: 'request-desk', openid: OFFICER, path: `${VIEW}?id={request}`, shows: '派给队伍' },
    {
      name: 'request-teams',
      openid: OFFICER,
      path: `${VIEW}?id={request}`,
      shows: /手上/,
      act: (phone) => phone.tap('派给队伍'),
    },
    { name: 'request-stranger', openid: NEWCOMER, path: `${VIEW}?id={request}`, shows: SAYS_NO },
    offline('request', `${VIEW}?id=none`),
    { name: 'request-desk-list', openid: OFFICER, path: DESK, shows: '厨房水龙头滴水' },
    {
      name: 'request-desk-closed',
      openid: OFFICER,
      path: DESK,
      shows: '量血压的仪器不会用',
      act: (phone) => phone.tap('办结的'),
    },
    { name: 'request-desk-stranger', openid: NEWCOMER, path: DESK, shows: SAYS_NO },
    offline('request-desk', DESK, OFFICER),
  ],
};
