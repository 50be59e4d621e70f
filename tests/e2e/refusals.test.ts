/** What goes wrong on the way: the phone says it in plain words, nothing is lost, and nothing is done twice. */
import type { Browser, Locator } from 'playwright-core';

import { makeCode } from '#domain/attendance/code';
import { accountIdOf } from '#domain/ids';
import { DAY, HOUR, MINUTE, SECOND } from '#domain/time';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openPhone, type LonePhone } from '../../harness/phones';
import { until } from '../../harness/wait';
import type { World } from '../../harness/world';

const LEADER = 'o-wang-fang';
/** Holds a place that begins soon, and one tomorrow morning. */
const VOLUNTEER = 'o-chen-xiaoyu';
/** On duty now, free tomorrow. */
const OTHER = 'o-zhao-lei';
const FAR = { longitude: 111.7, latitude: 34.9 };

let browser: Browser;
let city: City;
let world: World;
let phone: LonePhone;

inCity((scene) => {
  ({ city, browser, world } = scene);
});

afterEach(async () => {
  expect(await phone.errors()).toEqual([]);
  await phone.close();
});

const hold = async (openid: string, path: string): Promise<LonePhone> =>
  (phone = await openPhone(browser, city.url, { openid, path }));

interface Posted {
  readonly path: string;
  readonly slotId: string;
}

/** Beyond what the seed has people do. */
let days = 35;

/** An activity of the leader's team, on a later day each time, when nobody here has anything else to do. */
async function post(capacity: number, start = city.seededAt + (days += 1) * DAY): Promise<Posted> {
  const { activityId } = await world.did(LEADER, 'activities.post', {
    teamId: await teamId(),
    title: '教老人用手机',
    category: 'science',
    summary: '手把手教',
    risks: '无',
    contactPhone: '0398-2820001',
    venue: { stationId: '4112' },
    slots: [{ kind: 'shift', name: '上午班', start, end: start + HOUR, capacity }],
  });
  return { path: `packages/resident/activity/index?id=${activityId}`, slotId: `${activityId}-1` };
}

async function teamId(): Promise<string> {
  const { teams } = await world.did(LEADER, 'session.open', {});
  return teams[0]?.id ?? '';
}

/** The coming slot of this name among the leader's activities of this title. */
async function slotOf(title: string, name: string): Promise<Posted & { start: number }> {
  const led = await world.documents('activities', { title, teamId: await teamId() });
  for (const { _id: activityId } of led) {
    const [slot] = await world.documents('slots', { activityId, name });
    const start = slot?.['start'];
    if (slot && start instanceof Date && start.getTime() > city.seededAt)
      return {
        path: `packages/resident/activity/index?id=${String(activityId)}`,
        slotId: String(slot._id),
        start: start.getTime(),
      };
  }
  throw new Error(`no ${name} of ${title} is coming`);
}

async function codeAt(slotId: string, instant: (now: number) => number): Promise<string> {
  const { key, now } = await world.did(LEADER, 'desk.view', { slotId });
  return makeCode(key, slotId, instant(now));
}

const now = (instant: number) => instant;

const signup = async (slotId: string, openid: string) =>
  (await world.documents('signups', { slotId, accountId: accountIdOf(openid) })).map(({ state }) => state);

const attendances = (slotId: string, openid: string) =>
  world.documents('attendances', { slotId, accountId: accountIdOf(openid) });

/** Once the last refusal that a function has told its log has this code: the log may come after the answer. */
async function wasRefused(code: string): Promise<void> {
  const refusal = /"event":"refused".*"code":"(\w+)"/;
  await until(() => {
    const told = city.emulator.lines.flatMap((line) => refusal.exec(line)?.[1] ?? []);
    return Promise.resolve(told[told.length - 1] === code);
  });
}

const onButton = (text: string | RegExp): Locator => phone.screen.locator('.action-bar').getByText(text);

describe('signing up', () => {
  test('a full slot offers to wait', async () => {
    const full = await slotOf('心里话，说出来', '接待');
    await hold(OTHER, full.path);
    await phone.tap('接待');
    await phone.reads('名额已满', phone.screen.locator('wx-slot-card').filter({ hasText: '接待' }));
    await onButton('名额已满，排队候补').click();
    await phone.answer('允许');
    await phone.reads('已排上候补', await phone.page('packages/volunteer/signed/index'));
    expect(await signup(full.slotId, OTHER)).toEqual(['waiting']);
  });

  test('a slot that fills up while one looks at it offers to wait, too', async () => {
    const { path, slotId } = await post(1);
    await hold(VOLUNTEER, path);
    await onButton('报名：上午班').waitFor();
    await world.did(OTHER, 'signups.take', { slotId, wait: false });
    await onButton('报名：上午班').click();
    await phone.answer('允许');
    await phone.answer('排队候补');
    await phone.answer('允许');
    await phone.reads('已排上候补', await phone.page('packages/volunteer/signed/index'));
    expect(await signup(slotId, VOLUNTEER)).toEqual(['waiting']);
    await wasRefused('SLOT_FULL');
  });

  test('what overlaps is said on the button, which does nothing', async () => {
    const { start } = await slotOf('心里话，说出来', '接待');
    const { path, slotId } = await post(5, start + 30 * MINUTE);
    await hold(VOLUNTEER, path);
    await onButton(/时间.*重/).click({ force: true });
    expect(await signup(slotId, VOLUNTEER)).toEqual([]);
    expect(await phone.path()).toBe(path);
  });

  test('two taps take one place', async () => {
    const { path, slotId } = await post(5);
    await hold(OTHER, path);
    await onButton('报名：上午班').dblclick();
    await phone.answer('允许');
    await phone.page('packages/volunteer/signed/index');
    expect(await signup(slotId, OTHER)).toEqual(['confirmed']);
    const [slot] = await world.documents('slots', { _id: slotId });
    expect(slot?.['taken']).toBe(1);
    await phone.overlay.getByText('允许', { exact: true }).waitFor({ state: 'detached' });
  });

  test('offline nothing is lost, and trying again takes one place', async () => {
    const { path, slotId } = await post(5);
    await hold(OTHER, path);
    await onButton('报名：上午班').waitFor();
    await phone.world({ online: false });
    await onButton('报名：上午班').click();
    await phone.answer('允许');
    await phone.reads(/没有网络/, phone.overlay);
    expect(await signup(slotId, OTHER)).toEqual([]);
    await phone.world({ online: true });
    await phone.answer('再试一次');
    await phone.answer('允许');
    await phone.reads('报名成功', await phone.page('packages/volunteer/signed/index'));
    expect(await signup(slotId, OTHER)).toEqual(['confirmed']);
  });
});

