/** A certificate from the tap that makes it to the tap that revokes it; a benefit from the code to the counter. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';

import { DAY } from '#domain/time';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { credited } from '../../harness/ledgers';
import { readPdf } from '../support/pdf';
import { volunteer as register } from '../../harness/people';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';
import { settings, startWorld } from '../../harness/small-city';
import { MORNING, type World } from '../../harness/world';
import { startTestSimulator } from '../../harness/simulator';

const HOLDER = 'o-chen-xiaoyu';
const KEEPER = 'o-keeper';
const NAME = '陈晓雨';

let world: World;
let simulator: Simulator;
let browser: Browser;
let table: Table;
let left: Phone;
let right: Phone;
let accountId = '';

const step = story(() => table.page);

beforeAll(async () => {
  [world, browser] = await Promise.all([
    startWorld({}, { hours: { ...settings.hours, stars: [1, 300] } }),
    launchBrowser(),
  ]);
  accountId = await register(world, HOLDER, { name: NAME });
  for (let day = 0; day < 30; day += 1) {
    const title = day % 3 === 0 ? '社区义剪' : '天鹅湖湿地公园清理垃圾、劝导文明观鸟和秋季护林防火宣传';
    await credited(world, accountId, { start: MORNING + day * DAY, title });
  }
  await world.person(KEEPER, '马师傅');
  const officer = await world.person('o-officer', '郑主任');
  await world.alter('accounts', { _id: officer }, { $set: { duties: ['root'] } });
  await world.at(MORNING + 40 * DAY);
  simulator = await startTestSimulator(world.emulator.url);
  table = await openTable(browser, simulator.url, { left: HOLDER, right: 'o-newcomer' });
  ({ left, right } = table);
  for (const phone of [left, right]) await phone.allowLocation();
}, 400_000);

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await world.close();
});

afterEach(async () => expect([await left.errors(), await right.errors()]).toEqual([[], []]));

const LIST = 'packages/certificate/list/index';
const VIEW = 'packages/certificate/view/index';
const VERIFY = 'packages/certificate/verify/index';

/** How much of the paper is not white. */
const inked = (phone: Phone): Promise<number> =>
  phone.frame.evaluate(`(() => {
    const canvas = document.querySelector('.page:not([hidden]) #paper canvas, .page:not([hidden]) [id$=paper] canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i + 1] < 200) dark += 1;
    return dark / (data.length / 4);
  })()`);

async function saved(page: Page, tap: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), tap()]);
  return readFile(await download.path());
}

