import { parseArgs } from 'node:util';
import { discardData, startEmulator, type Emulator } from './index';

const log = (line: string) => process.stderr.write(`${line}\n`);

type Seed = (url: string, name: string, log: (line: string) => void) => Promise<void>;

async function loadSeed(): Promise<Seed> {
  // Only a first start needs it, and it is large.
  const path = '../scripts/seed';
  const module = (await import(path)) as { seed: Seed };
  return module.seed;
}

/** Data of a seed that was cut short is worth nothing: it is thrown away and made anew. */
async function openSeeded(start: () => Promise<Emulator>, data: string, name: string): Promise<Emulator> {
  const emulator = await start();
  const state = await emulator.records.seedState();
  if (state?.complete) return emulator;
  if (state) {
    log(`the seed of ${state.name} was cut short: starting anew`);
    await emulator.close();
    await discardData(data);
    return openSeeded(start, data, name);
  }
  if (await hasData(emulator)) return emulator;
  await emulator.records.saveSeedState({ name, complete: false });
  const seed = await loadSeed();
  await seed(emulator.url, name, log);
  await emulator.records.saveSeedState({ name, complete: true });
  emulator.resetMetrics();
  return emulator;
}

async function hasData({ store }: Emulator): Promise<boolean> {
  for (const name of store.collections().filter((one) => !one.startsWith('emulator_'))) {
    if ((await store.count(name, {})).total > 0) return true;
  }
  return false;
}

function closeOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      void close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '9000' },
      data: { type: 'string', default: '.local/data' },
      seed: { type: 'string' },
      functions: { type: 'string' },
      instances: { type: 'string' },
    },
  });
  const { data, seed } = values;
  let emulator: Emulator | undefined;
  const start = async () => {
    emulator = await startEmulator({
      port: Number(values.port),
      data,
      log,
      ...(values.functions && { functions: values.functions }),
      ...(values.instances && { instances: Number(values.instances) }),
    });
    return emulator;
  };
  closeOnSignal(async () => emulator?.close());
  const { url } = seed ? await openSeeded(start, data, seed) : await start();
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
}

main().catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
