import { join } from 'node:path';

import type { Browser, FrameLocator, Page } from 'playwright-core';
import { create } from 'qrcode';

import type { WalkStep } from '../../simulator/runtime/walk';
import { startSimulator } from '../../simulator/server/index';
import type { Simulator, Waiting } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { startTestEmulator } from '../../harness/emulator';
import type { TestEmulator } from '../../harness/emulator';
import { until } from '../../harness/wait';

let browser: Browser;
let emulator: TestEmulator;
let simulator: Simulator;
let panel: Page;
let left: FrameLocator;
let right: FrameLocator;

beforeAll(async () => {
  emulator = await startTestEmulator({ build: { source: join(__dirname, 'functions'), names: ['echo'] } });
  [browser, simulator] = await Promise.all([
    launchBrowser(),
    startSimulator({ emulatorUrl: emulator.url, root: join(__dirname, 'fixture'), watch: false }),
  ]);
});

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await emulator.close();
});

beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  panel = await context.newPage();
  await panel.goto(simulator.url);
  [left, right] = [panel.frameLocator('iframe').nth(0), panel.frameLocator('iframe').nth(1)];
  await Promise.all([left, right].map((phone) => phone.locator('#life').waitFor()));
});
afterEach(() => panel.context().close());

/** What of the controls above a phone stands out over it. */
const CUT = (node: unknown) => {
  const controls = node as HTMLElement;
  const { right: edge } = controls.getBoundingClientRect();
  return [...controls.querySelectorAll('button, select')]
    .filter((one) => one.getBoundingClientRect().right > edge + 1)
    .map((one) => one.textContent);
};

/** The nth phone's own window. */
function inPhone<T>(index: number, expression: string): Promise<T> {
  const phone = panel.frames().filter((frame) => frame.url().includes('/phone'))[index];
  if (!phone) throw new Error(`no phone ${index}`);
  return phone.evaluate<T>(expression);
}

test.each([
  [1280, 900],
  [1366, 680],
  [1024, 768],
])(
  'a screen of %i × %i shows both phones whole, without scrolling, and they can be used',
  async (width, height) => {
    await panel.setViewportSize({ width, height });
    await until(async () => {
      const [wide, high] = await panel.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]',
      );
      return wide === width && high === height;
    });
    for (const at of [0, 1]) {
      const box = await panel.locator('iframe').nth(at).boundingBox();
      expect(box?.width).toBeGreaterThan(280);
      expect((box?.x ?? 0) + (box?.width ?? width)).toBeLessThan(width);
      expect((box?.y ?? 0) + (box?.height ?? height)).toBeLessThan(height);
      const controls = panel.locator('.device header').nth(at);
      expect(await controls.evaluate(CUT)).toEqual([]);
      expect(await inPhone<number>(at, 'innerWidth')).toBe(375);
      expect(await inPhone<number>(at, 'innerHeight')).toBeGreaterThanOrEqual(666);
    }
    await left.getByLabel('更多').click();
    await left.getByRole('button', { name: '在另一台手机上打开' }).click();
    await right.locator('#box').waitFor();
  },
);

test('a phone becomes that of whoever is chosen', async () => {
  const select = panel.getByLabel('左边的手机在谁手里');
  const openids = await select
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as unknown as { value: string }).value));
  const other = openids[1] ?? '';
  await select.selectOption(other);
  // The page before it has what is waited for, too, and goes away meanwhile.
  await until(async () => (await inPhone<string>(0, '__boot.openid').catch(() => '')) === other);
  await left.locator('#life').waitFor();
});

test('the network of one phone goes and comes back, that of the other stays', async () => {
  await panel.getByRole('button', { name: '网络：通' }).first().click();
  await left.locator('#status', { hasText: '无网络' }).waitFor();
  expect(await right.locator('#status').innerText()).toContain('Wi-Fi');
  await panel.getByRole('button', { name: '网络：断了' }).click();
  await left.locator('#status', { hasText: 'Wi-Fi' }).waitFor();
});

