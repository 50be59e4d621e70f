/** Large type: by our own switch, which the phone keeps, and by WeChat's; and the messages that the same page allows. */
import type { Browser } from 'playwright-core';

import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';

const VOLUNTEER = 'o-chen-xiaoyu';
const HOME = 'pages/home/index';
const SETTINGS = 'packages/settings/index/index';

let browser: Browser;
let city: City;
let phone: LonePhone;
let usual: number;

inCity(async (scene) => {
  ({ city, browser } = scene);
  phone = await openPhone(browser, city.url, { openid: VOLUNTEER, path: HOME });
});

const step = story(() => phone.window);

/** Of the letters of what one could do next. */
const TITLE_SIZE = `parseFloat(getComputedStyle(
  document.querySelector('.page:not([hidden]) wx-next-card [class*=title]')).fontSize)`;

/** Until the letters are so many times as high as usual. */
async function isSized(factor: number): Promise<void> {
  await phone.screen.locator('wx-next-card').first().waitFor();
  await phone.frame.waitForFunction(`Math.abs(${TITLE_SIZE} - ${usual * factor}) < 0.5`);
}

async function home(): Promise<void> {
  await phone.tab('首页');
  await phone.page(HOME);
}

async function settings(): Promise<void> {
  await phone.tab('我的');
  await phone.page('pages/me/index');
  await phone.tap('设置和隐私');
  await phone.page(SETTINGS);
}

/** The list of what is nearby is what makes the home page long. */
const isShort = () => until(async () => (await phone.screen.getByText('近处有什么').count()) === 0);

step('at first everything is of the usual size, and the home page is long', async () => {
  await phone.page(HOME);
  await phone.screen.locator('wx-next-card').first().waitFor();
  usual = await phone.frame.evaluate<number>(TITLE_SIZE);
  await phone.reads('近处有什么');
});

step('the switch on the settings page enlarges that very page', async () => {
  await settings();
  const sample = phone.screen.getByText('看得清楚吗？');
  const height = async () => (await sample.boundingBox())?.height ?? 0;
  const before = await height();
  await phone.tap('大字版');
  await phone.screen.locator('.switch.on').waitFor();
  await until(async () => (await height()) > before * 1.3);
});

step('and all others: the home page is short, with four doors that open', async () => {
  await phone.back();
  await home();
  await isSized(1.4);
  await isShort();
  expect(await phone.screen.locator('.door').count()).toBe(4);
  for (const [door, route] of [
    ['找站点', 'pages/stations/index'],
    ['做志愿', 'pages/activities/index'],
  ] as const) {
    await phone.tap(door);
    await phone.page(route);
    await home();
  }
  await phone.tap('约服务');
  await phone.page('packages/resident/services/index');
  await phone.back();
  await phone.page(HOME);
  await phone.tap('我有需要');
  await phone.page('packages/requests/ask/index');
  await phone.reads('打电话');
  await phone.back();
  await phone.page(HOME);
});

step('it is still so when the app is started again', async () => {
  await phone.window.reload();
  await phone.page(HOME);
  await isSized(1.4);
  await isShort();
});

step('until it is switched off', async () => {
  await settings();
  await phone.tap('大字版');
  await phone.screen.locator('.switch:not(.on)').waitFor();
  await phone.back();
  await home();
  await isSized(1);
  await phone.reads('近处有什么');
});

step('whoever has set WeChat itself to large text needs no switch', async () => {
  await phone.world({ fontSize: 24 });
  await isSized(1.5);
  await isShort();
  await phone.world({ fontSize: 16 });
  await phone.reads('近处有什么');
  await isSized(1);
});

step('what is allowed to be sent is counted, and asked for until there is enough', async () => {
  await settings();
  const before = phone.screen.locator('.reminder', { hasText: '活动开始前' });
  for (const left of [2, 4, 6]) {
    await before.locator('wx-button').click();
    await phone.answer('允许');
    await before.getByText(`还能提醒您 ${left} 次`).waitFor();
  }
  expect(await before.locator('wx-button').count()).toBe(0);
  const changes = phone.screen.locator('.reminder', { hasText: '活动有变化' });
  await changes.locator('wx-button').click();
  await phone.answer('取消');
  await changes.getByText('收不到').waitFor();
  expect(await phone.errors()).toEqual([]);
});
