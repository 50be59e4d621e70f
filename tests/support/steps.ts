/**
 * Steps of one story: each stands on the one before, so once one fails the rest fail at once, saying why. What was on
 * the screen when one failed is kept as a picture.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';

const PICTURES = resolve(__dirname, '../../.local/screenshots');

export function story(page: () => Page | undefined): (name: string, run: () => Promise<void>) => void {
  let broken: string | undefined;
  return (name, run) =>
    test(name, async () => {
      if (broken !== undefined) throw new Error(`did not come so far: ${broken}`);
      try {
        await run();
      } catch (error) {
        broken = name;
        await mkdir(PICTURES, { recursive: true });
        await page()?.screenshot({ path: join(PICTURES, 'failed.png') });
        throw error;
      }
    });
}