test('the text of one phone grows, as in WeChat’s settings, and its person comes back to the page', async () => {
  const size = (phone: number) => inPhone<number>(phone, 'wx.getAppBaseInfo().fontSizeSetting');
  await inPhone(0, 'void (window.shown = 0, wx.onAppShow(() => (window.shown += 1)))');
  for (const [name, px] of [
    ['标准', 20],
    ['大', 26],
  ] as const) {
    await panel
      .getByRole('button', { name: `字号：${name}`, exact: true })
      .first()
      .click();
    await panel
      .frames()
      .find((frame) => frame.url().includes('/phone'))
      ?.waitForFunction(`wx.getAppBaseInfo().fontSizeSetting === ${px}`);
  }
  expect(await size(1)).toBe(16);
  expect(await inPhone<number>(0, 'window.shown')).toBe(2);
  await panel.getByRole('button', { name: '字号：最大' }).click();
  await panel.getByRole('button', { name: '字号：标准' }).nth(1).waitFor();
});

test('the clock of the cloud moves, and the phones follow', async () => {
  const before = await inPhone<number>(0, 'Date.now()');
  await panel.getByRole('button', { name: '+1 天' }).click();
  await panel.getByText('（拨过）').waitFor();
  const dayLater = before + 24 * 3600 * 1000;
  const phone = panel.frames().find((frame) => frame.url().includes('/phone'));
  await phone?.waitForFunction((then) => Date.now() >= then, dayLater);
  await panel.getByRole('button', { name: '真实时间' }).click();
  await phone?.waitForFunction((then) => Date.now() < then, dayLater);
});

test('the camera of one phone sees the code on the screen of the other', async () => {
  const { size, data } = create('hello-from-the-other').modules;
  await inPhone(
    1,
    `(() => {
      const canvas = document.createElement('canvas');
      document.querySelector('.page-scroll').prepend(canvas);
      canvas.width = canvas.height = ${size};
      const pen = canvas.getContext('2d');
      ${JSON.stringify([...data])}.forEach((bit, at) => bit && pen.fillRect(at % ${size}, Math.floor(at / ${size}), 1, 1));
    })()`,
  );
  const scan = inPhone<{ result: string }>(0, 'wx.scanCode()');
  expect((await scan).result).toBe('hello-from-the-other');
});

test('what is pasted counts as seen, and closing the camera is a refusal', async () => {
  const pasted = inPhone<{ result: string }>(0, 'wx.scanCode()');
  await left.getByLabel('码的内容').fill('pasted');
  await left.getByRole('button', { name: '用粘贴的内容' }).click();
  expect((await pasted).result).toBe('pasted');
  const closed = inPhone<string>(0, 'wx.scanCode().catch(({ errMsg }) => errMsg)');
  await left.getByRole('button', { name: '取消' }).click();
  expect(await closed).toMatch(/^scanCode:fail/);
});

test('what is shared opens on the other phone', async () => {
  await left.getByLabel('更多').click();
  await left.getByRole('button', { name: '在另一台手机上打开' }).click();
  await right.locator('#box').waitFor();
  expect(await inPhone<string>(1, '__simulator__.currentPath()')).toBe('packages/sub/detail/index?id=7');
});

test('a message of WeChat can be read beside the phones, and opens its page', async () => {
  const openid = await inPhone<string>(0, '__boot.openid');
  await emulator.records.addMessage({
    openid,
    templateId: 'local-reminderSoon',
    page: 'packages/sub/detail/index?id=9',
    data: { thing1: '义诊', time2: '2026-11-23 08:30' },
    at: new Date(0),
  });
  const message = panel.locator('.mail li', { hasText: '活动即将开始提醒' }).first();
  await message.waitFor();
  expect(await message.innerText()).toContain('义诊 · 2026-11-23 08:30');
  await message.getByRole('button', { name: '点开' }).click();
  await left.locator('#box').waitFor();
  expect(await inPhone<string>(0, '__simulator__.currentPath()')).toBe('packages/sub/detail/index?id=9');
});

