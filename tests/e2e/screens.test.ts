/** Every page in its main states, as it stands on a phone of 375 × 760: drawn, readable, within reach of a finger. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

import { makeCode } from '#domain/attendance/code';
import { DAY } from '#domain/time';
import { personas } from '../../scripts/personas';
import { launchBrowser } from '../support/browser';
import { startCity, type City } from '../support/city';
import { LOOK, type Looks } from '../support/looks';
import { openPhone, type LonePhone } from '../support/phones';
import { World } from '../support/world';

const PICTURES = resolve(__dirname, '../../.local/screenshots');
const FIRST_DATA_BYTES = 32 * 1024;
/** Sheets have slid in; what turns for ever is not waited for. */
const AT_REST = `Promise.race([
  Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  new Promise((resolve) => setTimeout(resolve, 600)),
]).then(() => undefined)`;
/** A city without stations or activities is far away. */
const ELSEWHERE = { longitude: 104.06, latitude: 30.66 };

interface Screen {
  /** Of the picture, too. */
  readonly name: string;
  readonly openid: string;
  readonly path: string;
  readonly offline?: boolean;
  readonly elsewhere?: boolean;
  /** What a person does to come to this state. */
  readonly act?: (phone: LonePhone) => Promise<void>;
  /** Text that stands there once the state is reached. */
  readonly shows: string | RegExp;
}

const VOLUNTEER = 'o-chen-xiaoyu';
const NEWCOMER = 'o-newcomer';
const LEADER = 'o-wang-fang';
const OFFICER = 'o-officer';
const ids: Record<string, string> = {};
const NO_NETWORK = /没有网络/;

const offline = (name: string, path: string, openid = VOLUNTEER): Screen => ({
  ...{ name: `${name}-offline`, openid, path, offline: true, shows: NO_NETWORK },
});

const paste = (code: () => string | Promise<string>) => async (phone: LonePhone) => {
  await phone.answer('取消');
  await phone.tap('扫不了？粘贴码');
  await phone.fill('wm1 开头的一串字', await code());
  await phone.tap('用这个码');
};

async function codeOnDesk(): Promise<string> {
  const slotId = `${ids['soon'] ?? ''}-1`;
  const { key, now } = await world.did(LEADER, 'desk.view', { slotId });
  return makeCode(key, slotId, now);
}

