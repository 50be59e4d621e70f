/** What a newcomer does on two phones, from the first look to the hours, and once more after a restart. */
import type { Browser, Locator } from 'playwright-core';

import { DAY, dayOf, HOUR } from '#domain/time';
import type { StationCard, StationView } from '#domain/stations/views';
import { personas } from '../../scripts/seed/personas';
import { hours as hoursOf } from '../../miniprogram/services/format';
import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable, type Phone, type Table } from '../../harness/phones';
import { until } from '../../harness/wait';
import { story } from '../support/steps';

const RESIDENT = 'o-newcomer';
const LEADER = 'o-wang-fang';
const TITLE = '银杏树下量血压';

let browser: Browser;
let city: City;
let table: Table;
let resident: Phone;
let leader: Phone;
let station: StationView;
let activityId = '';

const step = story(() => table.page);

inCity(async (scene) => {
  ({ city, browser } = scene);
  station = await nearestStation();
  await sitDown();
});

afterEach(noErrors);

async function sitDown(): Promise<void> {
  table = await openTable(browser, city.url, { left: RESIDENT, right: LEADER });
  ({ left: resident, right: leader } = table);
  await Promise.all([settled(resident), settled(leader)]);
}

async function settled(phone: Phone): Promise<void> {
  await phone.allowLocation();
  await phone.screen.locator('wx-activity-card').first().waitFor();
}

async function ask<T>(action: string, input: object): Promise<T> {
  const { result } = await city.emulator.call<{ data: T }>('member', { action, input }, RESIDENT);
  if (!result) throw new Error(`no answer to ${action}`);
  return result.data;
}

/** Where the resident can walk to: the nearest station that is no centre. */
async function nearestStation(): Promise<StationView> {
  const place = personas.find(({ openid }) => openid === RESIDENT)?.location;
  const found = await ask<{ stations: StationCard[] }>('stations.nearby', {
    place,
    tier: 'station',
    limit: 1,
  });
  return ask('stations.view', { stationId: found.stations[0]?.id });
}

const shown = (name: string) => name.replace('新时代文明实践', '');
const cards = (page: Locator) => page.locator('wx-station-card');
const metres = (text: string) => parseFloat(text) * (text.includes('公里') ? 1000 : 1);

const listed = (page: Locator, name: string) => cards(page).filter({ hasText: name }).first();

async function noErrors(): Promise<void> {
  expect([await resident.errors(), await leader.errors()]).toEqual([[], []]);
}

describe('1. a resident looks for a station', () => {
  step('sees those nearby on the map and in a list by distance', async () => {
    await resident.tab('站点');
    const page = await resident.page('pages/stations/index');
    await cards(page).nth(3).waitFor();
    const distances = await page.locator('[class$="station-card-index--distance"]').allInnerTexts();
    expect(distances.length).toBeGreaterThan(3);
    expect(distances.map(metres)).toEqual(distances.map(metres).sort((a, b) => a - b));
    await page.locator('wx-map .leaflet-marker-icon img').nth(3).waitFor();
  });

  step('filters by tier', async () => {
    const page = await resident.page('pages/stations/index');
    await resident.tap('所');
    await until(async () => {
      const tiers = await page.locator('[class*="--tier"]').allInnerTexts();
      return tiers.length > 0 && tiers.every((tier) => tier === '所');
    });
    await resident.tap('全部');
    await listed(page, '中心').waitFor();
  });

  step('searches by name and opens one: address, hours, facilities, the week', async () => {
    const page = await resident.page('pages/stations/index');
    const word = shown(station.name).slice(0, 3);
    await page.locator('wx-input input').fill(word);
    // What stood there before is gone, too.
    await until(async () => {
      const names = await cards(page).allInnerTexts();
      return names.length > 0 && names.every((name) => name.includes(word));
    });
    await listed(page, shown(station.name)).click();
    const opened = await resident.page('pages/station/index');
    for (const text of [station.address, station.phone, '这里有', '这一周'])
      await resident.reads(text, opened);
    expect(await opened.innerText()).toMatch(/周[一二三四五六日].*\d{1,2}:\d\d–\d{1,2}:\d\d|每天/);
  });

  step('calls it, and is led there', async () => {
    await resident.tap('打电话');
    await resident.reads(station.phone, resident.overlay);
    await resident.answer('取消');
    await resident.tap('带我去');
    await resident.reads(station.address, resident.overlay);
    await resident.reads('导航', resident.overlay);
    await resident.overlay.getByLabel('返回').click();
  });

  step('goes on without a location by choosing a township', async () => {
    await table.page.getByRole('button', { name: '位置：允许' }).first().click();
    await table.page.getByRole('button', { name: '重开' }).first().click();
    await resident.page('pages/home/index');
    await resident.tab('站点');
    await resident.tap('选择乡镇');
    await resident.page('packages/settings/place/index');
    await resident.tap('灵宝市');
    await resident.tap('故县镇');
    const page = await resident.page('pages/stations/index');
    await listed(page, '故县镇').waitFor();
    await table.page.getByRole('button', { name: '位置：拒绝' }).first().click();
    await resident.tap('换地方');
    await resident.page('packages/settings/place/index');
    await resident.tap(/用我现在的位置/);
    await listed(await resident.page('pages/stations/index'), shown(station.name)).waitFor();
  });
});

