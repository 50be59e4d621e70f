/** Hours beyond one person's word: asked about, corrected, approved above, made up for, confirmed in a leader's place. */
import type { Browser } from 'playwright-core';

import { confirmBy } from '#domain/hours/calendar';
import { DAY, HOUR } from '#domain/time';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';
import { HoursWorld } from '../support/hours';
import { openPhone, type LonePhone } from '../../harness/phones';
import { story } from '../support/steps';
import { settings } from '../../harness/small-city';
import { type World } from '../../harness/world';
import { startTestSimulator } from '../../harness/simulator';

const HOURS = 'packages/volunteer/hours/index';
const LINE = 'packages/volunteer/line/index';
const QUESTIONS = 'packages/volunteer/questions/index';
const CONFIRM = 'packages/leader/confirm/index';
const CASES = 'packages/leader/cases/index';
const CORRECT = 'packages/leader/correct/index';
const MAKE_UP = 'packages/leader/makeup/index';
const STAFF = 'packages/centre/hours/index';

let h: HoursWorld;
let world: World;
let simulator: Simulator;
let browser: Browser;
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

beforeAll(async () => {
  [h, browser] = await Promise.all([HoursWorld.start(), launchBrowser()]);
  world = h.world;
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

describe('a question about a line', () => {
  step('is asked where the line is read', async () => {
    await h.next();
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    const { lines } = await world.did('leader', 'hours.proposals', { slotId: slot.slotId });
    const less = lines.map(({ attendanceId }) => ({ attendanceId, minutes: 60, reason: '早退' }));
    await world.did('leader', 'hours.confirm', { slotId: slot.slotId, lines: less });
    const phone = await at(h.who, HOURS);
    await phone.reads('账目完整：1 笔逐笔核对，没有改动');
    await phone.tap('看明细');
    const line = await phone.page(LINE);
    await phone.reads('这一场 2 小时，队长核对后改过', line);
    await phone.tap('有疑问？问队长');
    await phone.tap('时间记少了');
    await phone.tap('发给队长');
    await phone.page(QUESTIONS);
    await phone.reads('等队长答复');
  });

  step('is answered by the leader with a correction', async () => {
    const phone = await at('leader', CASES);
    await phone.reads('时间记少了');
    await phone.tap('更正时长');
    const page = await phone.page(CORRECT);
    await phone.reads('现在记 1 小时', page);
    await phone.tap('提交，请另一个人确认');
    await phone.reads('请先改成对的分钟数', page);
    await page.getByLabel('加 30').click();
    await page.getByLabel('加 5', { exact: true }).click();
    await phone.reads('加 35 分钟', page);
    await phone.tap('签到签退记错了');
    await phone.tap('提交，请另一个人确认');
    await phone.page(CASES);
    await phone.tap('我提出的');
    await phone.reads('等另一位队长或工作人员确认');
    expect(await phone.screen.getByText('同意', { exact: true }).count()).toBe(0);
  });

  step('and stands once a second person agrees; the volunteer sees it', async () => {
    const deputy = await at('deputy', CASES);
    await deputy.reads('现在 1 小时，加 35 分钟');
    await deputy.tap('同意');
    await deputy.overlay.getByText('同意', { exact: true }).last().click();
    await deputy.reads('没有等您办的');
    const phone = await at(h.who, HOURS);
    await phone.reads('账目完整：2 笔逐笔核对，没有改动');
    await phone.reads('记到这里共 1 小时 35 分');
    await at(h.who, QUESTIONS);
    await phone.reads('已更正');
  });
});

describe('more than eight hours in a day', () => {
  step('wait for the centre, as the leader is told', async () => {
    await h.next();
    const slot = await h.shift(0, 9);
    await h.serve(slot);
    await phones.get('leader')?.clockReaches(slot.end);
    const phone = await at('leader', `${CONFIRM}?slotId=${slot.slotId}`);
    await phone.reads('确认时长：还剩 10 个工作日');
    await phone.tap('全部确认');
    await phone.overlay.getByText('确认', { exact: true }).last().click();
    await phone.reads('一天超过上限，等实践中心确认');
    expect(await h.total()).toBe(0);
    const mine = await at(h.who, QUESTIONS);
    await mine.reads('等实践中心确认');
  });

  step('are credited once the centre agrees', async () => {
    const phone = await at('centre', STAFF);
    await phone.reads('一天超过上限');
    await phone.tap('同意');
    await phone.overlay.getByText('同意', { exact: true }).last().click();
    await phone.reads('没有等您确认的时长');
    const mine = await at(h.who, HOURS);
    await mine.reads('账目完整：1 笔逐笔核对，没有改动');
    expect(await h.total()).toBeGreaterThan(480);
  });
});

describe('hours made up for', () => {
  step('need a second person', async () => {
    await h.next();
    const slot = await h.shift(0, 2);
    await world.at(slot.end + HOUR);
    await phones.get('leader')?.clockReaches(slot.end);
    const phone = await at('leader', `${CONFIRM}?slotId=${slot.slotId}`);
    await phone.tap('有人没签到？补记时长');
    await phone.page(MAKE_UP);
    await phone.tap(h.who);
    await phone.tap('提交，请另一个人确认');
    await phone.reads('请选一个原因，或写一句');
    await phone.tap('忘了签到，全程都在');
    await phone.tap('提交，请另一个人确认');
    await phone.page(CONFIRM);
    await at('leader', CASES);
    await phone.reads('要由另一个人来办');
    expect(await phone.screen.getByText('同意', { exact: true }).count()).toBe(0);
    expect(await h.total()).toBe(0);
  });

  step('which says no with a reason, or agrees', async () => {
    const phone = await at('institute', STAFF);
    await phone.tap('不同意');
    await phone.tap('没有依据');
    await phone.screen
      .locator('reason-sheet, wx-reason-sheet')
      .getByText('不同意', { exact: true })
      .last()
      .click();
    await phone.reads('没有等您确认的时长');
    expect(await h.total()).toBe(0);
    const leader = await at('leader', CASES);
    await leader.tap('我提出的');
    await leader.reads('没有同意');
  });
});

describe('a name that reached the cloud when the shift was over', () => {
  step('is confirmed by its leader as far as that goes, who is told so before', async () => {
    await h.next();
    const slot = await h.shift(0, 2);
    const told = slot.end + HOUR;
    await world.at(told);
    const named = { slotId: slot.slotId, personId: h.accountId, move: 'in' as const, reason: '手机没电' };
    await world.did('leader', 'attendance.record', { ...named, takenAt: slot.start, sentAt: told });
    await phones.get('leader')?.clockReaches(told);
    const phone = await at('leader', `${CONFIRM}?slotId=${slot.slotId}`);
    await phone.reads('没有扫码的记录，要另一位队长或工作人员同意才记入');
    await phone.reads('其中 1 人要另一个人同意');
    await phone.tap('全部确认');
    await phone.overlay.getByText('确认', { exact: true }).last().click();
    await phone.reads('等另一位队长或工作人员确认');
    expect(await h.total()).toBe(0);
    const mine = await at(h.who, QUESTIONS);
    await mine.reads('补记时长');
    await mine.reads('手机没电');
    await mine.reads('等另一位队长或工作人员确认');
  });

  step('and stands once another leader agrees', async () => {
    const deputy = await at('deputy', CASES);
    await deputy.reads('手机没电');
    await deputy.tap('同意');
    await deputy.overlay.getByText('同意', { exact: true }).last().click();
    await deputy.reads('没有等您办的');
    const mine = await at(h.who, HOURS);
    await mine.reads('记到这里共 2 小时');
    await mine.tap('看明细');
    await mine.reads('当时没有签到记录，由队长补记，另一个人核实后记入', await mine.page(LINE));
  });
});

describe('hours that nobody confirms in time', () => {
  step('come to the staff, who confirm in the leader’s place', async () => {
    await h.next();
    const slot = await h.shift(0, 2);
    await h.serve(slot);
    await world.at(confirmBy(slot.end, settings) + DAY);
    await world.jobs.escalate();
    await phones.get('institute')?.clockReaches(confirmBy(slot.end, settings));
    const phone = await at('institute', STAFF);
    await phone.reads(/已过期限/);
    await phone.tap('替队长确认');
    await phone.page(CONFIRM);
    await phone.reads('您在替队长确认，会记入操作日志');
    await phone.tap('全部确认');
    await phone.overlay.getByText('确认', { exact: true }).last().click();
    await phone.reads(/已记入 1 人/);
    expect(await h.total()).toBeGreaterThan(0);
  });
});