const screens: Screen[] = [
  { name: 'home', openid: VOLUNTEER, path: 'pages/home/index', shows: '扫码签到' },
  { name: 'home-new', openid: NEWCOMER, path: 'pages/home/index', shows: '近处的一场' },
  { name: 'home-empty', openid: NEWCOMER, path: 'pages/home/index', elsewhere: true, shows: /还没有活动/ },
  offline('home', 'pages/home/index'),
  { name: 'stations', openid: VOLUNTEER, path: 'pages/stations/index', shows: /公里|米/ },
  {
    ...{ name: 'stations-none', openid: VOLUNTEER, path: 'pages/stations/index', shows: /没有叫这个名字/ },
    act: (phone) => phone.fill('按名字找站点', '天安门'),
  },
  offline('stations', 'pages/stations/index'),
  { name: 'activities', openid: VOLUNTEER, path: 'pages/activities/index', shows: /还剩|名额已满/ },
  {
    ...{
      name: 'activities-none',
      openid: VOLUNTEER,
      path: 'pages/activities/index',
      shows: /没有这样的活动/,
    },
    act: async (phone) => {
      await phone.screen.locator('.day').last().click();
      await phone.tap('心理咨询');
    },
  },
  offline('activities', 'pages/activities/index'),
  { name: 'me', openid: VOLUNTEER, path: 'pages/me/index', shows: '最近记下的时长' },
  { name: 'me-new', openid: NEWCOMER, path: 'pages/me/index', shows: '还没有报名的活动' },
  { name: 'me-leader', openid: LEADER, path: 'pages/me/index', shows: '我带的队伍' },
  offline('me', 'pages/me/index'),
  { name: 'station', openid: VOLUNTEER, path: 'pages/station/index?id=4112', shows: '这一周' },
  { name: 'station-gone', openid: VOLUNTEER, path: 'pages/station/index?id=nowhere', shows: /没有找到/ },
  offline('station', 'pages/station/index?id=411282'),
  { name: 'activity', openid: 'o-zhao-lei', path: 'pages/activity/index?id={soon}', shows: '选一个' },
  { name: 'activity-mine', openid: VOLUNTEER, path: 'pages/activity/index?id={soon}', shows: /扫码签到/ },
  { name: 'activity-full', openid: 'o-zhao-lei', path: 'pages/activity/index?id={full}', shows: /名额已满/ },
  {
    name: 'activity-cancelled',
    openid: VOLUNTEER,
    path: 'pages/activity/index?id={off}',
    shows: '活动取消了',
  },
  { name: 'activity-leader', openid: LEADER, path: 'pages/activity/index?id={soon}', shows: /签到台/ },
  {
    ...{ name: 'activity-introduce', openid: NEWCOMER, path: 'pages/activity/index?id={soon}' },
    ...{ shows: '继续报名', act: (phone) => phone.tap(/报名：/) },
  },
  offline('activity', 'pages/activity/index?id={full}', 'o-li-daye'),
  { name: 'place', openid: VOLUNTEER, path: 'pages/place/index', shows: /整个/ },
  offline('place', 'pages/place/index'),
  {
    ...{ name: 'signed', openid: VOLUNTEER, shows: '报名成功' },
    path: 'packages/volunteer/signed/index?activityId={soon}&signupId={signup}',
  },
  {
    ...{ name: 'signed-waiting', openid: 'o-sun-yue', shows: '已排上候补' },
    path: 'packages/volunteer/signed/index?activityId={full}&signupId={waiting}',
  },
  {
    ...{ name: 'signed-gone', openid: VOLUNTEER, shows: /没有您的报名/ },
    path: 'packages/volunteer/signed/index?activityId={full}&signupId=none',
  },
  offline('signed', 'packages/volunteer/signed/index?activityId={full}&signupId=x', 'o-li-daye'),
  {
    ...{ name: 'scan', openid: VOLUNTEER, path: 'packages/volunteer/scan/index' },
    ...{ shows: '打开扫一扫', act: (phone) => phone.answer('取消') },
  },
  {
    ...{ name: 'scan-refused', openid: VOLUNTEER, path: 'packages/volunteer/scan/index' },
    ...{ shows: /不是签到码/, act: paste(() => 'not a code') },
  },
  {
    ...{ name: 'scan-done', openid: VOLUNTEER, path: 'packages/volunteer/scan/index' },
    ...{ shows: '签到成功', act: paste(codeOnDesk) },
  },
  {
    ...{ name: 'scan-asking', openid: VOLUNTEER, path: 'packages/volunteer/scan/index' },
    ...{ shows: '您已经签到了', act: paste(codeOnDesk) },
  },
  { name: 'hours', openid: VOLUNTEER, path: 'packages/volunteer/hours/index', shows: /账目完整/ },
  { name: 'hours-new', openid: NEWCOMER, path: 'packages/volunteer/hours/index', shows: /还没有记录/ },
  offline('hours', 'packages/volunteer/hours/index'),
  { name: 'led', openid: LEADER, path: 'packages/leader/activities/index', shows: '打开签到台' },
  { name: 'led-none', openid: NEWCOMER, path: 'packages/leader/activities/index', shows: /还不是队长/ },
  offline('led', 'packages/leader/activities/index', LEADER),
  { name: 'post', openid: LEADER, path: 'packages/leader/post/index', shows: '大家会看到' },
  {
    ...{ name: 'post-faults', openid: LEADER, path: 'packages/leader/post/index', shows: /处要填好/ },
    act: (phone) => phone.tap('发布活动'),
  },
  { name: 'post-none', openid: NEWCOMER, path: 'packages/leader/post/index', shows: /还不是队长/ },
  { name: 'desk', openid: LEADER, path: 'packages/leader/desk/index?slotId={soon}-1', shows: '应到' },
  {
    name: 'desk-stranger',
    openid: NEWCOMER,
    path: 'packages/leader/desk/index?slotId={soon}-1',
    shows: '重试',
  },
  offline('desk', 'packages/leader/desk/index?slotId={soon}-1', LEADER),
  {
    name: 'confirm',
    openid: LEADER,
    path: 'packages/leader/confirm/index?slotId={past}-1',
    shows: '全部确认',
  },
  {
    ...{ name: 'confirm-edit', openid: LEADER, path: 'packages/leader/confirm/index?slotId={past}-1' },
    ...{ shows: '改好了', act: (phone) => phone.tap('改时长') },
  },
  { name: 'review', openid: OFFICER, path: 'packages/centre/review/index', shows: '退回' },
  { name: 'review-stranger', openid: NEWCOMER, path: 'packages/centre/review/index', shows: '重试' },
  offline('review', 'packages/centre/review/index', OFFICER),
  offline('confirm', 'packages/leader/confirm/index?slotId={past}-1', LEADER),
];