describe('scanning', () => {
  /** Pastes into the camera what somebody has sent just now: a code is soon too old. */
  async function paste(openid: string, code: () => Promise<string>): Promise<void> {
    await hold(openid, 'pages/home/index');
    await phone.tab('扫一扫');
    await phone.overlay.getByLabel('码的内容').fill(await code());
    await phone.answer('用粘贴的内容');
    await phone.page('packages/volunteer/scan/index');
  }
  const soon = () => slotOf('家门口的义诊', '分诊和引导');

  test('a code 60 s old is refused, the one on the screen is not', async () => {
    const { slotId } = await soon();
    await paste(VOLUNTEER, () => codeAt(slotId, (instant) => instant - 60 * SECOND));
    await phone.reads('请再扫一次屏幕上的码');
    await wasRefused('CODE_EXPIRED');
    expect(await attendances(slotId, VOLUNTEER)).toEqual([]);
  });

  test('a code with one character changed is none', async () => {
    const { slotId } = await soon();
    await paste(VOLUNTEER, async () => {
      const code = await codeAt(slotId, now);
      return code.slice(0, -1) + (code.endsWith('0') ? '1' : '0');
    });
    await phone.reads(/不是签到码/);
    await wasRefused('CODE_INVALID');
    expect(await attendances(slotId, VOLUNTEER)).toEqual([]);
  });

  test('who is not signed up is told so', async () => {
    const { slotId } = await soon();
    await paste(OTHER, () => codeAt(slotId, now));
    await phone.reads('您没有报名这一场');
    await wasRefused('NOT_SIGNED_UP');
  });

  test('who is too early is told when it begins', async () => {
    const { slotId } = await slotOf('心里话，说出来', '接待');
    await paste(VOLUNTEER, () => codeAt(slotId, now));
    await phone.reads(/还没到签到时间，明天 \d/);
    await wasRefused('TOO_EARLY');
  });

  test('and by a phone whose own clock is a day fast in the same words', async () => {
    const { slotId } = await slotOf('心里话，说出来', '接待');
    await paste(VOLUNTEER, async () => {
      await phone.ownClockIsOff(DAY);
      return codeAt(slotId, now);
    });
    await phone.reads(/还没到签到时间，明天 \d/);
    await wasRefused('TOO_EARLY');
  });

  test('offline the code is kept, with the network back it is told once', async () => {
    const { slotId } = await soon();
    await hold(VOLUNTEER, 'pages/home/index');
    await phone.screen.locator('wx-next-card').waitFor();
    await phone.world({ online: false });
    await phone.tab('扫一扫');
    await phone.overlay.getByLabel('码的内容').fill(await codeAt(slotId, now));
    await phone.answer('用粘贴的内容');
    await phone.reads('已记下，会自动提交', await phone.page('packages/volunteer/scan/index'));
    expect(await attendances(slotId, VOLUNTEER)).toEqual([]);
    await phone.world({ online: true });
    await phone.reads('签到已提交');
    expect(await attendances(slotId, VOLUNTEER)).toHaveLength(1);
  });
});

test('far away is a flag for the leader, not a refusal', async () => {
  const { path, slotId } = await post(5, city.seededAt + 10 * MINUTE);
  await world.did('o-sun-yue', 'account.consent', { kind: 'location', given: true });
  await world.did('o-sun-yue', 'signups.take', { slotId, wait: false });
  await hold('o-sun-yue', path);
  await phone.world(FAR);
  await onButton('扫码签到').click();
  await phone.overlay.getByLabel('码的内容').fill(await codeAt(slotId, now));
  await phone.answer('用粘贴的内容');
  await phone.reads('签到成功', await phone.page('packages/volunteer/scan/index'));
  await phone.reads(/有点远/);
  expect((await attendances(slotId, 'o-sun-yue')).map(({ flags }) => flags)).toEqual([['FAR_AWAY']]);
});

test('a page that is refused leads out of itself: home where it was opened first, else back', async () => {
  const path = 'packages/resident/activity/index?id=nothing-there';
  const held = await hold('o-li-daye', path);
  await held.tap('去首页');
  await held.page('pages/home/index');
  await held.frame.evaluate(`void wx.navigateTo({ url: '/${path}' })`);
  await held.page('packages/resident/activity/index');
  await held.tap('返回');
  await held.page('pages/home/index');
});
