/** A tap that drips: asked for, sent to a team, gone to, said to be done, and not, and done after all. */
import type { Browser } from 'playwright-core';
import { DAY, HOUR } from '#domain/time';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { openPhone, type LonePhone } from '../../harness/phones';
import { volunteer } from '../../harness/people';
import { startTestSimulator } from '../../harness/simulator';
import { startWorld } from '../../harness/small-city';
import { join } from '../../harness/teams';
import { MORNING, type World } from '../../harness/world';
import { story } from '../support/steps';

const HOME = 'pages/home/index';
const ASK = 'packages/requests/ask/index';
const VIEW = 'packages/requests/view/index';
const LIST = 'packages/requests/list/index';
const DESK = 'packages/requests/desk/index';

let world: World;
let simulator: Simulator;
let browser: Browser;
let requestId = '';
const phones = new Map<string, LonePhone>();
let last: LonePhone | undefined;
const step = story(() => last?.window);

/** This person's phone, at a page. */
async function at(openid: string, path: string): Promise<LonePhone> {
  const known = phones.get(openid);
  const phone = known ?? (await openPhone(browser, simulator.url, { openid, path }));
  if (known) await phone.open(path);
  phones.set(openid, phone);
  last = phone;
  await phone.page(path.split('?')[0] ?? '');
  return phone;
}
const view = (openid: string) => at(openid, `${VIEW}?id=${requestId}`);

beforeAll(async () => {
  [world, browser] = await Promise.all([startWorld(), launchBrowser()]);
  await world.at(MORNING + DAY + 2 * HOUR);
  await world.person('officer', '王主任');
  await world.person('grandpa', '李大爷');
  for (const openid of ['member', 'passer']) {
    const id = await volunteer(world, openid, { name: openid === 'member' ? '赵师傅' : '钱师傅' });
    await join(world, world.leaderTeam, openid, id, 'leader');
  }
  simulator = await startTestSimulator(world.emulator.url);
}, 400_000);
afterAll(async () => {
  await browser.close();
  await simulator.close();
  await world.close();
});
afterEach(async () => {
  for (const phone of phones.values()) expect(await phone.errors()).toEqual([]);
});

step('an old man asks for it, from the first page on', async () => {
  const phone = await at('grandpa', HOME);
  await phone.tap('我有需要');
  await phone.page(ASK);
  await phone.tap('提交');
  await phone.reads('请选一样');
  await phone.tap('维修');
  await phone.fill('如：水龙头滴水', '厨房水龙头滴水，拧不紧');
  await phone.fill('如：3 号楼 501', '和平路 3 号楼 501');
  await phone.tap('提交');
  await phone.answer('允许');
  await phone.page(VIEW);
  await phone.reads('等着安排');
  const [request] = await world.documents('requests');
  requestId = request?._id ?? '';
});

step('what is typed is there again after going back, and gone once it is sent', async () => {
  const phone = await at('grandpa', ASK);
  await phone.fill('如：水龙头滴水', '想理发');
  await phone.open(ASK);
  await phone.holds('如：水龙头滴水', /想理发/);
});

step('the desk sends it to a team, and sees no address', async () => {
  const phone = await at('officer', DESK);
  await phone.tap(/厨房水龙头滴水/);
  await phone.page(VIEW);
  await phone.tap('派给队伍');
  await phone.reads(/手上没有/);
  await phone.tap('暖心理发队');
  await phone.reads('等队伍答复');
  expect(await phone.screen.innerText()).not.toContain('和平路 3 号楼');
});

step('its leader says who goes, and whoever goes reads where', async () => {
  const leader = await at('leader', `${LIST}?scope=team`);
  await leader.tap(/厨房水龙头滴水/);
  await leader.page(VIEW);
  await leader.tap('接下来');
  await leader.tap('赵师傅');
  await leader.tap('就他们去');
  await leader.answer('允许');
  await leader.reads('有人接了');
  const member = await view('member');
  await member.reads('和平路 3 号楼 501');
  await member.tap('我到了');
  await member.reads('正在办');
  await member.tap('办好了');
  await member.tap('好了');
  await member.reads('说办好了，请您说一声');
});

step('it was not: others go, and a line says so', async () => {
  const grandpa = await view('grandpa');
  await grandpa.tap('没办好');
  await grandpa.tap('来了没修好');
  await grandpa.tap('好了');
  await grandpa.reads('说过 1 次没办好');
  const officer = await view('officer');
  await officer.tap('请志愿者认领');
  await officer.reads('在找志愿者');
  const passer = await at('passer', `${LIST}?scope=near`);
  await passer.tap(/厨房水龙头滴水/);
  await passer.page(VIEW);
  await passer.tap('我去');
  await passer.answer('允许');
  await passer.reads('有人接了');
  await passer.tap('办好了');
  await passer.tap('好了');
});

step('now it is', async () => {
  const grandpa = await view('grandpa');
  await grandpa.tap('办好了');
  await grandpa.reads('求助人说办好了');
  const list = await at('grandpa', LIST);
  await list.reads('办好了');
});

step('somebody on the telephone is taken down by the desk', async () => {
  const phone = await at('officer', DESK);
  await phone.tap('电话登记');
  await phone.page(ASK);
  await phone.tap('维修');
  await phone.fill('如：水龙头滴水', '灯不亮了');
  await phone.fill('手机，或区号加座机', '13911112222');
  await phone.fill('如：王大爷', '王大爷');
  await phone.tap('登记好');
  await phone.reads('要先问过本人');
  await phone.tap('本人愿意求助，也愿意把电话告诉上门的人');
  await phone.tap('登记好');
  await phone.answer('允许');
  await phone.page(VIEW);
  await phone.reads('13911112222');
});

step('where somebody lives is kept on no phone', async () => {
  for (const [openid, phone] of phones) {
    const kept = await phone.frame.evaluate<string>('JSON.stringify({ ...localStorage })');
    expect([openid, kept.includes('和平路 3 号楼 501')]).toEqual([openid, false]);
  }
});