let browser: Browser;
let city: City;
let world: World;
const phones = new Map<string, LonePhone>();
const said: string[] = [];

beforeAll(async () => {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  [city, browser] = await Promise.all([startCity(), launchBrowser()]);
  world = new World(city.emulator);
  await findIds();
}, 400_000);

afterAll(async () => {
  await browser.close();
  await city.stop();
});

/** What the seed calls by title, by id. */
async function findIds(): Promise<void> {
  const find = async (title: string, teamLeader: string, from: number) => {
    const { teams } = await world.did(teamLeader, 'session.open', {});
    const all = await world.documents('activities', { title, teamId: teams[0]?.id });
    const coming = all.filter(({ start }) => start instanceof Date && start.getTime() > from);
    return String(coming[0]?._id);
  };
  const signupOf = async (openid: string, activityId: string) => {
    const { slots } = await world.did(openid, 'activities.view', { activityId });
    return slots.find(({ mine }) => mine)?.mine?.signupId ?? '';
  };
  const now = city.seededAt;
  ids['soon'] = await find('家门口的义诊', LEADER, now);
  ids['full'] = await find('心里话，说出来', LEADER, now);
  ids['off'] = await find('黄河岸边捡垃圾', 'o-liu-xiuying', now);
  ids['past'] = await find('八段锦晨练教学', LEADER, now - 2 * DAY);
  ids['signup'] = await signupOf(VOLUNTEER, ids['soon']);
  ids['waiting'] = await signupOf('o-sun-yue', ids['full']);
}

/** One for each person; another where somebody is elsewhere, as a phone knows where it is for a while. */
async function phoneOf({ openid, elsewhere = false }: Screen): Promise<LonePhone> {
  const key = `${openid} ${String(elsewhere)}`;
  const known = phones.get(key);
  if (known) return known;
  const phone = await openPhone(browser, city.url, { openid, path: 'pages/place/index' });
  phone.window.on('pageerror', (error) => said.push(error.message));
  phone.window.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  await phone.page('pages/place/index');
  phones.set(key, phone);
  return phone;
}

async function come(phone: LonePhone, screen: Screen): Promise<void> {
  const home = personas.find(({ openid }) => openid === screen.openid)?.location;
  await phone.forget();
  await phone.world({ online: screen.offline !== true, ...(screen.elsewhere ? ELSEWHERE : home) });
  await phone.open(screen.path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ''));
  await screen.act?.(phone);
  await phone.reads(screen.shows, phone.frame.locator('#phone'));
  await phone.frame.evaluate(AT_REST);
}

test.each(screens)('$name', async (screen) => {
  said.length = 0;
  const phone = await phoneOf(screen);
  try {
    await come(phone, screen);
  } finally {
    await phone.window.screenshot({ path: join(PICTURES, `${screen.name}.png`) });
  }
  const { letters, dataBytes, faults } = await phone.frame.evaluate<Looks>(LOOK);
  expect(faults).toEqual([]);
  expect(letters).toBeGreaterThan(10);
  expect(dataBytes).toBeLessThanOrEqual(FIRST_DATA_BYTES);
  expect([await phone.errors(), said]).toEqual([[], []]);
});

test('every page of the app is among them', async () => {
  const app = JSON.parse(await readFile(resolve(__dirname, '../../miniprogram/app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
  };
  const all = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  const opened = new Set(screens.map(({ path }) => path.split('?')[0]));
  expect(all.filter((page) => !opened.has(page))).toEqual([]);
});
