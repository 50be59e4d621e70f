/** The first look: what `npm start` serves shows the home page's content, over both phones, without an error. */
import type { Browser } from 'playwright-core';

import { launchBrowser } from '../support/browser';
import { startCity, type City } from '../support/city';
import { openTable } from '../support/phones';

let browser: Browser;
let city: City;

beforeAll(async () => {
  [city, browser] = await Promise.all([startCity(), launchBrowser()]);
}, 400_000);

afterAll(async () => {
  await browser.close();
  await city.stop();
});

test('both phones draw what is near, with nothing but calls that were needed', async () => {
  city.emulator.resetMetrics();
  const table = await openTable(browser, city.url, { left: 'o-li-daye', right: 'o-chen-xiaoyu' });
  for (const phone of [table.left, table.right]) {
    await phone.allowLocation();
    await phone.screen.locator('wx-next-card').waitFor();
    expect(await phone.screen.locator('wx-activity-card').count()).toBeGreaterThan(2);
    expect(await phone.errors()).toEqual([]);
  }
  const { actions, unindexedQueries } = city.emulator.metrics();
  // Timers go off when they are due: they are nobody's calls.
  const asked = Object.entries(actions).filter(([name]) => !name.startsWith('timer:'));
  const calls = Object.fromEntries(asked.map(([name, { calls: made }]) => [name, made]));
  expect(calls).toEqual({ 'home.view': 2, 'session.open': 2, 'stations.nearby': 2 });
  expect(unindexedQueries).toEqual([]);
  await table.close();
});
