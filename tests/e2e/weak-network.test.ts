/** Two phones at an event, and a network or a cloud that is not away but bad: nothing is lost, nothing counts twice. */
import type { Browser } from 'playwright-core';

import { SECOND } from '#domain/time';
import type { MySignup } from '#domain/signups/views';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';

const VOLUNTEER = 'o-chen-xiaoyu';
const LEADER = 'o-wang-fang';
const SCAN = 'packages/volunteer/scan/index';
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

const marks = async () => (await kept()).flatMap((attendance) => attendance.marks);

/** The volunteer's camera sees the leader's screen. */
async function scan(): Promise<void> {
  await leader.open(`/${desk()}`);
  await leader.screen.locator('#code canvas').waitFor();
  await volunteer.open(`/${SCAN}`);
  await volunteer.page(SCAN);
}

describe('the first call hangs, and is lost', () => {
  let earliest = 0;
  let latest = 0;

  step('what was scanned is noted, and said so, while nothing comes back', async () => {
    await volunteer.world({ weak: true });
    earliest = await volunteer.now();
    await scan();
    await volunteer.reads(/^已记下/);
    latest = await volunteer.now();
    await volunteer.reads('已记下，会自动提交');
    expect(await kept()).toEqual([]);
  });

  step('sent again it counts once, from the scan, and no clock is called wrong', async () => {
    await volunteer.world({ weak: false });
    await volunteer.reads('签到已提交');
    const [attendance, ...others] = await kept();
    expect(others).toEqual([]);
    expect(attendance?.marks).toHaveLength(1);
    expect(attendance?.flags).not.toContain('CLOCK_WRONG');
    const since = attendance?.openSince?.getTime() ?? 0;
    expect(since).toBeGreaterThanOrEqual(earliest - STEP);
    expect(since).toBeLessThanOrEqual(latest + STEP);
  });
});

describe('the answer is lost', () => {
  step('what took effect is sent again and counts once, from before the question', async () => {
    await volunteer.world({ nextCall: { fails: 'answerLost', containing: 'attendance.checkOut', times: 1 } });
    await scan();
    await volunteer.reads('您已经签到了');
    const asked = await volunteer.now();
    await volunteer.tap('现在就签退');
    await volunteer.reads('签退成功');
    const [came, left, ...more] = await marks();
    expect([came?.move, left?.move, more]).toEqual(['in', 'out', []]);
    expect(left?.at.getTime()).toBeLessThanOrEqual(asked);
  });
});

describe('the cloud cannot answer for a while', () => {
  const broken = (containing: string, times: number) =>
    leader.world({ nextCall: { fails: -502001, containing, times } });

  step('once is not noticed: the leader’s desk stays', async () => {
    await broken('desk.', 1);
    await leader.restart();
    await leader.open(`/${desk()}`);
    await leader.picture('#code canvas');
    await leader.reads('应到');
  });

  step('longer than it is tried: the code turns, what is kept stays kept', async () => {
    await broken('desk.', 1000);
    await leader.reads(/人数停在/);
    await leader.picture('#code canvas', await leader.picture('#code canvas'));
    await leader.restart();
    await leader.open(`/${desk()}`);
    await leader.picture('#code canvas');
    await leader.reads(/人数停在/);
    await broken('', 0);
    await leader.screen.getByText(/人数停在/).waitFor({ state: 'hidden' });
  });

  step('too many at once: the scan waits, and comes through', async () => {
    await volunteer.world({ nextCall: { fails: -501004, containing: 'attendance.check', times: 2 } });
    await scan();
    await volunteer.tap('再次签到');
    await until(async () => (await marks()).length === 3);
  });
});

describe('the phone does not find itself', () => {
  const where = () => volunteer.screen.getByText(/附近$/).first();

  step('once: it is tried again, and nothing is noticed', async () => {
    await volunteer.world({ failingFixes: 1 });
    await volunteer.restart();
    await volunteer.open('/pages/home/index');
    await where().waitFor();
  });

  step('more often: a failure is no refusal, and the next look finds it', async () => {
    await volunteer.world({ failingFixes: 2 });
    await volunteer.restart();
    await volunteer.page('pages/home/index');
    await volunteer.screen.locator('wx-activity-card').first().waitFor();
    expect(await where().count()).toBe(0);
    await volunteer.tab('我的');
    await volunteer.tab('首页');
    await where().waitFor();
  });
});

describe('storage is full', () => {
  step('an area can be chosen all the same, while the app is open', async () => {
    await volunteer.world({ storageFull: true });
    await volunteer.open('/packages/settings/place/index');
    const area = volunteer.screen.locator('.township').nth(1);
    const name = (await area.innerText()).trim();
    await area.click();
    await volunteer.reads(name);
  });

  step('a scan without network says that it hangs on the open app; then it is told', async () => {
    await scan();
    await volunteer.reads('您已经签到了');
    await volunteer.world({ online: false });
    await volunteer.tap('现在就签退');
    await volunteer.reads(/手机存储满了/);
    await volunteer.world({ online: true, storageFull: false });
    await until(async () => (await marks()).length === 4);
    expect((await marks()).map(({ move }) => move)).toEqual(['in', 'out', 'in', 'out']);
  });
});