test('what can be tried next is ticked once it has really happened, by who it was for, and stays so', async () => {
  const step = (title: string, actions: string[]): WalkStep => ({
    title,
    left: 'guest-2',
    right: 'guest-1',
    parts: [
      { words: '做这件事', done: { by: 'guest-2', actions } },
      { words: '断网', done: { by: 'guest-1', phone: 'offline' } },
    ],
  });
  const walked = await startSimulator({
    emulatorUrl: emulator.url,
    root: join(__dirname, 'fixture'),
    watch: false,
    builds: await simulator.builds(),
    walk: [step('头一步', ['first']), step('第二步', ['second'])],
  });
  const done = panel.locator('.walk .done');
  const call = (action: string) =>
    inPhone(0, `wx.cloud.callFunction({ name: 'echo', data: { action: '${action}' } }).then(() => 0)`);
  await panel.goto(walked.url);
  await left.locator('#life').waitFor();
  await call('first');
  await panel.getByRole('button', { name: '把手机交给' }).click();
  await panel.getByRole('button', { name: '把手机交给' }).waitFor({ state: 'detached' });
  await until(async () => (await inPhone<string>(0, '__boot.openid').catch(() => '')) === 'guest-2');
  await left.locator('#life').waitFor();
  expect(await done.count()).toBe(0);
  await call('first');
  await done.filter({ hasText: '做这件事' }).waitFor();
  await panel.getByRole('button', { name: '网络：通' }).nth(1).click();
  await panel.getByText('（做完了）').waitFor();
  emulator.resetMetrics();
  await panel.reload();
  await panel.getByText('（做完了）').waitFor();
  await panel.getByRole('button', { name: '下一步' }).click();
  await panel.getByRole('heading', { name: '第二步' }).waitFor();
  expect(await done.count()).toBe(1);
  await walked.close();
});

describe('the server', () => {
  let port = 0;
  let building: Waiting | undefined;
  let begun = 0;
  const serve = async (emulatorUrl = emulator.url): Promise<Simulator> =>
    startSimulator({
      emulatorUrl,
      root: join(__dirname, 'fixture'),
      watch: false,
      port,
      builds: await simulator.builds(),
      waiting: () => building,
      startOver: () => {
        begun += 1;
        building = { words: '正在建', share: 0.25 };
        return Promise.resolve();
      },
    });
  let served: Simulator;

  beforeEach(async () => {
    [port, building, begun] = [0, undefined, 0];
    served = await serve();
    ({ port } = served);
    await panel.goto(served.url);
    await left.locator('#life').waitFor();
  });
  afterEach(() => served.close());

  test('says when it is gone, and comes back by itself', async () => {
    await served.close();
    await panel.getByRole('alert').filter({ hasText: 'npm start' }).waitFor();
    served = await serve();
    await panel.getByRole('alert').waitFor({ state: 'hidden' });
    await left.locator('#life').waitFor();
  });

  test('says when the cloud alone is gone', async () => {
    await served.close();
    served = await serve('http://127.0.0.1:9');
    await panel.getByRole('alert').filter({ hasText: '本地云' }).waitFor();
  });

  test('starts over only when it is meant, forgets what phones keep, and draws a bar until all is there', async () => {
    await inPhone(0, "wx.setStorageSync('mine', 1)");
    panel.once('dialog', (dialog) => void dialog.dismiss());
    await panel.getByRole('button', { name: '从头再来' }).click();
    expect(begun).toBe(0);
    panel.once('dialog', (dialog) => void dialog.accept());
    await panel.getByRole('button', { name: '从头再来' }).click();
    const bar = panel.getByRole('progressbar');
    await bar.waitFor();
    await until(async () => (await bar.getAttribute('value')) === '0.25');
    expect(begun).toBe(1);
    building = undefined;
    await left.locator('#life').waitFor();
    expect(await inPhone(0, "wx.getStorageSync('mine')")).toBe('');
  });
});
