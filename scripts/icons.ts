/**
 * The icons that ship. TDesign's sheet names two thousand, and loads their font from its maker's server, so a phone
 * without network shows boxes; ours has the drawings of those that the pages name, and nothing to load.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postcss, { type Root } from 'postcss';

interface IconSet {
  readonly width?: number;
  readonly height?: number;
  readonly icons: Readonly<Record<string, { readonly body: string }>>;
}

const readSet = () =>
  JSON.parse(readFileSync(require.resolve('@iconify-json/tdesign/icons.json'), 'utf8')) as IconSet;

/** Where a template says which icon: on an icon itself, or on a button. */
const SHOWN = /<t-icon\b[^>]*?\sname="([^"]*)"|<t-button\b[^>]*?\sicon="([^"]*)"/g;
/** Not one that something is compared with. */
const LITERAL = /(?<!== ?)'([a-z][a-z-]*)'/g;
/** What a template does not say itself comes from a script, under a name that says so. */
const FROM_SCRIPT = /^{{\s*[\w.]*\bicons?(\[[\w.]+\])?\s*}}$/;

function filesBelow(folder: string, extension: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file.endsWith(extension) && !file.includes('miniprogram_npm'));
}

export const templatesBelow = (folder: string): string[] => filesBelow(folder, '.wxml');

/** Names in one template. Refuses with an Error what could be any icon. */
function shownIn(file: string): string[] {
  const shown = [...readFileSync(file, 'utf8').matchAll(SHOWN)].map(([, name, icon]) => name ?? icon ?? '');
  return shown.flatMap((value) => {
    if (!value.includes('{{')) return [value];
    const literals = [...value.matchAll(LITERAL)].map(([, name = '']) => name);
    if (literals.length > 0 || FROM_SCRIPT.test(value)) return literals;
    throw new Error(`${file}: which icon is ${value}? Name it there, or call it …icon`);
  });
}

/** Of a script that speaks of icons, every word that is one. */
function saidIn(file: string, { icons }: IconSet): string[] {
  const code = readFileSync(file, 'utf8');
  if (!/\bicons?\b/.test(code)) return [];
  return [...code.matchAll(LITERAL)].flatMap(([, name = '']) => (Object.hasOwn(icons, name) ? [name] : []));
}

/** Every icon that a page below the folder may show, sorted. Refuses with an Error one that nobody has drawn. */
export function iconsInUse(folder: string): readonly string[] {
  const set = readSet();
  const shown = templatesBelow(folder).flatMap((file) =>
    shownIn(file).map((name) => {
      if (!Object.hasOwn(set.icons, name)) throw new Error(`${file}: there is no icon ${name}`);
      return name;
    }),
  );
  const said = filesBelow(folder, '.ts').flatMap((file) => saidIn(file, set));
  return [...new Set([...shown, ...said])].sort();
}

/** A shape that says nothing of its filling or its line: not seen where its group is not filled, as most are. */
const PLAIN_SHAPE = /<\w+(?![^>]*\s(?:fill|stroke)=)[^>]*\/>/g;
const HOLLOW = /^<g fill="none">.*<\/g>$/s;

/** As an address in a sheet. */
function drawing({ width = 24, height = 24, icons }: IconSet, name: string): string {
  const drawn = icons[name]?.body ?? '';
  const body = HOLLOW.test(drawn) && !drawn.includes('<g', 1) ? drawn.replace(PLAIN_SHAPE, '') : drawn;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}">${body}</svg>`;
  const written = svg.replaceAll('"', "'").replace(/[<>#%]/g, encodeURIComponent);
  return `url("data:image/svg+xml,${written}")`;
}

/** A glyph of TDesign's sheet. */
const GLYPH = /^\.t-icon-[\w-]+:before$/;
/** Any icon, as a mask through which the text's colour is seen. Older phones know a mask by its maker's name. */
const MASK = 'var(--icon) center / 1em no-repeat';
const DRAWN = `.t-icon-base:before {
  content: '';
  display: inline-block;
  width: 1em;
  height: 1em;
  vertical-align: top;
  background: currentColor;
  -webkit-mask: ${MASK};
  mask: ${MASK};
}`;

/** TDesign's sheet with drawings in place of its glyphs and its font. */
export function iconSheet(original: string, names: readonly string[]): string {
  const set = readSet();
  const sheet: Root = postcss.parse(original);
  sheet.walkAtRules('font-face', (rule) => void rule.remove());
  sheet.walkDecls('font-family', (declaration) => void declaration.remove());
  sheet.walkRules((rule) => {
    if (GLYPH.test(rule.selector) || rule.nodes.length === 0) rule.remove();
  });
  const icons = names.map((name) => `.t-icon-${name}:before { --icon: ${drawing(set, name)}; }`);
  return `${[sheet.toString(), DRAWN, ...icons].join('\n')}\n`;
}
