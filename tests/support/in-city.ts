import type { Browser } from 'playwright-core';

import { launchBrowser } from '../../harness/browser';
import { startCity, type City } from '../../harness/city';
import { World } from '../../harness/world';

/** Where stories happen. */
export interface Scene {
  readonly city: City;
  readonly world: World;
  readonly browser: Browser;
}

/** Longer than a city takes to be seeded, where it has not been. */
const BEGINNING_MS = 400_000;

/** One seeded city and one browser for the tests of a file. */
export function inCity(begin: (scene: Scene) => Promise<void> | void): void {
  let scene: Scene;
  beforeAll(async () => {
    const [city, browser] = await Promise.all([startCity(), launchBrowser()]);
    scene = { city, browser, world: new World(city.emulator) };
    await begin(scene);
  }, BEGINNING_MS);
  afterAll(async () => {
    await scene.browser.close();
    await scene.city.stop();
  });
}
