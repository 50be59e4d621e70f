/** The first look: what `npm start` serves shows the home page's content, over both phones, without an error. */
import type { Browser } from 'playwright-core';

import type { City } from '../../harness/city';
import { inCity } from '../support/in-city';
import { openTable } from '../../harness/phones';

let browser: Browser;
let city: City;

inCity((scene) => {
  ({ city, browser } = scene);
});

test('both phones draw what is near, with nothing but calls that were needed', async () => {
  city.emulator.resetMetrics();
  const table = await openTable(browser, city.url, { left: 'o-li-daye', right: 'o-chen-xiaoyu' });
  for (const phone of [table.left, table.right]) {
    await phone.allowLocation();
    await phone.screen.locator('wx-next-card').waitFor();
    await phone.screen.locator('wx-activity-card').nth(2).waitFor();
    expect(await phone.errors()).toEqual([]);
  }
  // Once for the city, and once more for where its holder then says they are.
  expect(calls()).toEqual({ 'home.view': 4, 'session.open': 2, 'stations.nearby': 4 });
  expect(city.emulator.metrics().unindexedQueries).toEqual([]);
  await table.close();
});

/** How often each action was called. Timers go off when they are due: they are nobody's calls. */
function calls(): Record<string, number> {
  const asked = Object.entries(city.emulator.metrics().actions).filter(
    ([name]) => !name.startsWith('timer:'),
  );
  return Object.fromEntries(asked.map(([name, { calls: made }]) => [name, made]));
}
