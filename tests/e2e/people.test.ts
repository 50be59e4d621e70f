/** V1 as people do it: registering, a guardian, a code on paper, taking one's data along, giving up, a new phone. */
import type { Browser, Locator } from 'playwright-core';

import { checkDigitOf } from '#domain/accounts/idnumber';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';
import type { World } from '../../harness/world';

const NEWCOMER = 'o-newcomer';
const LEADER = 'o-wang-fang';
const OFFICER = 'o-officer';

const idNumberOf = (birth: string, order: string) => {
  const digits = `411202${birth}${order}`;
  return digits + checkDigitOf(digits);
};
const OWN = idNumberOf('19880808', '521');
const PUPIL = idNumberOf('20110606', '522');
const JOINING = idNumberOf('19900101', '527');
const GRANDMOTHER = idNumberOf('19510505', '524');
const NAME = '高山青';

let browser: Browser;
let city: City;
let world: World;
/** The one that was last looked at: its screen is kept when a step fails. */
let phone: LonePhone | undefined;
const phones = new Map<string, LonePhone>();
let code = '';
const step = story(() => phone?.window);

inCity((scene) => {
  ({ city, browser, world } = scene);
});

afterEach(async () => {
  const errors = await Promise.all(
    [...phones].map(async ([openid, held]) => [openid, await held.errors()] as const),
  );
  expect(errors.filter(([, list]) => list.length > 0)).toEqual([]);
});

async function holds(openid: string, path: string): Promise<LonePhone> {
  const known = phones.get(openid);
  if (known) await known.open(path);
  const held = known ?? (await openPhone(browser, city.url, { openid, path }));
  phones.set(openid, held);
  phone = held;
  await held.page(path.split('?')[0] ?? '');
  return held;
}

/** On the card that says this, once it has the button. */
const buttonBeside = (held: LonePhone, words: string, button: string): Locator =>
  held.screen.locator('.card').filter({ hasText: words }).getByText(button, { exact: true });

const idOf = async (openid: string) => (await world.did(openid, 'session.open', {})).accountId;

step('a newcomer registers: a wrong digit is seen at once, the number comes from WeChat', async () => {
  const held = await holds(NEWCOMER, 'packages/account/register/index');
  await held.fill('和身份证上一样', NAME);
  const last = OWN.slice(-1);
  await held.fill('18 位', OWN.slice(0, 17) + (last === '1' ? '2' : '1'));
  await held.reads('有一位不对，请对着身份证再看一遍');
  await held.fill('18 位', OWN);
  await held.reads(/男，1988年8月8日出生/);
  await held.tap('用微信的手机号');
  await held.answer('允许');
  await held.holds('11 位手机号', /^1\d{10}$/);
  await held.tap('急救');
  await held.tap('登记');
  await held.reads('要您勾选同意，才能登记');
  await held.tap('保存身份证号');
  await held.tap('登记');
  await held.reads('您的志愿者编号');
  const { volunteer, phone: number } = await world.did(NEWCOMER, 'account.view', {});
  expect(volunteer).toMatchObject({ skills: ['firstAid'], birthDate: '1988-08-08' });
  expect(number).toMatch(/^1\d{10}$/);
});

step('the registration is shown without the ID number, and can be changed', async () => {
  const held = await holds(NEWCOMER, 'packages/account/profile/index');
  await held.reads('加密保存，不再显示');
  expect(await held.screen.textContent()).not.toContain(OWN.slice(0, 14));
  await held.tap('理发');
  await held.tap('保存');
  await held.reads('存好了', held.overlay);
  expect((await world.did(NEWCOMER, 'account.view', {})).volunteer?.skills).toEqual(['firstAid', 'haircut']);
});

step('a pupil of fourteen registers with a guardian; a younger one is told why not', async () => {
  const held = await holds('o-pupil', 'packages/account/register/index');
  await held.fill('和身份证上一样', '小满');
  await held.fill('18 位', idNumberOf('20150606', '523'));
  await held.reads(/不满 14 岁还不能登记/);
  await held.fill('18 位', ` ${PUPIL.slice(0, 6)} ${PUPIL.slice(6, 14)} ${PUPIL.slice(14).toLowerCase()}`);
  await held.fill('11 位手机号', '139 0000 9001');
  await held.reads('监护人（不满 18 岁要填）');
  await held.tap('保存身份证号');
  await held.tap('登记');
  await held.reads('请填写监护人姓名');
  await held.fill('如：张建国', '满爸爸');
  await held.fill('监护人的 11 位手机号', '+86 139-0000-9002');
  await held.fill('如：父亲', '父亲');
  await held.tap('监护人同意参加志愿服务');
  await held.tap('登记');
  await held.reads('您的志愿者编号');
});

