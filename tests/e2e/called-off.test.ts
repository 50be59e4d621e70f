/** The first of two days has been held, the second is called off by itself: one phone of its leader, one of who came. */
import type { Browser } from 'playwright-core';

import { slotIdOf } from '#domain/ids';
import { DAY, HOUR } from '#domain/time';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { HoursWorld } from '../support/hours';
import { openPhone, type LonePhone } from '../../harness/phones';
import { story } from '../support/steps';
import { MORNING } from '../../harness/world';
import { startTestSimulator } from '../../harness/simulator';

const LIST = 'packages/leader/activities/index';
const CONFIRM = 'packages/leader/confirm/index';
const FORM = 'packages/leader/post/index';
const start = MORNING + 2 * HOUR;

let h: HoursWorld;
let simulator: Simulator;
let browser: Browser;
let leader: LonePhone;
let volunteer: LonePhone;
let activityId = '';

const step = story(() => leader.window);
const phone = (openid: string, path: string) => openPhone(browser, simulator.url, { openid, path });
const page = () => `packages/resident/activity/index?id=${activityId}`;

beforeAll(async () => {
  [h, browser] = await Promise.all([HoursWorld.start(), launchBrowser()]);
  simulator = await startTestSimulator(h.world.emulator.url);
  await h.next();
  const days = [0, 1, 2].map((day) => ({
    name: `第${day + 1}天`,
    start: start + day * DAY,
    end: start + day * DAY + 2 * HOUR,
  }));
  ({ activityId } = await h.world.post(days));
  for (const day of [1, 2])
    await h.world.did(h.who, 'signups.take', { slotId: slotIdOf(activityId, day), wait: false });
  await h.serve({ slotId: slotIdOf(activityId, 1), start, end: start + 2 * HOUR });
  await h.world.at(start + 5 * HOUR);
  leader = await phone('leader', LIST);
}, 400_000);

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await h.world.close();
});

afterEach(async () => expect(await leader.errors()).toEqual([]));

step('the leader calls off the second day, and is told who was told', async () => {
  await leader.tap('取消这一场');
  await leader.reads(/别的场次不变/);
  await leader.tap('天气不好');
  await leader.screen.locator('wx-reason-sheet').getByText('取消这一场', { exact: true }).last().click();
  await leader.reads('已取消，已通知 1 人', leader.overlay);
  await leader.reads('这一场取消了：天气不好');
});

step('who signed up reads which day is off, and keeps what they have of the first', async () => {
  volunteer = await phone(h.who, page());
  await volunteer.reads('这一场取消了：天气不好');
  await volunteer.reads(/已取消：不用去了/);
  await volunteer.reads(/已签退：谢谢您/);
  expect(await volunteer.errors()).toEqual([]);
});

step('the third day is moved: the form shows what is still to come alone', async () => {
  await leader.open(LIST);
  await leader.tap('修改');
  await leader.page(FORM);
  await leader.screen.locator('wx-slot-editor').nth(0).waitFor();
  expect(await leader.screen.locator('wx-slot-editor').count()).toBe(1);
  await leader.screen.locator('wx-slot-editor wx-picker').nth(1).click();
  await leader.overlay.locator('.wx-wheel').first().locator('.wx-wheel-row').nth(9).click();
  await leader.answer('确定');
  await leader.tap('改好了');
  await leader.reads('大家看到的已经是新的');
});

step('the hours of the first day have their button, and are confirmed', async () => {
  await leader.open(LIST);
  await leader.tap('确认时长');
  await leader.page(CONFIRM);
  await leader.tap('全部确认');
  await leader.overlay.getByText('确认', { exact: true }).last().click();
  await leader.reads(/已记入 1 人/);
  expect(await h.total()).toBeGreaterThan(100);
});
