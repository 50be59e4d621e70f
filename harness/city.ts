/**
 * The whole system on a seeded city, as `npm start` puts it together: functions, local cloud, simulator. The city is
 * seeded once for the sources that make it and kept in .local/cache; each start gets a copy, at the moment of the seed.
 * That moment is always the same, whatever day it is; CITY_NOW=2026-12-31T23:00:00+08:00 chooses another.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { MetricsReport } from '../emulator/metrics';
import { seed } from '../scripts/seed';
import { seedVersion } from '../scripts/seed/version';
import type { Simulator } from '../simulator/server/index';
import { startTestEmulator, type TestEmulator } from './emulator';
import { startTestSimulator } from './simulator';

const ROOT = resolve(__dirname, '..');
const CACHE = join(ROOT, '.local/cache');
/** A working day in spring, in the middle of the morning. */
const NOW = new Date(process.env['CITY_NOW'] ?? '2026-03-18T10:10:00+08:00').toISOString();
const FACTS = 'facts.json';
/** Longer than a city takes to be seeded on a slow machine. */
const SEEDING_MS = 180_000;
const LOOK_MS = 500;

export interface City {
  readonly url: string;
  readonly emulator: TestEmulator;
  /** The moment of the seed: what it calls now happens now. */
  readonly seededAt: number;
  setClock(now: number): Promise<void>;
  /** Ends everything and starts it again on the same data, on other ports. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Facts {
  readonly seededAt: number;
  /** Of the seeding itself. */
  readonly unindexedQueries: MetricsReport['unindexedQueries'];
}

/** A folder of one's own that holds the seeded city. */
export async function copyOfCity(): Promise<{ data: string } & Facts> {
  const prepared = await preparedCity();
  const data = await mkdtemp(join(tmpdir(), 'city-'));
  await cp(prepared, data, { recursive: true });
  return { data, ...(JSON.parse(await readFile(join(prepared, FACTS), 'utf8')) as Facts) };
}

export async function startCity(): Promise<City> {
  const { data, seededAt } = await copyOfCity();
  const city = new RunningCity(data, seededAt);
  await city.start();
  await city.setClock(seededAt);
  return city;
}

class RunningCity implements City {
  private parts: { emulator: TestEmulator; simulator: Simulator } | undefined;

  constructor(
    private readonly data: string,
    readonly seededAt: number,
  ) {}

  get emulator(): TestEmulator {
    return this.running.emulator;
  }

  get url(): string {
    return this.running.simulator.url;
  }

  async start(): Promise<void> {
    const emulator = await startTestEmulator({ data: this.data, timers: true });
    this.parts = { emulator, simulator: await startTestSimulator(emulator.url) };
  }

  async setClock(now: number): Promise<void> {
    await this.emulator.setClock({ now: new Date(now).toISOString(), timers: false });
  }

  async restart(): Promise<void> {
    await this.end();
    await this.start();
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.data, { recursive: true, force: true });
  }

  private get running(): { emulator: TestEmulator; simulator: Simulator } {
    if (!this.parts) throw new Error('the city is not running');
    return this.parts;
  }

  private async end(): Promise<void> {
    const { emulator, simulator } = this.running;
    this.parts = undefined;
    await simulator.close();
    await emulator.close();
  }
}

/** A folder that holds a seeded city and is not used by any process. */
async function preparedCity(): Promise<string> {
  const home = join(CACHE, `city-${await hashOfSources()}`);
  await mkdir(CACHE, { recursive: true });
  if (existsSync(home) || !(await isMineToSeed(home))) return home;
  const draft = await mkdtemp(join(CACHE, 'seeding-'));
  await fill(draft);
  try {
    await rename(draft, home);
  } catch (error) {
    // Another process was quicker: its city is as good.
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** True when the city is for this process to seed; else waits for the one that is at it, which may have died. */
async function isMineToSeed(home: string): Promise<boolean> {
  const lock = `${home}.seeding`;
  const claim = () =>
    mkdir(lock).then(
      () => true,
      () => false,
    );
  if (await claim()) return true;
  const { birthtimeMs } = await stat(lock);
  // eslint-disable-next-line no-restricted-syntax -- how old a file is, which the machine's own clock has dated
  while (!existsSync(home) && Date.now() - birthtimeMs < SEEDING_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return !existsSync(home);
}

async function fill(data: string): Promise<void> {
  const emulator = await startTestEmulator({ data, timers: true });
  await emulator.setClock({ now: NOW, timers: false });
  await seed(
    emulator.url,
    () => undefined,
    () => undefined,
  );
  const seededAt = emulator.clock.now().getTime();
  const { unindexedQueries } = emulator.metrics();
  await emulator.close();
  await writeFile(join(data, FACTS), JSON.stringify({ seededAt, unindexedQueries } satisfies Facts));
}

async function hashOfSources(): Promise<string> {
  const made = `${NOW} ${await seedVersion()}`;
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}
