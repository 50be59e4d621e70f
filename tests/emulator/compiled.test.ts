import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCompiled } from '../../emulator/functions/compiled';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'compiled-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Large enough for what is compiled of it to be kept. */
const PADDING = `/*${'x'.repeat(100_000)}*/\n`;
const code = (answer: string) =>
  `exports.main = () => '${answer}'; exports.fail = () => { throw new Error('as asked'); };\n${PADDING}`;

interface Loaded {
  readonly main: () => string;
  readonly fail: () => void;
}

function load(): Loaded {
  const { exports, keepCompiled } = loadCompiled(join(folder, 'index.js'), folder);
  const loaded = exports as Loaded;
  loaded.main();
  keepCompiled();
  return loaded;
}
const kept = () => readdirSync(folder).filter((name) => name.startsWith('compiled-'));

function placeOf({ fail }: Loaded): string | undefined {
  try {
    fail();
  } catch (error) {
    return /index\.js:\d+:\d+/.exec((error as Error).stack ?? '')?.[0];
  }
  return undefined;
}

test('code that was compiled before does the same, and names the same places in its errors', () => {
  writeFileSync(join(folder, 'index.js'), code('one'));
  const first = load();
  expect(kept()).toHaveLength(1);
  const second = load();
  expect([first.main(), second.main()]).toEqual(['one', 'one']);
  const column = code('one').indexOf('new Error') + 1;
  expect([placeOf(first), placeOf(second)]).toEqual([`index.js:1:${column}`, `index.js:1:${column}`]);
});

test('a new build is compiled anew, of the same length too, and takes the place of the one before', () => {
  writeFileSync(join(folder, 'index.js'), code('one'));
  load();
  writeFileSync(join(folder, 'index.js'), code('two'));
  expect([load().main(), load().main()]).toEqual(['two', 'two']);
  expect(kept()).toHaveLength(1);
});

test('what was kept and cannot be read is compiled again', () => {
  writeFileSync(join(folder, 'index.js'), code('one'));
  load();
  for (const name of kept()) writeFileSync(join(folder, name), 'no code');
  expect(load().main()).toBe('one');
});
