/**
 * Makes the README's picture: two phones of the seeded city, a volunteer's home beside the leader's check-in desk.
 *   npx tsx scripts/pictures/two-phones.ts [out.png]
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { launchBrowser } from '../../harness/browser';
import { startCity } from '../../harness/city';
import { openTable } from '../../harness/phones';

const OUT = join(__dirname, '../../docs/images/two-phones.png');

async function main(): Promise<void> {
  const path = resolve(process.argv[2] ?? OUT);
  await mkdir(dirname(path), { recursive: true });
  const [city, browser] = await Promise.all([startCity(), launchBrowser()]);
  try {
    const { page, left, right } = await openTable(browser, city.url, {
      left: 'o-chen-xiaoyu',
      right: 'o-wang-fang',
    });
    for (const phone of [left, right]) await phone.allowLocation();
    await left.screen.locator('wx-activity-card').first().waitFor();
    await right.tab('我的');
    await right.tap('队里的活动');
    await right.tap('打开签到台');
    await right.picture('#code canvas');
    await right.reads('应到');
    await page.evaluate('document.fonts.ready');
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path });
  } finally {
    await browser.close();
    await city.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
