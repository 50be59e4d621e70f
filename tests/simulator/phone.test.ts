import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { startSimulator } from '../../simulator/server/index';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { startTestEmulator } from '../../harness/emulator';
import type { TestEmulator } from '../../harness/emulator';

let browser: Browser;
let emulator: TestEmulator;
let simulator: Simulator;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'fixture-'));
  await cp(join(__dirname, 'fixture'), root, { recursive: true });
  emulator = await startTestEmulator({ build: { source: join(__dirname, 'functions'), names: ['echo'] } });
  [browser, simulator] = await Promise.all([
    launchBrowser(),
    startSimulator({ emulatorUrl: emulator.url, root }),
  ]);
});

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await emulator.close();
  await rm(root, { recursive: true });
});

let phone: Page;

async function open(path = '', hasTouch = false): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 760 }, hasTouch });
  const page = await context.newPage();
  const query = `openid=o-test&path=${encodeURIComponent(path)}`;
  await page.goto(`${simulator.url}/phone?${query}`);
  await page.waitForSelector('wx-page');
  return page;
}

const errors = (page = phone) => page.evaluate<string[]>('__simulatorErrors.map(({ message }) => message)');
const text = (selector: string) => phone.locator(selector).last().innerText();
const route = () => phone.evaluate('__simulator__.currentPath()');
const until = (selector: string, content: string) =>
  phone.locator(selector, { hasText: content }).last().waitFor();

describe('a page', () => {
  beforeEach(async () => {
    phone = await open('pages/home/index?from=test');
  });
  afterEach(async () => {
    expect(await errors()).toEqual([]);
    await phone.context().close();
  });

  test('lives through its lifecycle, in order, with its query', async () => {
    await until('#life', 'load:test show ready');
    await phone.locator('#list').click();
    await phone.locator('#navigation .back').first().click();
    await until('#life', 'load:test show ready hide show');
  });

  test('answers a tap, through a module that it imports', async () => {
    await phone.locator('#taps').click();
    await phone.locator('#taps').click();
    await until('#taps', '点了 2 次,两倍 4');
  });

  test('runs WXS with its own idea of types, and what it requires', async () => {
    expect(await text('#names')).toBe('甲、乙');
  });

  test('draws TDesign: a button opens a popup, its overlay closes it', async () => {
    await phone.getByText('打开弹窗').click();
    await until('#popup', '弹窗里的话');
    await phone.mouse.click(180, 300);
    await phone.locator('#popup').waitFor({ state: 'hidden' });
  });

  test('gets what is typed into a component, and events of its own ones', async () => {
    await phone.locator('input').fill('湖滨');
    await until('#word', '湖滨');
    await phone.getByText('乙 好了').click();
    await until('#word', '乙');
  });

  test('keeps the styles of a component to it, and shares what app.wxss says with pages only', async () => {
    const colour = (selector: string) =>
      phone
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    const width = (selector: string) =>
      phone
        .locator(selector)
        .first()
        .evaluate((element) => element.getBoundingClientRect().width);
    expect(await colour('#shared')).toBe('rgb(200, 22, 29)');
    expect(await colour('wx-card wx-view')).toBe('rgb(34, 34, 34)');
    expect(await width('#life')).toBeCloseTo(187.5, 1);
    expect(await width('wx-card wx-view')).toBeCloseTo(187.5, 1);
  });

  test('refreshes when it is pulled down with the mouse', async () => {
    await phone.mouse.move(180, 200);
    await phone.mouse.down();
    await phone.mouse.move(182, 260, { steps: 4 });
    await phone.mouse.move(184, 420, { steps: 4 });
    await phone.mouse.up();
    await until('#refreshed', '1');
  });

  test('opens another with the query as it was written, positions counted from its own area', async () => {
    await phone.locator('#detail').click();
    await until('#box', '7 a%20b 0');
    expect(await route()).toBe('packages/sub/detail/index?id=7&name=a%20b');
    expect(await phone.locator('#navigation .title').innerText()).toBe('详情');
    await phone.locator('#box').click();
    await phone.locator('#box').waitFor({ state: 'detached' });
    expect(await route()).toBe('pages/home/index?from=test');
  });

  test('comes to a tab and back without being made anew', async () => {
    await phone.locator('#taps').click();
    await phone.locator('wx-custom-tab-bar .custom-tab-bar-index--item').nth(1).click();
    await until('#me', '我的');
    await phone.locator('.page:not([hidden]) .custom-tab-bar-index--item').first().click();
    await until('#taps', '点了 1 次');
  });

  test('tells its end and its scrolling', async () => {
    await phone.locator('#list').click();
    await until('.foot', '0');
    const list = phone.locator('[data-route="pages/list/index"] .page-scroll');
    await list.evaluate((element) => (element.scrollTop = element.scrollHeight));
    await until('.foot', '1');
    const foot = await phone.locator('.foot').boundingBox();
    expect((foot?.y ?? 0) + (foot?.height ?? 0)).toBeCloseTo(760, 0);
  });

  test('shows what it would share', async () => {
    await phone.getByLabel('更多').click();
    await until('.share-sheet .card', '看看这个');
    expect(await text('.share-sheet .card small')).toBe('/packages/sub/detail/index?id=7');
    await phone.getByRole('button', { name: '取消' }).click();
  });

  test('has the clock of the cloud, wherever it is moved', async () => {
    const moment = Date.parse('2030-05-01T00:00:00Z');
    await fetch(`${emulator.url}/clock`, {
      method: 'POST',
      body: JSON.stringify({ now: '2030-05-01T00:00:00Z' }),
    });
    await phone.waitForFunction((then) => Date.now() >= then, moment);
    expect(await phone.evaluate(() => new Date().getFullYear())).toBe(2030);
    await until('#status', '8:0');
    await fetch(`${emulator.url}/clock`, { method: 'POST', body: '{"real":true}' });
  });
});

