/** The door: who comes for a haircut gets one, in as few taps as a hand can be expected to make. */
import type { Browser, Locator } from 'playwright-core';

import { DAY, HOUR } from '#domain/time';
import type { City } from '../../harness/city';
import { openPhone, type LonePhone } from '../../harness/phones';
import type { World } from '../../harness/world';
import { inCity } from '../support/in-city';
import { story } from '../support/steps';

const LEADER = 'o-wang-fang';
const RESIDENT = 'o-newcomer';
const TITLE = '剪头发，看血压';
const SIGNED = 'packages/volunteer/signed/index';

let browser: Browser;
let city: City;
let world: World;
let phone: LonePhone;
let activityId = '';

inCity(async (scene) => {
  ({ city, browser, world } = scene);
  await world.did(RESIDENT, 'session.open', {});
  await world.did(RESIDENT, 'account.introduce', { name: '刘小明', phone: '13900002222' });
  const { teams } = await world.did(LEADER, 'session.open', {});
  const start = city.seededAt + 9 * DAY;
  const slot = { start, end: start + 2 * HOUR };
  ({ activityId } = await world.did(LEADER, 'activities.post', {
    teamId: teams[0]?.id ?? '',
    title: TITLE,
    category: 'health',
    summary: '理发、量血压',
    risks: '老人起身慢，扶一把',
    contactPhone: '0398-2820001',
    venue: { stationId: '4112' },
    slots: [
      { ...slot, kind: 'shift', name: '引导', capacity: 2 },
      { ...slot, kind: 'service', name: '免费理发', capacity: 6 },
    ],
  }));
});

/** Counts what a finger does; typing is not counted, but touching the field is. */
class Finger {
  taps = 0;
  async tap(what: Locator): Promise<void> {
    this.taps += 1;
    await what.click();
  }
}

const text = (words: string | RegExp): Locator => phone.screen.getByText(words, { exact: true }).first();
/** Of the card that says this, what books. */
const book = (name: string): Locator => phone.screen.getByLabel(`预约${name}`);

async function comeIn(): Promise<Finger> {
  phone = await openPhone(browser, city.url, { openid: RESIDENT, path: 'pages/home/index' });
  await text('约服务').waitFor();
  return new Finger();
}
async function booked(): Promise<void> {
  const asked = phone.overlay.getByText('允许', { exact: true }).last();
  const page = phone.frame.locator(`.page:not([hidden])[data-route="${SIGNED}"]`);
  await asked.or(page).first().waitFor();
  if (await asked.isVisible()) await asked.click();
  await phone.reads('预约成功', await phone.page(SIGNED));
}
async function leave(): Promise<void> {
  expect(await phone.errors()).toEqual([]);
  await phone.close();
}

describe('who comes for a haircut', () => {
  const step = story(() => phone.window);
  let finger: Finger;
  beforeAll(async () => {
    finger = await comeIn();
  });
  afterAll(() => leave());

  step('finds it over all days, and has a place after four taps', async () => {
    await finger.tap(text('约服务'));
    await finger.tap(text('理发'));
    await finger.tap(book('免费理发'));
    await finger.tap(phone.screen.locator('wx-signup-sheet').getByText('预约', { exact: true }).last());
    await booked();
    expect(finger.taps).toBeLessThanOrEqual(4);
  });

  step('finds by a word of one’s own, and is told where there is none', async () => {
    await phone.open('packages/resident/services/index');
    await phone.page('packages/resident/services/index');
    await phone.fill('要什么，如理发', '血压');
    await text('搜索').click();
    await text(TITLE).waitFor();
    await phone.fill('要什么，如理发', '修飞机');
    await text('搜索').click();
    await phone.reads('还没有“修飞机”');
    await text('看全部服务').click();
    await phone.screen
      .getByText(/还剩 \d+ 个名额/)
      .first()
      .waitFor();
  });

  step('jumps to a day that has a dot, and back to all of them', async () => {
    const strip = phone.screen.locator('wx-day-strip');
    await strip.locator('[class*="--marked"]').first().click();
    await phone.screen
      .getByText(/还剩 \d+ 个名额|正在进行/)
      .first()
      .waitFor();
    await strip.getByText('都行').click();
    await phone.screen
      .getByText(/还剩 \d+ 个名额/)
      .nth(3)
      .waitFor();
  });
});

describe('for grandmother, who has no phone, and one more', () => {
  const step = story(() => phone.window);
  let finger: Finger;
  beforeAll(async () => {
    finger = await comeIn();
  });
  afterAll(() => leave());

  step('nine taps are enough, though nobody knew of her before', async () => {
    await finger.tap(text('约服务'));
    await finger.tap(text('理发'));
    await finger.tap(book('免费理发'));
    await finger.tap(text('替没有手机的家人预约'));
    await finger.tap(phone.field('家人的姓名'));
    await phone.frame.page().keyboard.insertText('刘奶奶');
    await finger.tap(text('奶奶'));
    await finger.tap(phone.screen.getByLabel('多一个人'));
    await finger.tap(phone.screen.locator('wx-signup-sheet').getByText('预约', { exact: true }).last());
    await booked();
    await phone.reads('替刘奶奶预约的，2 人');
    expect(finger.taps).toBeLessThanOrEqual(9);
  });
});

describe('the door is the role', () => {
  const step = story(() => phone.window);
  beforeAll(async () => {
    await comeIn();
  });
  afterAll(() => leave());

  const sections = async (): Promise<string[]> => {
    const page = await phone.page('packages/resident/activity/index');
    await page.getByText('我来做志愿').waitFor();
    return page.locator('[class*="slots-title"]').allInnerTexts();
  };

  step('by a link one comes as a resident', async () => {
    await phone.open(`packages/resident/activity/index?id=${activityId}`);
    expect(await sections()).toEqual(['我要服务', '我来做志愿']);
  });

  step('by 做志愿 one comes to give a hand', async () => {
    await phone.open('pages/home/index');
    await text('做志愿').click();
    await phone.page('pages/activities/index');
    await phone.screen.locator('wx-activity-card').first().click();
    const [first] = await sections();
    expect(first).toBe('我来做志愿');
  });
});
