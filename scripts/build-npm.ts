/**
 * Writes miniprogram/miniprogram_npm: the npm packages as the phone runs them. The developer tools'
 * own "build npm" reads neither `exports`, `.mjs` nor syntax after ES2019, which leaves valibot and
 * js-sha256 out without an error, so the project does it itself, after every install.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { iconSheet, iconsInUse } from './icons';

const ROOT = resolve(__dirname, '..');
const MODULES = join(ROOT, 'node_modules');
const PHONE = join(ROOT, 'miniprogram');
export const NPM_FOLDER = join(PHONE, 'miniprogram_npm');

/** Made for mini-programs: taken as they are, except what only an editor reads. */
const COPIED = { 'tdesign-miniprogram': 'miniprogram_dist' } as const;
const NOT_FOR_PHONES = /\.d\.ts$|\.md$|\/\.[^/]+$/;

/** Made for any JavaScript: bundled into one CommonJS file each, in the syntax phones' engines know. */
const BUNDLED = {
  dayjs: () => "module.exports = require('dayjs')",
  'js-sha256': () => "export * from 'js-sha256'",
  valibot: () => `export { ${schemaWords().join(', ')} } from 'valibot'`,
} as const;

/** What the phone's code uses of valibot: a tenth of it. */
function schemaWords(): string[] {
  const files = readdirSync(PHONE, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^(?!miniprogram_npm).*\.ts$/.test(file),
  );
  const code = files.map((file) => readFileSync(join(PHONE, file), 'utf8'));
  const users = code.filter((text) => text.includes("import * as v from 'valibot'"));
  const words = users.flatMap((text) => [...text.matchAll(/\bv\.([a-z]\w*)/g)].map(([, word = '']) => word));
  return [...new Set(words)].sort();
}

const ICON_SHEET = 'tdesign-miniprogram/icon/icon.wxss';

function installedVersion(name: string): string {
  const manifest = readFileSync(join(MODULES, name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

/** What the folder must be built from; a change of these scripts counts as one of the packages. */
function recipe(icons: readonly string[]): string {
  const packages = [...Object.keys(COPIED), ...Object.keys(BUNDLED), '@iconify-json/tdesign'];
  const versions = packages.map((name) => `${name}@${installedVersion(name)}`);
  const entries = Object.values(BUNDLED).map((entry) => entry());
  const scripts = [__filename, join(__dirname, 'icons.ts')].map((file) => readFileSync(file, 'utf8'));
  return [...versions, ...entries, icons.join(' '), ...scripts].join('\n');
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
  const icons = iconsInUse(PHONE);
  const wanted = recipe(icons);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await rm(NPM_FOLDER, { recursive: true, force: true });
  await mkdir(NPM_FOLDER, { recursive: true });
  for (const [name, folder] of Object.entries(COPIED)) await copyPackage(name, folder);
  for (const [name, entry] of Object.entries(BUNDLED)) await bundlePackage(name, entry());
  const sheet = join(NPM_FOLDER, ICON_SHEET);
  await writeFile(sheet, iconSheet(readFileSync(sheet, 'utf8'), icons));
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
