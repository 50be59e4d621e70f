/**
 * Writes miniprogram/miniprogram_npm: the npm packages as the phone runs them. The developer tools'
 * own "build npm" reads neither `exports`, `.mjs` nor syntax after ES2019, which leaves valibot and
 * js-sha256 out without an error, so the project does it itself, after every install.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const ROOT = resolve(__dirname, '..');
const MODULES = join(ROOT, 'node_modules');
export const NPM_FOLDER = join(ROOT, 'miniprogram', 'miniprogram_npm');

/** Made for mini-programs: taken as they are, except what only an editor reads. */
const COPIED = { 'tdesign-miniprogram': 'miniprogram_dist' } as const;
const NOT_FOR_PHONES = /\.d\.ts$|\.md$|\/\.[^/]+$/;

/** Made for any JavaScript: bundled into one CommonJS file each, in the syntax phones' engines know. */
const BUNDLED = {
  dayjs: "module.exports = require('dayjs')",
  'js-sha256': "export * from 'js-sha256'",
  valibot: "export * from 'valibot'",
} as const;

function installedVersion(name: string): string {
  const manifest = readFileSync(join(MODULES, name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** What the folder must be built from; a change of this script counts as one of the packages. */
function recipe(): string {
  const versions = [...Object.keys(COPIED), ...Object.keys(BUNDLED)].map(
    (name) => `${name}@${installedVersion(name)}`,
  );
  return `${versions.join('\n')}\n${readFileSync(__filename, 'utf8')}`;
}

async function copyPackage(name: string, folder: string): Promise<void> {
  await cp(join(MODULES, name, folder), join(NPM_FOLDER, name), {
    recursive: true,
    filter: (source) => !NOT_FOR_PHONES.test(source.replaceAll('\\', '/')),
  });
}

async function bundlePackage(name: string, contents: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2017',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    outfile: join(NPM_FOLDER, name, 'index.js'),
    logLevel: 'warning',
  });
}

/** Builds the folder unless it was built from the same packages; true when it had to. */
export async function buildNpm(): Promise<boolean> {
  const stamp = join(NPM_FOLDER, '.recipe');
  const wanted = recipe();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await rm(NPM_FOLDER, { recursive: true, force: true });
  await mkdir(NPM_FOLDER, { recursive: true });
  for (const [name, folder] of Object.entries(COPIED)) await copyPackage(name, folder);
  for (const [name, entry] of Object.entries(BUNDLED)) await bundlePackage(name, entry);
  await writeFile(stamp, wanted);
  return true;
}

if (require.main === module) {
  buildNpm().then(
    (built) => {
      console.log(built ? 'miniprogram_npm built' : 'miniprogram_npm is up to date');
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
