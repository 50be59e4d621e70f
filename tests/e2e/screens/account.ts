/** What is one's own: 我的, registration, family, settings. */
import type { World } from '../../../harness/world';
import {
  LEADER,
  NEWCOMER,
  OFFICER,
  offline,
  SAYS_NO,
  VOLUNTEER,
  type Screen,
  type ScreenList,
} from './screen';

const page = (name: string) => `packages/account/${name}/index`;
const NEW_PHONE = 'o-new-phone';
const REFUSED = 'o-refused';
const ADULT = '11010519491231002X';
const of = (
  name: string,
  openid: string,
  path: string,
  shows: Screen['shows'],
  act?: Screen['act'],
): Screen => ({
  name,
  openid,
  path,
  shows,
  ...(act && { act }),
});

/** Somebody who asked for the account of a volunteer, whose card said somebody else. */
async function refuse(world: World): Promise<void> {
  await world.did(REFUSED, 'session.open', {});
  const [name, idNumber] = ['何秀兰', ADULT];
  await world.did('o-refused-once', 'session.open', {});
  const consents = { identity: true, location: false };
  await world.did('o-refused-once', 'account.register', {
    name,
    idNumber,
    phone: '13900000067',
    skills: [],
    freeTimes: [],
    consents,
  });
  await world.did(REFUSED, 'binding.request', { name, idNumber });
  const { bindings } = await world.did(OFFICER, 'binding.waiting', {});
  const bindingId = bindings.find((binding) => binding.name === name)?.id ?? '';
  await world.did(OFFICER, 'binding.decide', { bindingId, verdict: 'refuse', reason: '信息对不上' });
}

const registration: Screen[] = [
  of('register', NEWCOMER, page('register'), '以前登记过，现在换了微信'),
  of('register-faults', NEWCOMER, page('register'), '请填写真实姓名', async (phone) => {
    await phone.fill('18 位', ADULT);
    await phone.tap('登记');
  }),
  of('profile', VOLUNTEER, page('profile'), '志愿者编号'),
  of('profile-none', NEWCOMER, page('profile'), '您还没有登记为志愿者'),
  offline('profile', page('profile')),
  of('privacy', VOLUNTEER, page('privacy'), '存着您的这些信息'),
  of('privacy-export', VOLUNTEER, page('privacy'), '复制文字', (phone) => phone.tap('导出我的数据')),
  of('privacy-leader', LEADER, page('privacy'), /您还是队长/),
  offline('privacy', page('privacy')),
  of('family', VOLUNTEER, page('family'), '陈奶奶（奶奶）'),
  of('family-edit', VOLUNTEER, page('family'), '删去这位家人', (phone) => phone.tap('修改')),
  of('family-none', NEWCOMER, page('family'), '还没有添加家人'),
  offline('family', page('family')),
  of('claim', NEWCOMER, page('claim'), '认领'),
  of('claim-wrong', NEWCOMER, page('claim'), /认领码是 8 个/, async (phone) => {
    await phone.fill('如：ACDE FGHJ', 'ACD');
    await phone.tap('认领');
  }),
  of('rebind', NEWCOMER, page('rebind'), '提交申请'),
  of('rebind-waiting', NEW_PHONE, page('rebind'), '申请交上去了'),
  of('rebind-told', NEW_PHONE, page('rebind'), '没有通过的话，会发消息告诉您。', async (phone) => {
    await phone.tap('没通过时发消息告诉我');
    await phone.answer('允许');
  }),
  of('rebind-refused', REFUSED, page('rebind'), /上次的申请没有通过/),
  of('paper', LEADER, `${page('paper')}?teamId={leaderTeam}`, '马大娘'),
  of('paper-code', LEADER, `${page('paper')}?teamId={leaderTeam}`, /这个码只显示这一次/, async (phone) => {
    await phone.tap('重新开认领码');
    await phone.answer('重新开');
  }),
  of('person', LEADER, `${page('person')}?teamId={leaderTeam}`, '本人在纸上签了字'),
  of('bindings', OFFICER, page('bindings'), '是本人，换到新微信'),
  of('bindings-stranger', NEWCOMER, page('bindings'), SAYS_NO),
  offline('bindings', page('bindings'), OFFICER),
];

export const account: ScreenList = {
  async prepare({ world, ids }) {
    const { teams } = await world.did(LEADER, 'session.open', {});
    ids['leaderTeam'] = teams[0]?.id ?? '';
    await refuse(world);
  },
  screens: [
    { name: 'me', openid: VOLUNTEER, path: 'pages/me/index', shows: '我的证明' },
    { name: 'me-new', openid: NEWCOMER, path: 'pages/me/index', shows: '还没有报名的活动' },
    { name: 'me-leader', openid: LEADER, path: 'pages/me/index', shows: '我带的队伍' },
    { name: 'me-officer', openid: OFFICER, path: 'pages/me/index', shows: '待审核的活动' },
    offline('me', 'pages/me/index'),
    { name: 'settings', openid: VOLUNTEER, path: 'packages/settings/index/index', shows: '大字版' },
    {
      name: 'settings-on',
      openid: VOLUNTEER,
      path: 'packages/settings/index/index',
      shows: '大字版',
      act: async (phone) => {
        await phone.tap('大字版');
        await phone.screen.locator('.switch.on').waitFor();
      },
    },
    { name: 'settings-leader', openid: LEADER, path: 'packages/settings/index/index', shows: '带队的事' },
    ...registration,
  ],
};
