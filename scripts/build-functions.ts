/**
 * Bundles each cloud function with the SDK into one file: an instance that starts cold reads one file
 * instead of hundreds, and the deployed package needs no install.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, context, type BuildOptions, type Plugin } from 'esbuild';
import { leaveOut } from './left-out';

const ROOT = resolve(__dirname, '..');
const FUNCTIONS = ['member', 'organizer', 'jobs'] as const;
/** The newest runtime that WeChat's cloud development offers for functions. */
const TARGET = 'node18';

export interface BuildFunctionsOptions {
  /** Builds again whenever a source changes; the answer is how to stop. */
  watch?: boolean;
  source?: string;
  target?: string;
  names?: readonly string[];
  /** For a debugger: readable, with source maps. */
  debug?: boolean;
  log?: (line: string) => void;
}

export interface BuiltFunction {
  name: string;
  file: string;
  bytes: number;
}

function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The package's version and, in a clone, the commit: every answer of a function carries it. */
export function buildVersion(): string {
  const version = packageVersion();
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return `${version}+${git('rev-parse', '--short=8', 'HEAD')}`;
  } catch {
    return version;
  }
}

/**
 * Written beside, then renamed: a function that starts meanwhile never reads half a file. What has not
 * changed is left, so that running instances are not replaced for nothing.
 */
async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const before = await readFile(file).catch(() => null);
  if (before?.equals(Buffer.from(content))) return;
  const part = `${file}.${String(process.pid)}.part`;
  await writeFile(part, content);
  await rename(part, file);
}

async function writeFunction(
  name: string,
  source: string,
  target: string,
  code: Uint8Array,
): Promise<BuiltFunction> {
  await mkdir(target, { recursive: true });
  const manifest = { name, version: packageVersion(), private: true, main: 'index.js' };
  await replaceFile(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const config = join(source, 'config.json');
  if (existsSync(config)) await replaceFile(join(target, 'config.json'), await readFile(config));
  const file = join(target, 'index.js');
  await replaceFile(file, code);
  return { name, file, bytes: code.byteLength };
}

function bundleOptions(entry: string, version: string, debug: boolean): BuildOptions & { write: false } {
  return {
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: !debug,
    sourcemap: debug ? 'inline' : false,
    keepNames: true,
    platform: 'node',
    target: TARGET,
    format: 'cjs',
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [leaveOut()],
    absWorkingDir: ROOT,
    define: { __BUILD__: JSON.stringify(version) },
  };
}

function onEveryBuild(write: (code: Uint8Array) => Promise<void>, log: (line: string) => void): Plugin {
  return {
    name: 'write',
    setup(plugin) {
      plugin.onEnd(async ({ outputFiles, errors }) => {
        for (const error of errors)
          log(`${error.location?.file ?? ''}:${String(error.location?.line)} ${error.text}`);
        const code = outputFiles?.[0]?.contents;
        if (errors.length === 0 && code) await write(code);
      });
    },
  };
}

/** @returns what was built, in the order of names; functions that have no source yet are left out. */
export async function buildFunctions(
  options: BuildFunctionsOptions = {},
): Promise<{ built: BuiltFunction[]; stop: () => Promise<void> }> {
  const { source = join(ROOT, 'cloudfunctions'), target = join(ROOT, 'dist/cloudfunctions') } = options;
  const log = options.log ?? (() => undefined);
  const version = buildVersion();
  const names = (options.names ?? FUNCTIONS).filter((name) => existsSync(join(source, name, 'index.ts')));
  const built: BuiltFunction[] = [];
  const stops: (() => Promise<void>)[] = [];
  for (const name of names) {
    const from = join(source, name);
    const bundle = bundleOptions(join(from, 'index.ts'), version, options.debug ?? false);
    const write = (code: Uint8Array) => writeFunction(name, from, join(target, name), code);
    if (!options.watch) {
      const { outputFiles } = await build(bundle);
      for (const { contents } of outputFiles) built.push(await write(contents));
      continue;
    }
    const announce = async (code: Uint8Array) => {
      const { bytes } = await write(code);
      log(`built ${name}, ${String(Math.round(bytes / 1024))} KB`);
    };
    const watching = await context({ ...bundle, plugins: [leaveOut(), onEveryBuild(announce, log)] });
    await watching.rebuild().catch(() => undefined);
    await watching.watch();
    stops.push(() => watching.dispose());
  }
  return { built, stop: async () => void (await Promise.all(stops.map((stop) => stop()))) };
}

async function main(): Promise<void> {
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const watch = process.argv.includes('--watch');
  const { built } = await buildFunctions({ watch, log });
  for (const { name, bytes } of built)
    log(`${name.padEnd(10)} ${String(Math.round(bytes / 1024)).padStart(6)} KB`);
  if (!watch && built.length === 0) log('no functions to build yet');
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
