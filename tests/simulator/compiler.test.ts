import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { Compiler } from '../../simulator/compiler/index';
import { convertValue } from '../../simulator/compiler/styles';

const ROOT = resolve(__dirname, '../..');
const FIXTURE = join(__dirname, 'fixture');

describe('a mini-program as its sources stand', () => {
  const compiler = new Compiler(FIXTURE, ROOT);
  afterAll(() => compiler.dispose());

  test('compiles pages, subpackages, own and npm components with what these use', async () => {
    const { meta, errors, code } = await compiler.build();
    expect(errors).toEqual([]);
    expect(Object.keys(meta.components)).toEqual(
      expect.arrayContaining([
        'pages/home/index',
        'packages/sub/detail/index',
        'custom-tab-bar/index',
        'components/card/index',
        'miniprogram_npm/tdesign-miniprogram/button/button',
        'miniprogram_npm/tdesign-miniprogram/loading/loading',
      ]),
    );
    expect(code).toContain('__simulator__.define("packages/sub/detail/index"');
  });

  test('gives components of app.json to every page, and lists the tags that WeChat must know', async () => {
    const { meta } = await compiler.build();
    const home = meta.components['pages/home/index'];
    expect(home?.config.usingComponents['t-button']).toBe(
      '/miniprogram_npm/tdesign-miniprogram/button/button',
    );
    expect(home?.tags).toEqual(['view']);
  });

  test('names the same version for the same sources', async () => {
    const [first, second] = [await compiler.build(), await compiler.build()];
    expect(second.version).toBe(first.version);
  });

  test('marks classes for their scope, and puts lengths in terms of the phone', async () => {
    const { meta } = await compiler.build();
    const css = meta.components['components/card/index']?.css ?? '';
    expect(css).toContain('[wx-host="__HOST__"]');
    expect(css).toContain('.__SCOPE__line');
    expect(css).toContain('width: calc(var(--vw) * 50)');
    expect(meta.appCss).toContain('wx-page');
    expect(meta.appCss).not.toContain('__SCOPE__');
  });
});

describe('mistakes in the sources', () => {
  let copy: string;
  let compiler: Compiler;

  beforeEach(async () => {
    copy = await mkdtemp(join(tmpdir(), 'fixture-'));
    await cp(FIXTURE, copy, { recursive: true });
    compiler = new Compiler(copy, ROOT);
  });
  afterEach(async () => {
    await compiler.dispose();
    await rm(copy, { recursive: true });
  });

  const broken = async (file: string, content: string) => {
    await writeFile(join(copy, file), content);
    return (await compiler.build()).errors;
  };

  test.each([
    ['pages/list/index.wxml', '<view><bad', 'pages/list/index.wxml:1'],
    ['pages/list/index.json', '{ "usingComponents": { "x-y": "./nowhere" } }', 'pages/list/index.json'],
    ['pages/list/index.json', '{ not json', 'pages/list/index.json'],
    ['app.json', '{ not json', 'app.json'],
    ['pages/list/index.wxss', '@import "./nowhere.wxss";', 'pages/list/index.wxss'],
    ['pages/list/index.js', 'Page({', 'pages/list/index.js:1'],
    ['app.json', '{ "pages": ["pages/gone/index"] }', 'app.json'],
  ])('%s with %s is reported', async (file, content, place) => {
    const errors = await broken(file, content);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors[0]?.file).toContain(place);
  });

  test('go away when the file is mended', async () => {
    const file = 'pages/list/index.wxss';
    expect(await broken(file, '.a { color: red')).toHaveLength(1);
    expect(await broken(file, '.a { color: red }')).toEqual([]);
    const { meta } = await compiler.build();
    expect(meta.components['pages/list/index']?.css).toContain('color: red');
  });
});

describe('lengths', () => {
  test.each([
    ['20rpx', 'calc(var(--rpx) * 20)'],
    ['-1.5rpx auto', 'calc(var(--rpx) * -1.5) auto'],
    ['0rpx', '0px'],
    ['calc(100vh - 20rpx)', 'calc(calc(var(--vh) * 100) - calc(var(--rpx) * 20))'],
    ['env(safe-area-inset-bottom)', 'var(--safe-bottom)'],
    ['url(/a/20rpx.png)', 'url(/a/20rpx.png)'],
    ['var(--td-radius, 12rpx)', 'var(--td-radius, calc(var(--rpx) * 12))'],
    ['"20rpx"', '"20rpx"'],
  ])('%s → %s', (value, converted) => {
    expect(convertValue(value)).toBe(converted);
  });
});
