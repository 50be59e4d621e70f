/** Certificates, the page that verifies them, and benefits. */
import { makePersonalCode } from '#domain/attendance/code';
import type { LonePhone } from '../../../harness/phones';
import {
  LEADER,
  NEWCOMER,
  offline,
  OFFICER,
  VOLUNTEER,
  type Screen,
  type ScreenList,
  type Stage,
} from './screen';

const KEEPER = 'o-keeper';
const LIST = 'packages/certificate/list/index';
const VIEW = 'packages/certificate/view/index';
const VERIFY = 'packages/certificate/verify/index';
const SEALS = 'packages/certificate/seals/index';

const verify = (name: string, query: string, shows: string | RegExp, own: Partial<Screen> = {}): Screen => ({
  name: `verify-${name}`,
  openid: NEWCOMER,
  path: `${VERIFY}?${query}`,
  shows,
  ...own,
});

/** Pastes what a volunteer's phone would show. */
async function scanVolunteer(phone: LonePhone, { world }: Stage): Promise<void> {
  const { accountId, key } = await world.did(VOLUNTEER, 'code.mine', {});
  await scan(phone, makePersonalCode(key, accountId, await phone.now()));
}

async function scan(phone: LonePhone, text: string): Promise<void> {
  await phone.frame.evaluate(`__simulator__.scanNext(${JSON.stringify(text)})`);
  await phone.tap('扫志愿者的码');
}

const benefit = (
  name: string,
  openid: string,
  page: string,
  shows: string | RegExp,
  act?: Screen['act'],
): Screen => ({
  name: `benefit-${name}`,
  openid,
  path: `packages/benefits/${page}`,
  shows,
  ...(act && { act }),
});

export const certificate: ScreenList = {
  async prepare({ world, ids }) {
    const { certificates } = await world.did(VOLUNTEER, 'certificates.list', {});
    const good = certificates.find(({ state }) => state === 'VALID')?.id ?? '';
    const gone = certificates.find(({ state }) => state === 'REVOKED')?.id ?? '';
    ids['certificate'] = good;
    ids['revoked'] = gone;
    ids['code'] = (await world.did(VOLUNTEER, 'certificates.view', { certificateId: good })).code;
    ids['revokedCode'] = (await world.did(VOLUNTEER, 'certificates.view', { certificateId: gone })).code;
    await world.did(null, 'jobs.sweep', { name: 'sealRecords' });
    const { shops } = await world.did(OFFICER, 'benefits.shops', {});
    const shop = shops.find(({ keepers }) => keepers.length > 0);
    ids['shop'] = shop?.id ?? '';
    ids['offer'] = shop?.offers[0]?.id ?? '';
    ids['invitation'] = (await world.did(OFFICER, 'benefits.invite', { shopId: ids['shop'] })).invitation;
  },
  screens: [
    { name: 'certificates', openid: VOLUNTEER, path: LIST, shows: '开过的证明' },
    {
      name: 'certificates-days',
      openid: VOLUNTEER,
      path: LIST,
      shows: '从',
      act: async (phone) => {
        await phone.tap('选时间');
        await phone.screen.locator('.days').waitFor();
      },
    },
    { name: 'certificates-new', openid: NEWCOMER, path: LIST, shows: '登记后才能开证明' },
    offline('certificates', LIST),
    { name: 'certificate', openid: VOLUNTEER, path: `${VIEW}?id={certificate}`, shows: '打开 PDF，可以打印' },
    { name: 'certificate-revoked', openid: VOLUNTEER, path: `${VIEW}?id={revoked}`, shows: /由持有人收回/ },
    { name: 'certificate-gone', openid: VOLUNTEER, path: `${VIEW}?id=none`, shows: /没有找到/ },
    offline('certificate', `${VIEW}?id={certificate}`),
    verify('form', '', '扫证明上的码'),
    verify('missing', '', /请把编号填完整/, { act: (phone) => phone.tap('查验') }),
    verify('valid', 'scene={code}', '真实有效'),
    verify('staff', 'scene={code}', '作废这份证明', { openid: OFFICER }),
    verify('revoked', 'code={revokedCode}', '已经作废'),
    verify('forged', 'code=wmc1.{certificate}.000000000000', '查不到这份证明'),
    verify('unknown', 'code=wmc1.20990000000000.000000000000', '查不到这份证明'),
    offline('verify', `${VERIFY}?scene={code}`, NEWCOMER),
    { name: 'seals', openid: NEWCOMER, path: SEALS, shows: '复制指纹' },
    offline('seals', SEALS, NEWCOMER),

    benefit('list', VOLUNTEER, 'list/index', /志愿者，谢谢您的付出/),
    benefit('list-map', VOLUNTEER, 'list/index', '看列表', (phone) => phone.tap('看地图')),
    benefit('list-new', NEWCOMER, 'list/index', '登记为志愿者'),
    benefit('list-keeper', KEEPER, 'list/index', '我的店：扫志愿者的码'),
    offline('benefit-list', 'packages/benefits/list/index'),
    benefit('shop', VOLUNTEER, 'shop/index?id={shop}', '出示我的码'),
    benefit('shop-keeper', KEEPER, 'shop/index?id={shop}', '我是店员：扫志愿者的码'),
    benefit('shop-gone', NEWCOMER, 'shop/index?id=none', /没有找到/),
    offline('benefit-shop', 'packages/benefits/shop/index?id={shop}'),
    benefit('counter', KEEPER, 'keeper/index', '扫志愿者的码'),
    benefit('counter-visitor', KEEPER, 'keeper/index', '陈*雨', scanVolunteer),
    benefit('counter-refused', KEEPER, 'keeper/index', /不是志愿者的个人码/, (phone) => scan(phone, 'hello')),
    benefit('counter-none', VOLUNTEER, 'keeper/index', /还不是爱心商家的店员/),
    benefit('counter-invited', VOLUNTEER, 'keeper/index?shop={shop}&invitation={invitation}', '做店员'),
    offline('benefit-counter', 'packages/benefits/keeper/index', KEEPER),
    benefit('manage', OFFICER, 'manage/index', '加一家店'),
    benefit('manage-none', LEADER, 'manage/index', /您不能做这一步/),
    benefit('edit', OFFICER, 'edit/index?id={shop}', '位置选好了，点这里重选'),
    benefit('edit-faults', OFFICER, 'edit/index', '请写店名', (phone) => phone.tap('保存')),
    benefit('offer', OFFICER, 'offer/index?shopId={shop}&offerId={offer}', '停掉这一项'),
    benefit('offer-faults', OFFICER, 'offer/index?shopId={shop}', '请写送什么', (phone) => phone.tap('保存')),
  ],
};
