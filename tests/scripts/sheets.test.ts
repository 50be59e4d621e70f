import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { iconSheet, iconsInUse } from '../../scripts/icons';

const ROOT = resolve(__dirname, '../..');
const ORIGINAL = readFileSync(require.resolve('tdesign-miniprogram/miniprogram_dist/icon/icon.wxss'), 'utf8');

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
  const sheet = iconSheet(ORIGINAL, icons);
  expect(sheet).not.toMatch(/font-face|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
  const drawn = [...sheet.matchAll(/\.t-icon-([\w-]+):before { --icon: url\("data:[^"]*%3C(?:path|circle)/g)];
  expect(drawn.map(([, name]) => name)).toEqual(icons);
});