describe('2. a leader posts an activity at that station', () => {
  step('with a shift for volunteers and a service to book', async () => {
    await leader.tab('我的');
    await leader.tap('发活动');
    const page = await leader.page('packages/leader/post/index');
    await leader.fill('如：周日给老人理发', TITLE);
    await leader.tap('卫生健康');
    await leader.fill('做什么、怎么做，写给大家看', '量血压、测血糖，教老人认药。');
    await leader.tap(/换一个站点|选站点/);
    await chooseStation(page);
    await leader.tap('加居民预约');
    await page.locator('wx-slot-editor').nth(1).waitFor();
    await leader.fill('如：户外活动，注意防晒和来往车辆', '人多时请排队，别挤。');
    await leader.fill('手机，或带区号的座机', '0398 282 0001');
    await leader.fill('如：水杯、遮阳帽', '血压计');
    await leader.tap('发布活动');
    await leader.reads('已发布');
    const { documents } = await city.emulator.data('activities', { query: { title: TITLE } });
    expect(documents.map((document) => document['state'])).toEqual(['published']);
    activityId = String(documents[0]?._id);
  });

  async function chooseStation(page: Locator): Promise<void> {
    const picker = page.locator('wx-station-picker');
    await picker.locator('wx-input input').fill(shown(station.name).slice(0, 3));
    await picker.getByText('搜索', { exact: true }).click();
    await picker.getByText(shown(station.name), { exact: true }).first().click();
    await picker.getByText('搜索', { exact: true }).waitFor({ state: 'hidden' });
    await leader.reads(shown(station.name).slice(0, 3), page.locator('.venue'));
  }
});

describe('3. the resident signs up', () => {
  step('finds the activity at the station and leaves name and number the first time', async () => {
    await listed(await resident.page('pages/stations/index'), shown(station.name)).click();
    await resident.page('pages/station/index');
    await resident.screen.locator('wx-activity-card', { hasText: TITLE }).click();
    await resident.page('packages/resident/activity/index');
    await resident.screen.locator('wx-slot-card').filter({ hasText: '志愿者班次' }).click();
    await resident.tap('报名：志愿者班次');
    const sheet = resident.screen.locator('wx-introduce-sheet');
    await sheet.locator('input').nth(0).fill('何小满');
    await sheet.locator('input').nth(1).fill('138 3981 2345');
    await sheet.getByText('继续', { exact: true }).click();
    await resident.answer('允许');
    await resident.page('packages/volunteer/signed/index');
    await resident.reads('报名成功');
    expect(await states()).toEqual(['confirmed']);
  });

  step('finds it under 我的, cancels, and signs up again', async () => {
    await resident.tap('知道了');
    await resident.page('packages/resident/activity/index');
    await resident.tap('取消报名');
    await resident.answer('取消报名');
    await resident.screen.getByText('报名：志愿者班次').waitFor();
    expect(await states()).toEqual(['cancelled']);
    await resident.tap('报名：志愿者班次');
    await resident.answer('允许');
    await resident.reads('报名成功', await resident.page('packages/volunteer/signed/index'));
    expect(await states()).toEqual(['confirmed']);
  });
});

