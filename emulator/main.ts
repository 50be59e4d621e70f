import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CloudConfig, Seed } from './config';
import type { Emulator } from './emulator';
import { startEmulator } from './index';
import type { KeptSeeds } from './kept-seeds';
import { startSeeded } from './seeding';

const log = (line: string) => process.stderr.write(`${line}\n`);
/** For whoever started this as a child and draws a bar. */
const progress = (share: number) => void process.send?.({ seeding: share });

async function loadConfig(file: string): Promise<CloudConfig> {
  const { cloudConfig } = (await import(pathToFileURL(resolve(file)).href)) as { cloudConfig?: CloudConfig };
  if (!cloudConfig) throw new Error(`${file} exports no cloudConfig`);
  return cloudConfig;
}

/** Where `--seeds` keeps what was seeded; of an app that cannot tell its versions apart, nothing is. */
async function keptSeeds(
  { seedVersion }: CloudConfig,
  name: string,
  folder: string | undefined,
): Promise<KeptSeeds | undefined> {
  if (folder === undefined || !seedVersion) return undefined;
  return { folder, name, version: await seedVersion() };
}

function seedOf({ seeds = {} }: CloudConfig, name: string): () => Promise<Seed> {
  const load = seeds[name];
  if (!load) throw new Error(`there is no seed ${name}; there is ${Object.keys(seeds).join(', ') || 'none'}`);
  return load;
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

/** Whoever started it was killed and could not say so: nobody would ever stop this one. */
function closeWithParent(close: () => Promise<void>): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void close().finally(() => process.exit(0));
  }, 1000).unref();
}

/** Memory is ahead of the disk now: ending here loses nothing that anybody was told. */
function endWithDisk(error: Error): never {
  log(`The disk takes no more (${error.message}). What was saved is kept: make room, then start again.`);
  process.exit(1);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      config: { type: 'string', default: 'cloud.config.ts' },
      port: { type: 'string', default: '9000' },
      data: { type: 'string', default: '.local/data' },
      seed: { type: 'string' },
      seeds: { type: 'string' },
      functions: { type: 'string' },
      instances: { type: 'string' },
      debug: { type: 'boolean', default: false },
      'no-sparse': { type: 'boolean', default: false },
      'with-parent': { type: 'boolean', default: false },
    },
  });
  const { data, seed } = values;
  const cloud = await loadConfig(values.config);
  const load = seed === undefined ? undefined : seedOf(cloud, seed);
  // Functions that are named are whoever's who named them; the project's own are built as they stand now.
  if (!values.functions) await cloud.build?.({ debug: values.debug });
  let emulator: Emulator | undefined;
  const start = async () => {
    emulator = await startEmulator({
      ...cloud,
      port: Number(values.port),
      data,
      log,
      onDiskFailure: endWithDisk,
      sparse: !values['no-sparse'],
      // Whoever looks at a halted function has time.
      timeoutFactor: values.debug ? 10_000 : 1,
      ...(values.functions && { functions: values.functions }),
      ...(values.instances && { instances: Number(values.instances) }),
    });
    return emulator;
  };
  const close = async () => emulator?.close();
  closeOnSignal(close);
  if (values['with-parent']) closeWithParent(close);
  const begin = async () => {
    if (seed === undefined || !load) return start();
    const kept = data === 'memory' ? undefined : await keptSeeds(cloud, seed, values.seeds);
    const seeding = { data, name: seed, start, load, log, progress };
    return startSeeded(kept ? { ...seeding, kept } : seeding);
  };
  const { url } = await begin();
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
}

main().catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
});
