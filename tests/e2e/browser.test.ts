import { launchBrowser } from '../../harness/browser';

test('a browser starts, lays text out and runs scripts', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<p>text</p>');
    expect(
      await page.evaluate(() => document.querySelector('p')?.getBoundingClientRect().height),
    ).toBeGreaterThan(0);
  } finally {
    await browser.close();
  }
});
