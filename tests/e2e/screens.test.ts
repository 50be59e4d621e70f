/**
 * Every page in its main states, as it stands on a phone of 375 × 760, by day, by night, and at WeChat's largest text:
 * drawn, readable, within reach of a finger, and whole to who hears it read.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';

import { personas } from '../../scripts/seed/personas';
import { inCity } from '../support/in-city';
import { heard } from '../support/ears';
import { LOOK, type Looks } from '../support/looks';
import { openPhone, type LonePhone } from '../../harness/phones';
import { account } from './screens/account';
import { callups } from './screens/callups';
import { centre } from './screens/centre';
import { certificate } from './screens/certificate';
import { leader } from './screens/leader';
import { photos } from './screens/photos';
import { requests } from './screens/requests';
import { resident } from './screens/resident';
import type { Screen, Stage } from './screens/screen';
import { signups } from './screens/signups';
import { team } from './screens/team';
import { volunteer } from './screens/volunteer';

const PICTURES = resolve(__dirname, '../../.local/screenshots');
/** Of all screens, for somebody who wants to look at them; else only of those that have a fault. */
const ALL_PICTURES = process.env['PICTURES'] === 'all';
const FIRST_DATA_BYTES = 32 * 1024;
/** Sheets have slid in; what turns for ever is not waited for. */
const AT_REST = `new Promise((resolve) => {
  const end = performance.now() + 600;
  const ends = ({ effect }) => effect?.getTiming().iterations !== Infinity;
  const moves = () => document.getAnimations().some((each) => each.playState === 'running' && ends(each));
  const look = () => (moves() && performance.now() < end ? requestAnimationFrame(look) : resolve());
  look();
})`;
/** A city without stations or activities is far away. */
const ELSEWHERE = { longitude: 104.06, latitude: 30.66 };
/** WeChat's sizes of text, in pixels. */
const STANDARD = 16;
const LARGEST = 26;
/** Letters of the smallest kind, in pixels; those of the large page are as much larger as WeChat's text is. */
const SMALLEST = 13;

/** In this order: later ones may speak of what earlier ones prepared. */
const lists = [
  resident,
  volunteer,
  signups,
  leader,
  centre,
  account,
  team,
  certificate,
  photos,
  callups,
  requests,
];
const screens = lists.flatMap((list) => list.screens);

let browser: Browser;
let stage: Stage;
const phones = new Map<string, LonePhone>();
/** Pages that were looked at. */
const seen = new Set<string>();
const said: string[] = [];

inCity(async (scene) => {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
  ({ browser } = scene);
  stage = { ...scene, ids: {} };
  for (const { prepare } of lists) await prepare?.(stage);
});

/** One for each person; another where somebody is elsewhere, as a phone knows where it is for a while. */
async function phoneOf({ openid, elsewhere = false }: Screen): Promise<LonePhone> {
  const key = `${openid} ${String(elsewhere)}`;
  const known = phones.get(key);
  if (known) return known;
  const phone = await openPhone(browser, stage.city.url, { openid, path: 'packages/settings/place/index' });
  phone.window.on('pageerror', (error) => said.push(error.message));
  phone.window.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  await phone.page('packages/settings/place/index');
  phones.set(key, phone);
  return phone;
}

async function come(phone: LonePhone, screen: Screen): Promise<void> {
  const home = personas.find(({ openid }) => openid === screen.openid)?.location;
  await phone.forget();
  const place = screen.elsewhere ? ELSEWHERE : home;
  await phone.world({ online: screen.offline !== true, fontSize: STANDARD, ...place });
  await phone.open(screen.path.replace(/\{(\w+)\}/g, (_, name: string) => stage.ids[name] ?? ''));
  await screen.act?.(phone, stage);
  await rests(phone, screen);
}

async function rests(phone: LonePhone, { shows }: Screen): Promise<void> {
  await phone.reads(shows, phone.frame.locator('#phone'));
  await phone.screen.getByLabel('正在加载').first().waitFor({ state: 'hidden' });
  await phone.frame.evaluate(AT_REST);
}

/** The same page once its person has set WeChat to the largest text and come back. */
async function enlarge(phone: LonePhone, screen: Screen): Promise<void> {
  await phone.world({ fontSize: LARGEST });
  await rests(phone, screen);
}

async function look(phone: LonePhone, listen: 'all' | 'words'): Promise<Looks> {
  const looks = await phone.frame.evaluate<Looks>(LOOK);
  return { ...looks, faults: [...looks.faults, ...(await heard(phone.frame, listen))] };
}

/** The same page at night: only its colours are others. */
async function lookInTheDark(phone: LonePhone): Promise<{ faults: string[] }> {
  await phone.window.emulateMedia({ colorScheme: 'dark' });
  await phone.frame.evaluate(AT_REST);
  return { faults: await heard(phone.frame, 'colours') };
}

test.each(screens)('$name', async (screen) => {
  said.length = 0;
  const phone = await phoneOf(screen);
  await phone.forgetErrors();
  const usual = await pictured(phone, screen.name, async () => {
    await come(phone, screen);
    return look(phone, 'all');
  });
  const dark = await pictured(phone, `${screen.name}-dark`, () => lookInTheDark(phone));
  await phone.window.emulateMedia({ colorScheme: 'light' });
  const large = await pictured(phone, `${screen.name}-large`, async () => {
    await enlarge(phone, screen);
    return look(phone, 'words');
  });
  seen.add((await phone.path()).split('?')[0] ?? '');
  const faults = { usual: usual.faults, dark: dark.faults, large: large.faults };
  expect(faults).toEqual({ usual: [], dark: [], large: [] });
  expect(usual.smallest).toBeGreaterThanOrEqual(SMALLEST);
  expect(large.smallest).toBeGreaterThanOrEqual((SMALLEST * LARGEST) / STANDARD - 1);
  expect(usual.letters).toBeGreaterThan(5);
  expect(usual.dataBytes).toBeLessThanOrEqual(FIRST_DATA_BYTES);
  expect([await phone.errors(), said]).toEqual([[], []]);
});

/** What it looks like, with a picture where it does not come to that or there are faults. */
async function pictured<L extends { readonly faults: readonly string[] }>(
  phone: LonePhone,
  name: string,
  looking: () => Promise<L>,
): Promise<L> {
  let faultless = false;
  try {
    const looks = await looking();
    faultless = looks.faults.length === 0;
    return looks;
  } finally {
    if (ALL_PICTURES || !faultless) await phone.window.screenshot({ path: join(PICTURES, `${name}.png`) });
  }
}

test('every page of the app is among them', async () => {
  const app = JSON.parse(await readFile(resolve(__dirname, '../../miniprogram/app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
  };
  const all = [
    ...app.pages,
    ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`)),
  ];
  expect(all.filter((page) => !seen.has(page))).toEqual([]);
});
