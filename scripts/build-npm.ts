/**
 * Writes miniprogram/miniprogram_npm: the npm packages as the phone runs them. The developer tools'
 * own "build npm" reads neither `exports`, `.mjs` nor syntax after ES2019, which leaves valibot and
 * js-sha256 out without an error, so the project does it itself, after every install.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { buttonSheet, loadingSheet, looksInUse } from './button-sheet';
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

/** What TDesign's components bring along themselves, as far as those need it that pages use; none of these shows dates. */
const BROUGHT = {
  'tdesign-miniprogram/miniprogram_npm/tslib/index.js':
    "export { __awaiter, __decorate, __rest } from 'tslib'",
  'tdesign-miniprogram/miniprogram_npm/dayjs/locale/zh-cn.js': '',
} as const;

/** Sheets of TDesign that hold far more than pages show. */
function trimmedSheets(): Readonly<Record<string, (original: string) => string>> {
  const [icons, looks] = [iconsInUse(PHONE), looksInUse(PHONE)];
  return {
    'tdesign-miniprogram/icon/icon.wxss': (original) => iconSheet(original, icons),
    'tdesign-miniprogram/button/button.wxss': (original) => buttonSheet(original, looks),
    'tdesign-miniprogram/loading/loading.wxss': loadingSheet,
  };
}

function installedVersion(name: string): string {
  const manifest = readFileSync(join(MODULES, name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

const originalOf = (path: string): string => {
  const [name = '', ...rest] = path.split('/');
  return readFileSync(join(MODULES, name, COPIED['tdesign-miniprogram'], ...rest), 'utf8');
};

/** All files that are made, not copied: what to bundle, and what to write. */
interface Recipe {
  readonly bundles: Readonly<Record<string, string>>;
  readonly sheets: Readonly<Record<string, string>>;
}

function recipe(): Recipe {
  const own = Object.entries(BUNDLED).map(([name, entry]) => [`${name}/index.js`, entry()] as const);
  const sheets = Object.entries(trimmedSheets()).map(
    ([path, trim]) => [path, trim(originalOf(path))] as const,
  );
  return { bundles: { ...Object.fromEntries(own), ...BROUGHT }, sheets: Object.fromEntries(sheets) };
}

/** What the folder must be built from; a change of this script counts as one of the packages. */
function stampOf(made: Recipe): string {
  const versions = [...Object.keys(COPIED), ...Object.keys(BUNDLED)].map(
    (name) => `${name}@${installedVersion(name)}`,
  );
  return [...versions, JSON.stringify(made), readFileSync(__filename, 'utf8')].join('\n');
}

async function copyPackage(name: string, folder: string): Promise<void> {
  await cp(join(MODULES, name, folder), join(NPM_FOLDER, name), {
    recursive: true,
    filter: (source) => !NOT_FOR_PHONES.test(source.replaceAll('\\', '/')),
  });
}

async function bundle(path: string, contents: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'es2017',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    outfile: join(NPM_FOLDER, path),
    logLevel: 'warning',
  });
}

/** Builds the folder unless it was built from the same packages; true when it had to. */
export async function buildNpm(): Promise<boolean> {
  const stamp = join(NPM_FOLDER, '.recipe');
  const made = recipe();
  const wanted = stampOf(made);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false;
  await rm(NPM_FOLDER, { recursive: true, force: true });
  await mkdir(NPM_FOLDER, { recursive: true });
  for (const [name, folder] of Object.entries(COPIED)) await copyPackage(name, folder);
  await rm(join(NPM_FOLDER, 'tdesign-miniprogram/miniprogram_npm/dayjs/index.js'));
  for (const [path, contents] of Object.entries(made.bundles)) await bundle(path, contents);
  for (const [path, sheet] of Object.entries(made.sheets)) await writeFile(join(NPM_FOLDER, path), sheet);
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
