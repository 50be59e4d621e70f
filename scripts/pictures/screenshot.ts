import { parseArgs } from 'node:util';
import { launchBrowser } from '../../harness/browser';

const USAGE =
  'npx tsx scripts/pictures/screenshot.ts <url> <out.png> [--width 375] [--height 760] [--wait-for css] [--full]';

/** A picture of a page as a phone shows it, at two device pixels a point; its console goes to stderr. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      width: { type: 'string', default: '375' },
      height: { type: 'string', default: '760' },
      'wait-for': { type: 'string' },
      full: { type: 'boolean', default: false },
    },
  });
  const [url, path] = positionals;
  if (url === undefined || path === undefined) throw new Error(USAGE);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({
      viewport: { width: Number(values.width), height: Number(values.height) },
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
    });
    page.on('console', (message) => console.error(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => console.error(`[page error] ${error.message}`));
    await page.goto(url, { waitUntil: 'load' });
    if (values['wait-for'] !== undefined) await page.waitForSelector(values['wait-for']);
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path, fullPage: values.full });
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
