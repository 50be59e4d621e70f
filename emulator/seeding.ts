import type { Emulator } from './emulator';
import type { Seed } from './config';
import { discardData } from './index';
import { keepSeed, takeKeptSeed, type KeptSeeds } from './kept-seeds';

export interface Seeding {
  /** The directory, or 'memory'. */
  readonly data: string;
  readonly name: string;
  start(): Promise<Emulator>;
  load(): Promise<Seed>;
  readonly log: (line: string) => void;
  readonly progress?: (share: number) => void;
  /** Where seeded stores are kept for the next empty one; without it each is seeded by itself. */
  readonly kept?: KeptSeeds;
}

function hasData({ store }: Emulator): boolean {
  return Object.entries(store.stats()).some(([name, count]) => count > 0 && !name.startsWith('emulator_'));
}

/**
 * Starts with a seeded store: an empty one is seeded, one that holds anything else is left alone. What a
 * seed that was cut short left behind is worth nothing: it is thrown away and made anew.
 */
export async function startSeeded(seeding: Seeding): Promise<Emulator> {
  const emulator = await seeding.start();
  const state = await emulator.records.seedState();
  if (state?.complete) return emulator;
  if (state) {
    seeding.log(`the seed of ${state.name} was cut short: starting anew`);
    await emulator.close();
    await discardData(seeding.data);
    return startSeeded(seeding);
  }
  if (hasData(emulator)) return emulator;
  const { kept } = seeding;
  if (!kept) return seeded(seeding, emulator);
  return (await startWithKept(seeding, kept, emulator)) ?? startAndKeep(seeding, kept, emulator);
}

async function seeded(seeding: Seeding, emulator: Emulator): Promise<Emulator> {
  await emulator.records.saveSeedState({ name: seeding.name, complete: false });
  try {
    const seed = await seeding.load();
    await seed(emulator.url, seeding.log, seeding.progress ?? (() => undefined));
  } catch (error) {
    await emulator.close();
    throw error;
  }
  await emulator.records.saveSeedState({ name: seeding.name, complete: true });
  emulator.resetMetrics();
  return emulator;
}

/** Files are copied while no emulator holds them. */
async function startAndKeep(seeding: Seeding, kept: KeptSeeds, emulator: Emulator): Promise<Emulator> {
  const made = await seeded(seeding, emulator);
  const at = made.clock.now();
  await made.close();
  await keepSeed(kept, seeding.data, at);
  return seeding.start();
}

/** @returns null where none is kept that is still of use. Time goes on from the moment at which it was made. */
async function startWithKept(seeding: Seeding, kept: KeptSeeds, empty: Emulator): Promise<Emulator | null> {
  const now = empty.clock.now();
  const taken = await takeKeptSeed(kept, seeding.data, now, () => empty.close());
  if (!taken) return null;
  const emulator = await seeding.start();
  await emulator.setClock({ now: taken.toISOString(), timers: false });
  return emulator;
}
