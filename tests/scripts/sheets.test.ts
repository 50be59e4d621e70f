import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buttonSheet, looksInUse } from '../../scripts/button-sheet';
import { iconSheet, iconsInUse } from '../../scripts/icons';

const ROOT = resolve(__dirname, '../..');
const originalOf = (name: string) =>
  readFileSync(require.resolve(`tdesign-miniprogram/miniprogram_dist/${name}/${name}.wxss`), 'utf8');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'icons-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

test('icons are found on icons and buttons, in both branches, and in scripts that speak of them', () => {
  write('a/index.wxml', `<t-icon\n  name="time"\n/><t-button block icon="scan">扫</t-button>`);
  write('b/index.wxml', `<t-icon size="1em" name="{{state === 'offline' ? 'wifi-off' : 'wifi'}}" />`);
  write('c/index.wxml', '<t-icon name="{{item.icon}}" /><t-button icon="{{icons[row.action]}}" />');
  write('c/index.ts', "const items = [{ name: 'not-an-icon', icon: 'home' }];");
  write('d/index.ts', "const words = ['heart'];");
  expect(iconsInUse(folder)).toEqual(['home', 'scan', 'time', 'wifi', 'wifi-off']);
});

test('an icon that nobody has drawn, or that nobody can know, is refused', () => {
  write('a/index.wxml', '<t-icon name="wifi-of" />');
  expect(() => iconsInUse(folder)).toThrow('wifi-of');
  write('a/index.wxml', '<t-icon name="{{item.picture}}" />');
  expect(() => iconsInUse(folder)).toThrow('item.picture');
});

test('the sheet that ships draws every icon in use, and loads nothing', () => {
  const icons = iconsInUse(join(ROOT, 'miniprogram'));
  expect(icons).toEqual(expect.arrayContaining(['scan', 'wifi-off', 'location']));
  const sheet = iconSheet(originalOf('icon'), icons);
  expect(sheet).not.toMatch(/font-face|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  const drawn = [...sheet.matchAll(/\.t-icon-([\w-]+):before { --icon: url\("data:[^"]*%3C(?:path|circle)/g)];
  expect(drawn.map(([, name]) => name)).toEqual(icons);
});

test('looks of buttons are found however a template gives them, and one that only a script knows is refused', () => {
  write('a/index.wxml', '<t-button block theme="danger">退出</t-button><t-button ghost>返回</t-button>');
  write(
    'b/index.wxml',
    `<t-button size="{{small ? 'small' : 'large'}}" aria-label="{{a > b}}" shape="round" />`,
  );
  write('c/index.wxml', '<view class="text">dashed</view>');
  expect(looksInUse(folder)).toEqual(['danger', 'ghost', 'round', 'small']);
  write('d/index.wxml', '<t-button theme="{{row.theme}}" />');
  expect(() => looksInUse(folder)).toThrow('row.theme');
});

test('the sheet of the button keeps the looks in use and those that every button has', () => {
  const sheet = buttonSheet(originalOf('button'), ['danger']);
  const looks = new Set(sheet.match(/(?<=t-button--)[a-z-]+/g));
  const kept = [
    'default',
    'primary',
    'light',
    'danger',
    'outline',
    'hover',
    'disabled',
    'block',
    'size-large',
  ];
  expect([...looks]).toEqual(expect.arrayContaining(kept));
  for (const gone of ['ghost', 'dashed', 'text', 'round', 'size-small', 'size-extra-small'])
    expect(looks).not.toContain(gone);
  expect(sheet).toContain('.t-button__icon');
});