step('whoever registers to join a team goes on with that', async () => {
  const { teams } = await world.did(LEADER, 'session.open', {});
  const held = await holds('o-joining', `packages/team/view/index?id=${teams[0]?.id ?? ''}`);
  await held.tap('登记为志愿者，就能申请加入');
  await held.page('packages/account/register/index');
  await held.fill('和身份证上一样', '路遥');
  await held.fill('18 位', JOINING);
  await held.fill('11 位手机号', '１３９ 0000 9003');
  await held.tap('保存身份证号');
  await held.tap('登记');
  await held.tap('接着办刚才的事');
  await held.page('packages/team/view/index');
  await held.reads('申请加入');
});

step('what was typed is there again, but for the ID number', async () => {
  const held = await holds('o-half', 'packages/account/register/index');
  await held.fill('和身份证上一样', '半途');
  await held.fill('18 位', OWN);
  await held.window.reload();
  await held.page('packages/account/register/index');
  await held.holds('和身份证上一样', /^半途$/);
  expect(await held.field('18 位').inputValue()).toBe('');
  const kept = await held.frame.evaluate<string>('JSON.stringify({ ...localStorage })');
  expect(kept).not.toContain(OWN);
});

step('a leader registers a grandmother without a phone, and writes down the code', async () => {
  const { teams } = await world.did(LEADER, 'session.open', {});
  const held = await holds(LEADER, `packages/account/paper/index?teamId=${teams[0]?.id ?? ''}`);
  await held.tap('登记一位没有手机的人');
  await held.page('packages/account/person/index');
  await held.fill('和身份证上一样', '周奶奶');
  await held.fill('18 位', GRANDMOTHER);
  await held.tap('本人在纸上签了字');
  await held.tap('登记');
  await held.reads('登记好了，已经是队员');
  code = (await held.screen.getByText(/^[A-Z\d]{4} [A-Z\d]{4}$/).textContent()) ?? '';
  await held.tap('码已经抄好');
  await held.page('packages/account/paper/index');
  await held.reads('周奶奶');
});

step('she has a phone now: the code makes the registration hers', async () => {
  const held = await holds('o-grandmother', 'packages/account/claim/index');
  await held.fill('如：ACDE FGHJ', 'ACDEFGHH');
  await held.tap('认领');
  await held.reads(/认领码不对/);
  await held.fill('如：ACDE FGHJ', ` ${code.toLowerCase().replace(' ', ' - ')} `);
  await held.tap('认领');
  await held.reads('周奶奶，欢迎您');
  await held.tap('看我的登记');
  await held.page('packages/account/profile/index');
  await held.reads('1951年5月5日');
});

step('somebody keeps a relative without a phone', async () => {
  const held = await holds(NEWCOMER, 'packages/account/family/index');
  await held.tap('添加一位家人');
  await held.fill('如：王秀英', '高老爷子');
  await held.tap('爷爷');
  await held.tap('添加');
  await held.reads('高老爷子（爷爷）');
});

step('on a new phone the registration is asked for; an officer who sees the person agrees', async () => {
  const held = await holds('o-newcomer-2', 'packages/account/rebind/index');
  await held.fill('和身份证上一样', NAME);
  await held.fill('18 位', OWN);
  await held.tap('提交申请');
  await held.reads('申请交上去了');
  const before = await idOf(NEWCOMER);
  const officer = await holds(OFFICER, 'packages/account/bindings/index');
  await buttonBeside(officer, NAME, '是本人，换到新微信').click();
  await officer.answer('是本人');
  await officer.reads('已经换到新微信', officer.overlay);
  const again = await holds('o-newcomer-2', 'packages/account/rebind/index');
  await again.reads(`${NAME}，您的登记在这里`);
  expect(await idOf('o-newcomer-2')).toBe(before);
  expect(await idOf(NEWCOMER)).not.toBe(before);
});

step('the place of the phone is no longer told once its consent is taken back', async () => {
  const held = await holds('o-newcomer-2', 'packages/account/privacy/index');
  await held.tap('同意');
  await held.reads('已同意', held.overlay);
  const tellsPlace = async () => (await world.did('o-newcomer-2', 'session.open', {})).tellsPlace;
  expect(await tellsPlace()).toBe(true);
  await buttonBeside(held, '签到时告诉位置', '取消同意').click();
  await held.answer('取消同意');
  await held.reads('已取消', held.overlay);
  await until(async () => !(await tellsPlace()));
});

step('one takes everything along, gives the account up in two steps, and is nobody again', async () => {
  const held = await holds('o-pupil', 'packages/account/privacy/index');
  const before = await idOf('o-pupil');
  await held.tap('导出我的数据');
  await held.tap('复制文字');
  await held.reads(/已复制/, held.overlay);
  await held.tap('注销我的账号');
  await held.answer('继续注销');
  await held.answer('确定注销');
  await held.answer('好的');
  await held.page('pages/home/index');
  expect(await world.documents('accounts', { name: '小满' })).toEqual([]);
  expect(await idOf('o-pupil')).not.toBe(before);
  const again = await holds('o-pupil', 'packages/account/profile/index');
  await again.reads('您还没有登记为志愿者');
});
