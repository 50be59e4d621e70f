import { BUDGET_BYTES, brokenRequires, packageSizes } from '../../scripts/package-check';

const APP = JSON.stringify({
  pages: ['pages/home/index'],
  subPackages: [{ root: 'packages/leader' }, { root: 'packages/volunteer/' }],
});

const withFile = (path: string, content: string) => ({
  'app.json': APP,
  'domain/rules.js': '',
  'domain/teams/index.js': '',
  'miniprogram_npm/valibot/index.js': '',
  'packages/leader/desk/clock.js': '',
  'packages/volunteer/miniprogram_npm/own/index.js': '',
  [path]: content,
});

describe('brokenRequires', () => {
  test.each([
    ['pages/home/index.js', '../../domain/rules'],
    ['pages/home/index.js', '../../domain/teams'],
    ['pages/home/index.js', '/domain/rules.js'],
    ['pages/home/index.js', 'valibot'],
    ['packages/leader/desk/index.js', './clock'],
    ['packages/leader/desk/index.js', '../../../domain/rules'],
    ['packages/leader/desk/index.js', 'valibot'],
    ['packages/volunteer/scan/index.js', 'own'],
  ])('%s may require %s', (path, name) => {
    expect(brokenRequires(withFile(path, `var a=require("${name}")`))).toEqual([]);
  });

  test.each([
    ['pages/home/index.js', '../../domain/gone'],
    ['pages/home/index.js', 'dayjs/plugin/utc'],
    ['pages/home/index.js', 'own'],
    ['pages/home/index.js', '../../packages/leader/desk/clock'],
    ['packages/volunteer/scan/index.js', '../../leader/desk/clock'],
  ])('%s may not require %s', (path, name) => {
    expect(brokenRequires(withFile(path, `var a=require('${name}').b`))).toHaveLength(1);
  });
});

test('packageSizes counts bytes, not characters, each file in its own package', () => {
  const sizes = packageSizes({
    'app.json': APP,
    'app.js': '站',
    'packages/leader/a.js': Buffer.alloc(7),
    'packages/leaders.js': '1',
  });
  expect(sizes.map(({ name, files, bytes }) => [name, files, bytes])).toEqual([
    ['(main)', 3, APP.length + 3 + 1],
    ['packages/leader/', 1, 7],
    ['packages/volunteer/', 0, 0],
  ]);
});

test('no budget is above what WeChat accepts', () => {
  expect(Math.max(...Object.values(BUDGET_BYTES))).toBeLessThan(2 * 1024 * 1024);
});
