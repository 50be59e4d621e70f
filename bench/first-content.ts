import type { Browser } from 'playwright-core';
import { launchBrowser } from '../harness/browser';
import { openPhone } from '../harness/phones';
import { startTestSimulator } from '../harness/simulator';
import { startWorld } from '../harness/small-city';
import { grid } from '../harness/grid';
import { atMost, type Figure } from './figure';

const HOLDER = 'holder';
const RUNS = 7;
/** What the network adds to each call of the cloud, in milliseconds. */
const LATENCY = 15;

/** A page that asks for nothing, and the first thing that stands on each of the others once their answer has come. */
const EMPTY = { path: 'packages/settings/index/index', content: '.switch' };
const PAGES = [
  { name: 'home', path: 'pages/home/index', content: 'wx-activity-card', most: 1.5 },
  { name: 'me', path: 'pages/me/index', content: 'wx-next-card', most: 1.5 },
  { name: 'stations', path: 'pages/stations/index', content: 'wx-station-card', most: 1.5 },
] as const;

/** From opening the mini-program cold until something of what was asked for is drawn, against a page that asks nothing. */
export async function firstContent(): Promise<Figure[]> {
  const world = await startWorld();
  await world.did('officer', 'stations.import', { rows: grid(0, 60) });
  await world.person(HOLDER);
  const { slotId } = await world.post();
  await world.post();
  await world.did(HOLDER, 'signups.take', { slotId, wait: false });
  world.emulator.setFaults({ latency: LATENCY });
  const simulator = await startTestSimulator(world.emulator.url);
  const browser = await launchBrowser();
  try {
    // In turns, so that what slows the machine for a while slows all of them.
    const times = new Map<string, number[]>();
    for (let run = 0; run <= RUNS; run += 1) {
      for (const { path, content } of [EMPTY, ...PAGES]) {
        const took = await untilDrawn(browser, simulator.url, path, content);
        // The first of each finds functions cold that later ones find warm.
        if (run > 0) times.set(path, [...(times.get(path) ?? []), took]);
      }
    }
    const empty = median(times.get(EMPTY.path) ?? []);
    return PAGES.map(({ name, path, most }) =>
      atMost(
        `first content of ${name}, cold ÷ an empty page`,
        median(times.get(path) ?? []) / empty,
        most,
        2,
      ),
    );
  } finally {
    await browser.close();
    await simulator.close();
    await world.close({ raced: true });
  }
}

/** Milliseconds since the phone began to load anything at all. */
async function untilDrawn(browser: Browser, url: string, path: string, content: string): Promise<number> {
  const phone = await openPhone(browser, url, { openid: HOLDER, path });
  await phone.screen.locator(content).first().waitFor();
  const took = await phone.frame.evaluate(() => performance.now());
  await phone.close();
  return took;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
