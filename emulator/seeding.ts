import type { Emulator } from './emulator';
import type { Seed } from './config';
import { discardData } from './index';

export interface Seeding {
  /** The directory, or 'memory'. */
  readonly data: string;
  readonly name: string;
  start(): Promise<Emulator>;
  load(): Promise<Seed>;
  readonly log: (line: string) => void;
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
  await emulator.records.saveSeedState({ name: seeding.name, complete: false });
  try {
    const seed = await seeding.load();
    await seed(emulator.url, seeding.log);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  await emulator.records.saveSeedState({ name: seeding.name, complete: true });
  emulator.resetMetrics();
  return emulator;
}
