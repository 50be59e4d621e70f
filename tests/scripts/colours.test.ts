/** Colours stand in app.wxss alone, once for the day and once for the night, and what is written in them can be read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postcss, { type Container } from 'postcss';

const PHONE = resolve(__dirname, '../../miniprogram');
const HARD_CODED =
  /(?:^|[\s:"'(,])(#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\))|(?:color|background|border[\w-]*): [^;]*(?<!-)\b(?:white|black|gray|grey|red)\b(?!-)/gim;

const sources = readdirSync(PHONE, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.(?:wxss|wxml|json)$/.test(file) && !/miniprogram_npm|drawings/.test(file),
);
const textOf = (file: string) => readFileSync(join(PHONE, file), 'utf8');

/** Each colour written where only its name should stand. */
const hardCoded = (text: string): string[] => [...text.matchAll(HARD_CODED)].map(([found]) => found.trim());

function declared(rule: Container): Record<string, string> {
  const found: Record<string, string> = {};
  rule.walkDecls(/^--/, ({ prop, value }) => void (found[prop.slice(2)] = value));
  return found;
}

/** Tokens of the day, and of the night, where those of the day stand unless they are said anew. */
function themes() {
  const root = postcss.parse(textOf('app.wxss'));
  const night: Record<string, string> = {};
  root.walkAtRules('media', (rule) => {
    Object.assign(night, declared(rule));
    rule.remove();
  });
  const day = declared(root);
  return { light: day, dark: Object.assign({}, day, night) };
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** What is written on what. */
const TEXTS = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'served', 'giving'].flatMap((text) => [
    [text, 'paper'],
    [text, 'ground'],
  ]),
  ...['accent', 'good', 'warn', 'served', 'giving'].map((text) => [text, `${text}-soft`]),
  ['ink-2', 'shade'],
  ...['red', 'teal', 'amber', 'green', 'blue'].map((tint) => ['ink', `tint-${tint}`]),
  ['on-accent', 'accent-fill'],
  ['off-ink', 'off'],
] as const;
/** What only has to be seen: around a field, a button on its page. */
const EDGES = [
  ['rim', 'paper'],
  ['rim', 'ground'],
  ['accent-fill', 'ground'],
] as const;

const ofEach = Object.entries(themes());

test.each(ofEach)('%s: words have a contrast of 4.5, edges of 3', (_name, colours) => {
  const below = (pairs: readonly (readonly string[])[], least: number) =>
    pairs.filter(([one = '', other = '']) => contrast(colours[one] ?? '', colours[other] ?? '') < least);
  expect([below(TEXTS, 4.5), below(EDGES, 3)]).toEqual([[], []]);
});

test('no sheet, template or setting writes a colour of its own', () => {
  const others = sources.filter((file) => file !== 'app.wxss' && file !== 'theme.json');
  expect(others.flatMap((file) => hardCoded(textOf(file)).map((found) => `${file}: ${found}`))).toEqual([]);
});

test('a colour of its own is found', () => {
  for (const text of [
    'color: #ffffff;',
    'color="#5c5652"',
    'background: rgba(0, 0, 0, 0.5)',
    'border: 1px solid white;',
  ])
    expect(hardCoded(text)).toHaveLength(1);
  for (const text of ['color: var(--ink);', 'white-space: nowrap;', '<view id="#"/>', 'url(#a)'])
    expect(hardCoded(text)).toEqual([]);
});

test('every name that is used is said', () => {
  const all = sources.map(textOf).join('\n');
  const said = new Set([...all.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const used = new Set([...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  expect([...used].filter((name) => !said.has(name))).toEqual([]);
});

test('the bars that WeChat draws have the colours of the page', () => {
  const bars = JSON.parse(textOf('theme.json')) as Record<'light' | 'dark', Record<string, string>>;
  for (const [name, colours] of ofEach) {
    const { paper, ground, ink, accent } = bars[name as 'light' | 'dark'];
    const { paper: p, ground: g, accent: a } = colours;
    expect([paper, ground, ink, accent]).toEqual([p, g, colours['ink-2'], a]);
  }
});
