import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a template binds, its page or component has, under a name that says so. */
const root = join(__dirname, '../../miniprogram');
const FOLDERS = ['pages', 'packages', 'components', 'custom-tab-bar'];

const templates = FOLDERS.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.wxml'))
    .map((file) => join(folder, file)),
);
const bound = templates.flatMap((file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/\b(?:bind|catch)[\w:-]*="(\w+)"/g)].map(
    ([, handler = '']) => ({ file, handler }),
  ),
);

test('handlers are named on…', () => {
  expect(bound.length).toBeGreaterThan(100);
  expect(bound.filter(({ handler }) => !/^on[A-Z]/.test(handler))).toEqual([]);
});

const sourcesIn = (folder: string): string =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

test('and are there, in the page or in the kit', () => {
  const kit = sourcesIn('kit');
  const missing = bound.filter(({ file, handler }) => {
    const named = new RegExp(`\\b${handler}(\\(|: )`);
    return !named.test(kit) && !named.test(sourcesIn(dirname(file)));
  });
  expect(missing).toEqual([]);
});

test('nothing else is named like one: a class, an icon, a key of the keyboard', () => {
  const likeOne = templates.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\s([\w:-]+)="on[A-Z]\w*"/g)].map(
      ([, attribute = '']) => ({ file, attribute }),
    ),
  );
  expect(likeOne.filter(({ attribute }) => !/^(bind|catch)/.test(attribute))).toEqual([]);
});
