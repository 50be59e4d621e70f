import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { buildFunctions } from '../scripts/build-functions';
import { atMost, type Figure } from './figure';

const ROOT = resolve(__dirname, '..');
const RUNS = 7;

/** Median CPU that a new process spends to load a module, without the start of Node itself. */
function cpuToLoad(file: string): number {
  const script = `const a = process.cpuUsage(); require(${JSON.stringify(file)}); const b = process.cpuUsage(a); console.log(b.user + b.system)`;
  const env = { ...process.env, TCB_ENV: 'bench', TENCENTCLOUD_RUNENV: 'SCF' };
  const runs = Array.from({ length: RUNS }, () =>
    Number(spawnSync(process.execPath, ['-e', script], { cwd: ROOT, env, encoding: 'utf8' }).stdout.trim()),
  );
  return runs.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

/** What a first call waits for: a function as it ships against one with all of the SDK, and one that requires the SDK. */
export async function coldStart(): Promise<Figure[]> {
  mkdirSync(join(ROOT, '.local'), { recursive: true });
  const local = mkdtempSync(join(ROOT, '.local', 'cold-start-'));
  try {
    await buildFunctions({ target: join(local, 'bundled'), names: ['member'] });
    const [whole, unbundled] = [join(local, 'whole.js'), join(local, 'unbundled.js')];
    const plain: BuildOptions = {
      entryPoints: [join(ROOT, 'cloudfunctions/member/index.ts')],
      bundle: true,
      platform: 'node',
      logLevel: 'error',
    };
    await build({ ...plain, minify: true, keepNames: true, outfile: whole });
    await build({ ...plain, external: ['wx-server-sdk'], outfile: unbundled });
    const shipped = cpuToLoad(join(local, 'bundled', 'member', 'index.js'));
    const against = (file: string) => shipped / cpuToLoad(file);
    return [
      atMost('cold start: CPU to load ÷ with all of the SDK', against(whole), 0.55, 2),
      atMost('cold start: CPU to load, bundled ÷ unbundled', against(unbundled), 1, 2),
    ];
  } finally {
    rmSync(local, { recursive: true, force: true });
  }
}