describe('a certificate', () => {
  step('is made with one tap, and drawn', async () => {
    await left.open(LIST);
    await left.reads('还没有开过', await left.page(LIST));
    await left.tap('开证明');
    await left.page(VIEW);
    await left.reads('第 1 页，共 2 页');
    await until(async () => (await inked(left)) >= 0.1);
  });

  step('opens as a PDF of as many pages', async () => {
    await left.tap('打开 PDF，可以打印');
    await left.reads('文件已打开', left.overlay);
    const bytes = await saved(table.page, () => left.overlay.getByText(/点这里存到电脑/).click());
    const pdf = readPdf(Uint8Array.from(bytes).buffer);
    expect(pdf.pages).toHaveLength(2);
    expect(pdf.pages[0]?.picture.dictionary).toContain('/Width 1240 /Height 1754');
    await left.answer('关闭');
  });

  step('is saved to the album once its holder allows that', async () => {
    await left.tap('存到手机相册');
    const bytes = await saved(table.page, () => left.answer('允许'));
    expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    await left.reads('已存到相册', left.overlay);
  });

  step('is verified by a stranger who scans it', async () => {
    await right.open(VERIFY);
    await right.tap('扫一扫');
    await right.reads('真实有效', await right.page(VERIFY));
    await right.reads('陈*雨');
    await right.reads('60 小时');
    expect(await right.screen.innerText()).not.toContain(NAME);
  });

  step('altered in the store it is shown as that', async () => {
    await world.alter('certificates', { accountId }, { $set: { minutes: 36_000 } });
    await right.tap('再查一份');
    await right.tap('扫一扫');
    await right.reads('内容对不上');
    await world.alter('certificates', { accountId }, { $set: { minutes: 3_600 } });
  });

  step('and so is a line far down its list, which the phone comes to by itself', async () => {
    const line = { accountId, seq: 28 };
    await world.alter('hours', line, { $set: { minutes: 600 } });
    await right.tap('再查一份');
    await right.tap('扫一扫');
    await right.reads('内容对不上');
    await world.alter('hours', line, { $set: { minutes: 120 } });
  });

  step('staff type its number and mark, and revoke it with a reason', async () => {
    await table.hand('right', 'o-officer');
    await right.allowLocation();
    const number = await left.screen.locator('.fact-text').nth(2).innerText();
    const mark = await left.screen.locator('.fact-text').nth(3).innerText();
    await right.open(VERIFY);
    await right.fill('证明上的编号', number.replace(/-/g, '　－　'));
    await right.fill('如：7K3F-92QX-A8BD', mark.toLowerCase());
    await right.tap('查验');
    await right.reads('真实有效');
    await right.tap('作废这份证明');
    await right.tap('重复开具');
    await right.screen.locator('wx-reason-sheet').getByText('作废', { exact: true }).last().click();
    await right.reads('已经作废');
    await right.reads(/由工作人员作废：重复开具/);
  });

  step('and its holder sees that, too', async () => {
    await left.open(LIST);
    await left.reads('已作废', await left.page(LIST));
  });
});

describe('a benefit', () => {
  step('staff add a shop and an offer, and invite somebody of the shop', async () => {
    const place = { longitude: 111.19, latitude: 34.78 };
    const facts = {
      name: '老马烩面',
      category: 'food',
      address: '和平路 1 号',
      place,
      phone: '0398-2223333',
    };
    const { shopId } = await world.did('officer', 'benefits.saveShop', { stationId: 's1', ...facts });
    await right.open('packages/benefits/manage/index');
    await right.reads('老马烩面');
    await right.tap('加一项礼遇');
    await right.fill('如：请喝一碗羊汤', '请喝一碗羊汤');
    await right.fill('如：志愿者来店，送羊汤一碗', '志愿者来店，送羊汤一碗');
    await right.tap('保存');
    await right.page('packages/benefits/manage/index');
    await right.reads('请喝一碗羊汤');
    await right.tap('请一位店员');
    await right.reads(/邀请做好了/);
    const { invitation } = await world.did('officer', 'benefits.invite', { shopId });
    await table.hand('right', KEEPER);
    await right.allowLocation();
    await right.open(`packages/benefits/keeper/index?shop=${shopId}&invitation=${invitation}`);
    await right.tap('做店员');
    await right.reads('扫志愿者的码');
  });

  step('the volunteer shows the code, the shop scans it, sees a star and gives', async () => {
    await left.open('packages/volunteer/code/index');
    await left.screen.locator('canvas').first().waitFor();
    await right.tap('扫志愿者的码');
    await right.reads('陈*雨');
    await right.reads('一星志愿者');
    await right.tap('送这一项');
    await right.reads('已送');
    await right.screen.locator('.number', { hasText: '1' }).first().waitFor();
  });

  step('a code that was passed on too late is refused in words', async () => {
    await right.tap('好了');
    await world.at(MORNING + 41 * DAY);
    await right.frame.evaluate('__simulator__.scanNext("wmp1.nobody.abc.00000000000000000000")');
    await right.tap('扫志愿者的码');
    await right.reads(/不是志愿者的个人码/);
  });

  step('and the volunteer finds it among what was used', async () => {
    await left.open('packages/benefits/list/index');
    await left.reads('我用过的');
    await left.reads(/老马烩面/);
  });
});
