/** Two phones at an event, and no network: what is noted on either is told once, when there is one again. */
import type { Browser } from 'playwright-core';

import { MINUTE, SECOND } from '#domain/time';
import type { MySignup } from '#domain/signups/views';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';

const VOLUNTEER = 'o-chen-xiaoyu';
const LEADER = 'o-wang-fang';
/** A code stands for so long, and tells the time no finer. */
const STEP = 10 * SECOND;

let browser: Browser;
let city: City;
let table: Table;
let volunteer: Phone;
let leader: Phone;
let signup: MySignup;

const step = story(() => table.page);
const desk = () => `packages/leader/desk/index?slotId=${signup.slotId}`;

inCity(async (scene) => {
  ({ city, browser } = scene);
  signup = await nextShift();
  table = await openTable(browser, city.url, { left: VOLUNTEER, right: LEADER });
  ({ left: volunteer, right: leader } = table);
  for (const phone of [volunteer, leader]) {
    await phone.allowLocation();
    await phone.screen.locator('wx-activity-card').first().waitFor();
  }
});

afterEach(async () => {
  expect([await volunteer.errors(), await leader.errors()]).toEqual([[], []]);
});

async function ask<T>(fn: string, action: string, input: object, openid: string): Promise<T> {
  const { result } = await city.emulator.call<{ data: T }>(
    fn,
    { action, input, nonce: `e2e-${action}` },
    openid,
  );
  if (!result) throw new Error(`no answer to ${action}`);
  return result.data;
}

/** The volunteer's shift that begins soon. */
async function nextShift(): Promise<MySignup> {
  const { coming } = await ask<{ coming: MySignup[] }>('member', 'me.view', {}, VOLUNTEER);
  const [next] = coming.filter(({ presence }) => presence.state === 'expected');
  if (!next) throw new Error('the volunteer has no shift');
  return next;
}

interface Attendance {
  accountId: string;
  marks: { move: string; at: Date; by: string; flags: string[]; reason: string }[];
  undone: unknown[];
  pairs: { in: Date; out: Date }[];
  openSince?: Date;
  flags: string[];
}

/** What the cloud has of this shift. */
async function kept(): Promise<Attendance[]> {
  const { documents } = await city.emulator.data('attendances', {
    query: { slotId: signup.slotId },
    limit: 100,
  });
  return documents as unknown as Attendance[];
}

/** The camera opens by itself with the page; here nobody holds a code before it. */
async function lookAtWaiting(phone: Phone): Promise<void> {
  await phone.answer('取消');
  await phone.reads(/记在这部手机上/);
}

describe('the volunteer’s phone has no network', () => {
  /** Of the scan. */
  let earliest = 0;
  let latest = 0;
  const scan = 'packages/volunteer/scan/index';

  step('scans the leader’s screen, and what was scanned is kept', async () => {
    await leader.open(`/${desk()}`);
    await leader.screen.locator('#code canvas').waitFor();
    await volunteer.world({ online: false });
    earliest = await volunteer.now();
    await volunteer.open(`/${scan}`);
    await volunteer.reads('已记下，会自动提交', await volunteer.page(scan));
    latest = await volunteer.now();
    expect(await kept()).toEqual([]);
    // A camera opened again would read the same screen.
    await leader.open('/pages/me/index');
  });

  step('is closed and opened again: it still waits', async () => {
    await volunteer.restart();
    await volunteer.open(`/${scan}`);
    await lookAtWaiting(volunteer);
  });

  step('has network again: the cloud has it once, with the time of the scan', async () => {
    // Until then the code could still have been on the screen: nothing would be late about it.
    const later = (await volunteer.now()) + 2 * MINUTE;
    await city.setClock(later);
    await volunteer.clockReaches(later);
    await volunteer.world({ online: true });
    await until(async () => (await kept()).length > 0);
    const [attendance, ...others] = await kept();
    expect(others).toEqual([]);
    expect(attendance?.marks).toHaveLength(1);
    expect(attendance?.flags).toContain('OFFLINE');
    const since = attendance?.openSince?.getTime() ?? 0;
    expect(since).toBeGreaterThanOrEqual(earliest - STEP);
    expect(since).toBeLessThanOrEqual(latest + STEP);
    await leader.open(`/${desk()}`);
    await leader.screen.locator('.here', { hasText: '1' }).waitFor();
  });
});

describe('the leader’s phone has no network', () => {
  step('opens the desk again: the code turns, the list stands', async () => {
    await leader.world({ online: false });
    await leader.restart();
    await leader.open(`/${desk()}`);
    await leader.page('packages/leader/desk/index');
    await leader.picture('#code canvas', await leader.picture('#code canvas'));
    await leader.reads('应到');
    await leader.reads(/没有网络/);
  });

  step('scans the volunteer’s own code: out, waiting to be told', async () => {
    await volunteer.open('/packages/volunteer/code/index');
    await (await volunteer.page('packages/volunteer/code/index')).locator('#code canvas').waitFor();
    await leader.tap('扫个人码');
    await leader.answer('签退');
    await leader.reads(/有 1 条记在这部手机上/);
    await leader.screen.locator('.pending').first().waitFor();
  });

  step(
    'names two in with a reason; takes back one, which was never sent, and the scan, which was',
    async () => {
      for (const position of [0, 0]) await name(position);
      await leader.reads(/有 3 条记在这部手机上/);
      const pending = leader.screen.locator('.person', { hasText: '待上传' });
      await pending.filter({ hasText: '没带手机' }).first().locator('.more').click();
      await takeBack('撤销签到');
      await leader.reads(/有 2 条记在这部手机上/);
      await pending.filter({ hasText: '陈晓雨' }).locator('.more').click();
      await takeBack('撤销签退');
      await leader.reads(/有 3 条记在这部手机上/);
    },
  );

  async function takeBack(label: string): Promise<void> {
    await leader.answer(label);
    await leader.answer('撤销');
  }

  async function name(position: number): Promise<void> {
    await leader.tap('点名登记');
    const sheet = leader.screen.locator('wx-name-sheet');
    await sheet.locator('[class*="person"]').nth(position).click();
    const reason = leader.screen.locator('wx-reason-sheet');
    await reason.getByText('没带手机', { exact: true }).click();
    await reason.getByText('确定', { exact: true }).click();
    await reason.getByText('确定', { exact: true }).waitFor({ state: 'hidden' });
  }

  step('has network again: everything is there, exactly once', async () => {
    expect((await kept()).flatMap(({ marks }) => marks)).toHaveLength(1);
    await leader.world({ online: true });
    await leader.reads(/已经交上去了/);
    await until(async () => (await kept()).flatMap(({ undone }) => undone).length > 0);
    const all = await kept();
    expect(all).toHaveLength(2);
    const own = all.find(({ marks }) => marks.some(({ move }) => move === 'out'));
    expect(own?.marks.map(({ move }) => move)).toEqual(['in', 'out']);
    expect(own?.openSince?.getTime()).toBe(own?.marks[0]?.at.getTime());
    const named = all.find(({ marks }) => marks[0]?.reason === '没带手机');
    expect(named?.marks).toHaveLength(1);
    expect(named?.openSince).toBeDefined();
    await leader.screen.locator('.pending').first().waitFor({ state: 'detached' });
  });
});
