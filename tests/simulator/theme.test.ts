/** An app that can be dark is as the browser is; one that does not say so stays light. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { launchBrowser } from '../../harness/browser';
import { startSimulator, type Simulator } from '../../simulator/server/index';

const SHEET = `.words { color: #111111; }
@media (prefers-color-scheme: dark) { .words { color: #eeeeee; } }`;
const PAGE = `Page({
  onLoad() {
    this.setData({ theme: wx.getAppBaseInfo().theme });
    wx.onThemeChange(({ theme }) => this.setData({ theme }));
  },
});`;
const THEME = { light: { bar: '#fafafa', text: 'black' }, dark: { bar: '#101010', text: 'white' } };
const bars = { navigationBarBackgroundColor: '@bar', navigationBarTextStyle: '@text' };
const tabBar = {
  color: '@bar',
  backgroundColor: '@bar',
  list: ['a', 'b'].map((name) => ({ pagePath: `pages/${name}`, text: name })),
};
const PAGES = { pages: ['pages/a', 'pages/b'], tabBar };

const roots: string[] = [];
const simulators: Simulator[] = [];
let browser: Browser;

beforeAll(async () => void (browser = await launchBrowser()));
afterAll(async () => {
  await browser.close();
  for (const simulator of simulators) await simulator.close();
  for (const root of roots) await rm(root, { recursive: true });
});

async function start(app: object, theme: object): Promise<Simulator> {
  const root = await mkdtemp(join(tmpdir(), 'theme-'));
  roots.push(root);
  const page = { wxml: '<view class="words">{{theme}}</view>', js: PAGE, wxss: SHEET, json: '{}' };
  const files: Record<string, string> = {
    'app.json': JSON.stringify(Object.assign({ window: bars }, PAGES, app)),
    'app.js': 'App({})',
    'theme.json': JSON.stringify(theme),
  };
  for (const name of PAGES.pages)
    for (const [end, text] of Object.entries(page)) files[`${name}.${end}`] = text;
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  const simulator = await startSimulator({ emulatorUrl: 'http://127.0.0.1:9', root, watch: false });
  simulators.push(simulator);
  return simulator;
}

async function open({ url }: Simulator): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 760 } });
  const page = await context.newPage();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${url}/phone?openid=o-test&path=pages/a`);
  await page.waitForSelector('wx-page');
  return page;
}

interface Seen {
  bar: string;
  title: string;
  tabs: string;
  words: string;
  theme: string;
}
const LOOK = `(() => {
  const of = (selector) => getComputedStyle(document.querySelector(selector));
  return {
    bar: of('#navigation').backgroundColor,
    title: of('#navigation').color,
    tabs: of('#tabs').backgroundColor,
    words: of('.page:not([hidden]) .words').color,
    theme: document.querySelector('.page:not([hidden]) .words').textContent,
  };
})()`;
const look = (page: Page) => page.evaluate<Seen>(LOOK);

const DARK = {
  bar: 'rgb(16, 16, 16)',
  title: 'rgb(255, 255, 255)',
  tabs: 'rgb(16, 16, 16)',
  words: 'rgb(238, 238, 238)',
  theme: 'dark',
};
const LIGHT = {
  bar: 'rgb(250, 250, 250)',
  title: 'rgb(0, 0, 0)',
  tabs: 'rgb(250, 250, 250)',
  words: 'rgb(17, 17, 17)',
  theme: 'light',
};

test('bars, sheets and the page itself hear of the dark, and of the day', async () => {
  const page = await open(await start({ darkmode: true }, THEME));
  expect(await look(page)).toEqual(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByText('light').waitFor();
  expect(await look(page)).toEqual(LIGHT);
});

test('an app that does not say so is light', async () => {
  expect(await look(await open(await start({}, THEME)))).toEqual(LIGHT);
});

test('a name without a value in one of the themes is a mistake in the sources', async () => {
  const simulator = await start({ darkmode: true }, { light: THEME.light, dark: { bar: '#101010' } });
  const mistakes = await simulator.ready();
  expect(mistakes.map(({ file }) => file)).toEqual(['app.json']);
});
