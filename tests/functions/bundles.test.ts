import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { builtFunctions } from '../../harness/emulator';
import { LEFT_OUT, leaveOut } from '../../scripts/left-out';

const KILOBYTE = 1024;
const ROOT = resolve(__dirname, '../..');

/** The SDK alone, as functions have it. */
const bundleSdk = (leftOut?: typeof LEFT_OUT) =>
  build({
    stdin: { contents: "module.exports = require('wx-server-sdk')", resolveDir: ROOT },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
    plugins: [leaveOut(leftOut)],
  });

interface Sdk {
  init(options: { env: string }): void;
  ai(): unknown;
}

async function loadedSdk(): Promise<Sdk> {
  const { outputFiles } = await bundleSdk();
  const module = { exports: {} as Sdk };
  const code = outputFiles[0]?.text ?? '';
  const run = compileFunction(code, ['module', 'exports', 'require']) as (...given: unknown[]) => void;
  run(module, module.exports, require);
  return module.exports;
}

test('each function is at most 900 KB', async () => {
  const folder = await builtFunctions();
  const sizes = readdirSync(folder).map((name) => [name, statSync(join(folder, name, 'index.js')).size]);
  expect(sizes).toHaveLength(3);
  expect(sizes.filter(([, bytes]) => Number(bytes) > 900 * KILOBYTE)).toEqual([]);
});

test('who uses a part that is left out is told so', async () => {
  const sdk = await loadedSdk();
  sdk.init({ env: 'local-0' });
  expect(() => sdk.ai()).toThrow('ai/index.js is left out');
});

test('a build fails when a part on the list is no longer there', async () => {
  await expect(bundleSdk({ ...LEFT_OUT, 'gone-away': 'nobody calls it' })).rejects.toThrow('gone-away');
});
