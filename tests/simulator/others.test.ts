/** Somebody else's mini-program, with what is in such programs: most of it WeChat takes, some of it is a mistake. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Browser, Page } from 'playwright-core';

import { startSimulator } from '../../simulator/server/index';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';

/** Mistakes that no editor of this project would let stand in a file. */
const MISTAKES: Readonly<Record<string, string>> = {
  'pages/syntax/index.js': 'Page({ data: {',
  'pages/settings/index.json': '{ "navigationBarTitleText": ',
  'pages/script/tools.wxs': 'module.exports = { a: function ( };',
};

let root: string;
let simulator: Simulator;
let browser: Browser;
let errors: { file: string; message: string }[];
let phone: Page;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'others-'));
  await cp(join(__dirname, 'others'), root, { recursive: true });
  for (const [file, content] of Object.entries(MISTAKES)) await writeFile(join(root, file), content);
  // Port 9 answers nobody: these pages need no cloud.
  simulator = await startSimulator({ emulatorUrl: 'http://127.0.0.1:9', root, watch: false });
  [browser, errors] = await Promise.all([launchBrowser(), simulator.ready()]);
});

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await rm(root, { recursive: true });
});

afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

async function open(name: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 375, height: 760 } });
  phone = await context.newPage();
  await phone.goto(`${simulator.url}/phone?openid=o-other&path=pages/${name}/index`);
  await phone.waitForSelector('wx-page');
}

/** What was told beside the mistakes in the sources, which are told whatever page is open. */
async function told(): Promise<{ where: string; message: string }[]> {
  const all = await phone.evaluate<{ where: string; message: string }[]>('__simulatorErrors');
  return all.filter(({ where }) => !errors.some(({ file }) => file === where));
}

const text = (selector: string) => phone.locator(selector).innerText();
const texts = (selector: string) => phone.locator(selector).allInnerTexts();

test('every mistake in the sources is told with its file, and remarks are none', () => {
  expect(errors.map(({ file }) => file.replace(/:\d+.*$/, '')).sort()).toEqual([
    'pages/script/tools.wxs',
    'pages/settings/index.json',
    'pages/syntax/index.js',
  ]);
});

test('whatever is wrong elsewhere, a page that is right runs', async () => {
  await open('home');
  const font = await phone.locator('#home').evaluate((element) => getComputedStyle(element).fontFamily);
  expect(font).toContain('PingFang SC');
  expect(await text('#home')).toBe('首页在');
  expect(await told()).toEqual([]);
});

test('what is included stands in its place: it sees item, index and the handlers, in itself and below', async () => {
  await open('include');
  expect(await texts('.name')).toEqual(['0甲', '1乙']);
  expect(await texts('.part')).toEqual(['甲1', '甲2', '乙3']);
  expect(await texts('.word')).toEqual(['甲!', '乙!']);
  expect(await phone.locator('#foot').count()).toBe(0);
  await phone.locator('.name').last().click();
  await phone.locator('#foot', { hasText: '按了乙' }).waitFor();
  expect(await told()).toEqual([]);
});

test('change: handlers find their element and its neighbours, at first and when they come later', async () => {
  await open('change');
  const width = (selector: string, name: string) =>
    phone.locator(selector).evaluate((element, key) => getComputedStyle(element).getPropertyValue(key), name);
  expect(await width('.target', 'width')).toBe('100px');
  expect(await width('#bound', 'margin-left')).toBe('7px');
  await phone.locator('#bound').click();
  await phone.locator('.late').waitFor();
  expect(await width('.target', 'width')).toBe('200px');
  expect(await width('.late', 'margin-left')).toBe('7px');
  expect(await told()).toEqual([]);
});

test.each([
  ['throws', 'utils/broken.js'],
  ['syntax', 'pages/syntax/index.js:1'],
  ['silent', 'pages/silent/index'],
])('a page whose script fails (%s) says in its place which file it was', async (name, file) => {
  await open(name);
  expect(await text('wx-page')).toContain(file);
  await phone.evaluate("__simulator__.open('pages/home/index')");
  await phone.locator('#home').waitFor();
});

test('a component whose script fails leaves its page and its neighbours alone', async () => {
  await open('part');
  expect(await text('wx-good-part')).toBe('good');
  expect(await text('#inside')).toBe('里面的');
  expect(await text('wx-page')).toContain('components/bad/index.js: this part does not load');
  expect(await told()).toMatchObject([{ message: 'this part does not load' }]);
});

test('what a module does not export is undefined; a module that is not there fails where it is asked for', async () => {
  await open('imports');
  expect(await text('#imports')).toBe('here undefined rooted');
  expect(await text('#missing')).toContain('../../utils/nowhere');
  expect(await told()).toEqual([]);
});

test.each(['settings', 'script'])('a page with a mistake in its %s is drawn without it', async (name) => {
  await open(name);
  expect(await text(`#${name}`)).toBe('还在');
});

test('remarks of the template compiler reach the console and no banner', async () => {
  const lines: string[] = [];
  const context = await browser.newContext();
  phone = await context.newPage();
  phone.on('console', (message) => lines.push(message.text()));
  await phone.goto(`${simulator.url}/phone?openid=o-other&path=pages/remarks/index`);
  await phone.waitForSelector('#remarks');
  expect(lines.filter((line) => line.startsWith('pages/remarks/index.wxml:1'))).not.toEqual([]);
  expect(await told()).toEqual([]);
});

test('an API that is not there is undefined for who asks, and fails by its name for who calls', async () => {
  await open('asks');
  expect(await text('#answers')).toBe('no undefined true false false true false false');
  expect(await told()).toEqual([]);
  await phone.locator('#answers').click();
  await phone.locator('#banner', { hasText: 'startBeaconDiscovery' }).waitFor();
});

test('a tag that is not there is drawn as its name, with what stands in it and around it', async () => {
  await open('unknown');
  expect(await texts('wx-view')).toEqual(['前面', '读得到', '后面']);
  expect(await text('wx-live-player')).toContain('<live-player>');
  expect(await told()).toMatchObject([{ where: 'pages/unknown/index.wxml' }]);
});

test('scripts share global, load modules of other packages later, and see nothing of the browser', async () => {
  await open('modules');
  await phone.locator('#failed', { hasText: 'packages/later/gone.js' }).waitFor();
  expect(await text('#modules')).toBe('app.js later later undefined undefined undefined');
  expect(await told()).toEqual([]);
});
