import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { lives } from '../../cloudfunctions/lives';
import { API_PAGE, apiPage, CALLS_FILE, callsFile, LIVES_PAGE, livesPage } from '../../scripts/print-api';

const ROOT = resolve(__dirname, '../..');
const OUTSIDE = ['node_modules', 'miniprogram_npm', 'dist', 'data', 'tests'];

function pagesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.') || OUTSIDE.includes(name)) return [];
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return pagesIn(path);
    return name.endsWith('.md') ? [path] : [];
  });
}

/** The id that a heading has on the page. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : resolve(dirname(page), path);
  if (!existsSync(target)) return false;
  if (anchor === undefined) return true;
  const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text);
  return headings.map(anchorOf).includes(anchor);
}

describe('the docs', () => {
  it.each(pagesIn(ROOT).map((page) => [relative(ROOT, page), page]))(
    '%s: every link leads somewhere',
    (_, page) => {
      const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
      const within = links.filter((link) => !/^(https?|mailto):/.test(link));
      expect(within.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
    },
  );

  it.each([
    ['docs/invariants.md', /^\| I\d+ .*$/gm],
    ['docs/threats.md', /^\| (?!who|---).*$/gm],
  ])('name tests that exist, in each row of %s', (page, row) => {
    const rows = readFileSync(join(ROOT, page), 'utf8').match(row) ?? [];
    expect(rows.length).toBeGreaterThan(10);
    const tests = rows.map((one) => [...one.matchAll(/`(\w+\/[\w-]+)`/g)].map(([, name = '']) => name));
    expect(tests.filter((names) => names.length === 0)).toEqual([]);
    const isThere = (name: string) =>
      existsSync(join(ROOT, 'tests', `${name}.test.ts`)) || existsSync(join(ROOT, 'tests', name));
    expect(tests.flat().filter((name) => !isThere(name))).toEqual([]);
  });

  it('list every action as the contract has it, and the life of fields (npm run api)', () => {
    expect(readFileSync(API_PAGE, 'utf8')).toBe(apiPage());
    expect(readFileSync(LIVES_PAGE, 'utf8')).toBe(livesPage());
    expect(readFileSync(CALLS_FILE, 'utf8')).toBe(callsFile());
  });

  it('name files that do have to do with a field, in the table of its life', () => {
    const named = Object.values(lives).flatMap((fields) =>
      Object.entries(fields).flatMap(([field, { setBy, droppedBy, readBy }]) =>
        [setBy, droppedBy, readBy]
          .join(', ')
          .split(', ')
          .filter((file) => file !== '–')
          .map((file) => ({ field, file })),
      ),
    );
    const says = ({ field, file }: (typeof named)[number]) => {
      const path = join(ROOT, 'cloudfunctions', `${file}.ts`);
      return existsSync(path) && readFileSync(path, 'utf8').includes(field);
    };
    expect(named.filter((each) => !says(each))).toEqual([]);
  });
});
