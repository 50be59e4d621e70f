/** The simulator runs another small app by its configuration alone, on an emulator with that app's. */
import type { Browser } from 'playwright-core';
import { startEmulator } from '../../emulator/index';
import type { Emulator } from '../../emulator/emulator';
import { startSimulator, type Simulator } from '../../simulator/server/index';
import { cloudConfig } from '../other-app/cloud.config';
import { phoneConfig } from '../other-app/phone.config';
import { launchBrowser } from '../../harness/browser';

let browser: Browser;
let emulator: Emulator;
let simulator: Simulator;

beforeAll(async () => {
  emulator = await startEmulator({ ...cloudConfig, log: () => undefined });
  simulator = await startSimulator({ ...phoneConfig, emulatorUrl: emulator.url, watch: false });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await simulator.close();
  await emulator.close();
});

const answer = async (path: string): Promise<unknown> => (await fetch(simulator.url + path)).json();

test('its page shows what its function answers', async () => {
  await emulator.store.insert('notes', [{ _id: 'a', title: '第一张' }]);
  const phone = await browser.newPage();
  await phone.goto(`${simulator.url}/phone?openid=o-first&path=pages/notes/index`);
  await phone.locator('.note', { hasText: '第一张' }).waitFor();
  expect(await phone.locator('#wall').innerText()).toBe('城墙');
  expect(await phone.evaluate('__simulatorErrors')).toEqual([]);
});

test('its people and its map are those that it names', async () => {
  expect(await answer('/personas')).toEqual(phoneConfig.personas);
  expect(await answer('/assets/map/places.json')).toEqual(phoneConfig.places);
});

test('an app that names nobody has two strangers, and a map without names', async () => {
  const { root } = phoneConfig;
  const bare = await startSimulator({ root, emulatorUrl: emulator.url, watch: false });
  const personas = (await (await fetch(`${bare.url}/personas`)).json()) as { openid: string }[];
  expect(personas.map(({ openid }) => openid)).toEqual(['guest-1', 'guest-2']);
  expect(await (await fetch(`${bare.url}/assets/map/places.json`)).json()).toEqual([]);
  await bare.close();
});