/** What the store says of the resident's sign-ups for the activity. */
async function states(): Promise<unknown[]> {
  const { documents } = await city.emulator.data('signups', { query: { activityId } });
  return documents.map((document) => document['state']);
}

describe('4. at the event', () => {
  step('the clock is moved, and the code on the desk changes by itself', async () => {
    const day = dayOf((await resident.now()) + DAY);
    await table.page.getByLabel('拨到什么时候').fill(`${day}T08:20`);
    await table.page.getByRole('button', { name: '拨过去' }).click();
    const moved = Date.parse(`${day}T08:20:00+08:00`);
    await Promise.all([resident.clockReaches(moved), leader.clockReaches(moved)]);
    await leader.tap('我发起的活动');
    await leader.page('packages/leader/activities/index');
    await leader.tap('打开签到台');
    await leader.page('packages/leader/desk/index');
    const before = await leader.picture('#code canvas');
    await leader.picture('#code canvas', before);
  });

  step('the volunteer scans the screen of the leader and is counted in', async () => {
    await resident.tap('知道了');
    await resident.page('packages/resident/activity/index');
    await resident.back();
    await resident.back();
    await resident.tab('我的');
    await resident.page('pages/me/index');
    await resident.tap('扫码签到');
    await resident.reads('签到成功', await resident.page('packages/volunteer/scan/index'));
    await leader.screen.locator('.here', { hasText: '1' }).waitFor();
    await leader.reads('何小满');
    await resident.tap('完成');
  });

  step('and scans it again when leaving', async () => {
    const hour = table.page.getByRole('button', { name: '+1 小时' });
    const later = (await leader.now()) + 2 * HOUR;
    for (let i = 0; i < 2; i++) await hour.click();
    await Promise.all([resident.clockReaches(later), leader.clockReaches(later)]);
    // Whatever stands there now, the next one is of the new time.
    await leader.picture('#code canvas', await leader.picture('#code canvas'));
    await resident.page('pages/me/index');
    await resident.tap('扫码签退');
    const scan = await resident.page('packages/volunteer/scan/index');
    await resident.tap('签退');
    await resident.reads('签退成功', scan);
    await leader.screen.locator('.here', { hasText: '0' }).waitFor();
    await resident.tap('完成');
  });
});

describe('5. hours', () => {
  step('are confirmed by the leader as proposed', async () => {
    const minutes = table.page.getByRole('button', { name: '+10 分' });
    for (let i = 0; i < 2; i++) await minutes.click();
    await leader.tap('去确认时长');
    const page = await leader.page('packages/leader/confirm/index');
    await leader.reads('何小满', page);
    await leader.tap('全部确认');
    await leader.answer('确认');
    await leader.reads(/已记入 1 人/);
  });

  step('stand under 我的: the total, the progress to the first star, the line it came from', async () => {
    await seesHours();
    await resident.tap(/我的时长/);
    const page = await resident.page('packages/volunteer/hours/index');
    await resident.reads(/账目完整/, page);
    await resident.reads(TITLE, page);
    await resident.reads(/100 小时/, page);
  });
});

/** 我的 tells the hours that the ledger has. */
async function seesHours(): Promise<void> {
  const { documents } = await city.emulator.data('hours', { query: { activityId } });
  const [{ minutes } = {}] = documents as { minutes?: number }[];
  expect(minutes).toBeGreaterThanOrEqual(110);
  expect(documents.length).toBe(1);
  await resident.tab('首页');
  await resident.tab('我的');
  const page = await resident.page('pages/me/index');
  await page.getByText(`我的时长：${hoursOf(minutes ?? 0)} 小时`).waitFor();
  await resident.reads(/再服务.*到 1 星/, page);
}

describe('6. the server is stopped and started again', () => {
  step('and everything is still there', async () => {
    await table.close();
    await city.restart();
    await sitDown();
    await seesHours();
    expect(await states()).toEqual(['confirmed']);
    await leader.tab('我的');
    await leader.tap('队里的活动');
    await leader.reads(TITLE, await leader.page('packages/leader/activities/index'));
  });
});