test('a finger taps once, although browsers repeat it as a mouse', async () => {
  phone = await open('', true);
  await phone.locator('#taps').tap();
  await phone.locator('#detail').tap();
  await phone.locator('#box').tap();
  expect(await text('#taps')).toBe('点了 1 次,两倍 2');
  expect(await errors()).toEqual([]);
  await phone.context().close();
});

describe('the cloud', () => {
  const call = (data: object) =>
    phone.evaluate<{ result?: { heard: string }; errMsg?: string }>(
      `wx.cloud.callFunction({ name: 'echo', data: ${JSON.stringify(data)} })
        .catch(({ errMsg }) => ({ errMsg }))`,
    );

  test('is called as this person; offline it fails as WeChat does', async () => {
    phone = await open();
    expect((await call({ text: '在吗' })).result?.heard).toBe('在吗');
    expect((await call({ fail: true })).errMsg).toMatch(/^cloud\.callFunction:fail/);
    await phone.evaluate('__simulator__.changeWorld({ online: false })');
    expect((await call({ text: '在吗' })).errMsg).toMatch(/^cloud\.callFunction:fail/);
    await until('#status', '无网络');
    await phone.context().close();
  });

  test('fails as a developer wants: the answer lost, a number of CloudBase, a network where nothing comes back', async () => {
    phone = await open();
    const world = (change: object) => phone.evaluate(`__simulator__.changeWorld(${JSON.stringify(change)})`);
    await world({ nextCall: { fails: 'answerLost', containing: '丢', times: 1 } });
    expect((await call({ text: '在吗' })).result?.heard).toBe('在吗');
    expect((await call({ text: '丢了' })).errMsg).toMatch(/timeout/);
    expect((await call({ text: '丢了' })).result?.heard).toBe('丢了');
    await world({ nextCall: { fails: -502001, containing: '', times: 2 } });
    const failed = [await call({ text: '在吗' }), await call({ text: '在吗' })];
    expect(failed.map(({ errMsg = '' }) => errMsg.includes('-502001'))).toEqual([true, true]);
    await world({ weak: true });
    const hanging = call({ text: '在吗' });
    await world({ weak: false });
    expect((await hanging).errMsg).toMatch(/timeout/);
    expect((await call({ text: '在吗' })).result?.heard).toBe('在吗');
    await phone.context().close();
  });

  test('storage that is full and a phone that does not find itself fail as WeChat does', async () => {
    phone = await open();
    await phone.evaluate('__simulator__.changeWorld({ storageFull: true })');
    const write = 'try { wx.setStorageSync("k", 1); "kept" } catch (error) { String(error.message) }';
    expect(await phone.evaluate(write)).toMatch(/maximum size/);
    await phone.evaluate('__simulator__.changeWorld({ storageFull: false })');
    expect(await phone.evaluate(write)).toBe('kept');
    await phone.context().close();
  });
});

describe('mistakes are loud', () => {
  test.each([
    ['an unknown tag', 'pages/list/index.wxml', '<video-wall />', '<video-wall>'],
    [
      'an unknown API',
      'pages/list/index.js',
      '/* global Page, wx */ Page({ onLoad() { wx.teleport(); } })',
      'wx.teleport',
    ],
    [
      'a page that throws',
      'pages/list/index.js',
      '/* global Page */ Page({ onLoad() { throw new Error("boom"); } })',
      'boom',
    ],
    [
      'a handler that is not there',
      'pages/list/index.wxml',
      '<view id="x" bindtap="nowhere">x</view>',
      'nowhere',
    ],
  ])('%s has its name on a banner, until it is mended', async (_what, file, content, name) => {
    const before = await readFile(join(root, file), 'utf8');
    phone = await open('pages/list/index');
    await writeFile(join(root, file), content);
    if (name === 'nowhere') await phone.locator('#x').click();
    await phone.locator('#banner', { hasText: name }).waitFor();
    expect((await errors()).join()).toContain(name);
    await writeFile(join(root, file), before);
    await until('.foot', '0');
    expect(await errors()).toEqual([]);
    await phone.context().close();
  });

  test('a page that does not exist is refused', async () => {
    phone = await open();
    const failure = await phone.evaluate<string>(
      "wx.navigateTo({ url: '/pages/gone/index' }).catch(({ errMsg }) => errMsg)",
    );
    expect(failure).toBe('navigateTo:fail page "pages/gone/index" is not found');
    await phone.context().close();
  });
});
