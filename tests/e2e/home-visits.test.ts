/** They come to the home: a daughter books for her mother, and whoever goes there reads where. */
import type { Browser } from 'playwright-core';
import { DAY, HOUR } from '#domain/time';
import type { City } from '../../harness/city';
import { openPhone, type LonePhone } from '../../harness/phones';
import type { World } from '../../harness/world';
import { inCity } from '../support/in-city';
import { story } from '../support/steps';

const LEADER = 'o-wang-fang';
const DAUGHTER = 'o-newcomer';
const ACTIVITY = 'packages/resident/activity/index';
const SIGNED = 'packages/volunteer/signed/index';
const VISITS = 'packages/volunteer/visits/index';
const ADDRESS = '黄河路 18 号院 3 单元 401';

let browser: Browser;
let city: City;
let world: World;
let phone: LonePhone;
let activityId = '';

inCity(async (scene) => {
  ({ city, browser, world } = scene);
  await world.did(DAUGHTER, 'session.open', {});
  await world.did(DAUGHTER, 'account.introduce', { name: '刘小明', phone: '13900002222' });
  const { teams } = await world.did(LEADER, 'session.open', {});
  const start = city.seededAt + 9 * DAY;
  const slot = { start, end: start + 2 * HOUR };
  ({ activityId } = await world.did(LEADER, 'activities.post', {
    teamId: teams[0]?.id ?? '',
    title: '腿脚不便，我们上门',
    category: 'care',
    summary: '上门理发',
    risks: '两人一组入户',
    contactPhone: '0398-2820001',
    venue: { stationId: '4112' },
    slots: [
      { ...slot, kind: 'shift', name: '理发师傅', capacity: 2 },
      { ...slot, kind: 'service', name: '理发', capacity: 3, home: true },
    ],
  }));
});

const sheet = () => phone.screen.locator('wx-signup-sheet');
const book = () => sheet().getByText('预约', { exact: true }).last().click();

describe('a daughter books for her mother, at home', () => {
  const step = story(() => phone.window);
  beforeAll(async () => {
    phone = await openPhone(browser, city.url, { openid: DAUGHTER, path: `${ACTIVITY}?id=${activityId}` });
  });
  afterAll(async () => {
    expect(await phone.errors()).toEqual([]);
    await phone.close();
  });

  step('the page says that they come, and asks where and when', async () => {
    await phone.screen.locator('wx-slot-card').getByText('上门服务', { exact: true }).waitFor();
    await phone.tap(/预约：理发/);
    await sheet().getByText('我自己', { exact: true }).click();
    await book();
    await sheet().getByText('请选几点上门').waitFor();
    await sheet().locator('[class*="time"]').nth(2).click();
    await book();
    await sheet().getByText('请选在哪个乡镇或街道').waitFor();
  });

  step('township by a wheel, the rest in one’s own words, and what was typed is kept', async () => {
    await sheet().locator('wx-picker').first().click();
    await phone.overlay.locator('.wx-wheel').first().locator('.wx-wheel-row').nth(1).click();
    await phone.answer('确定');
    await phone.fill('小区、楼号、门牌', ADDRESS);
    await phone.fill('家里打得通的电话', '13900002222');
    await phone.fill('如：耳朵背，多敲几下', '耳朵背，多敲几下');
    await phone.restart();
    await phone.tap(/预约：理发/);
    await phone.holds('小区、楼号、门牌', new RegExp(ADDRESS));
  });

  step('and is booked', async () => {
    await sheet().locator('[class*="time"]').nth(2).click();
    await book();
    const asked = phone.overlay.getByText('允许', { exact: true }).last();
    const page = phone.frame.locator(`.page:not([hidden])[data-route="${SIGNED}"]`);
    await asked.or(page).first().waitFor();
    if (await asked.isVisible()) await asked.click();
    await phone.reads('预约成功', await phone.page(SIGNED));
    await phone.reads(new RegExp(ADDRESS));
  });
});

describe('whoever goes there', () => {
  const step = story(() => phone.window);
  beforeAll(async () => {
    phone = await openPhone(browser, city.url, { openid: LEADER, path: `${ACTIVITY}?id=${activityId}` });
  });
  afterAll(async () => {
    expect(await phone.errors()).toEqual([]);
    await phone.close();
  });

  step('reads where, when, and what to know', async () => {
    await phone.tap('看上门地址');
    const page = await phone.page(VISITS);
    await phone.reads(new RegExp(ADDRESS), page);
    await phone.reads('耳朵背，多敲几下', page);
  });
});
