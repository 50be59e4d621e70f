/**
 * TDesign's icons. Its own are a font on a CDN; half of the published drawings are strokes, which a font cannot hold,
 * so here each icon is an SVG that its class shows as a mask in the text's colour.
 */
import { readFileSync } from 'node:fs';
import type { Root } from 'postcss';

interface IconSet {
  width?: number;
  height?: number;
  icons: Readonly<Record<string, { body: string }>>;
}

let loaded: IconSet | undefined;

function iconSet(): IconSet {
  loaded ??= JSON.parse(readFileSync(require.resolve('@iconify-json/tdesign/icons.json'), 'utf8')) as IconSet;
  return loaded;
}

export function iconSvg(name: string): string | undefined {
  const set = iconSet();
  const icon = Object.hasOwn(set.icons, name) ? set.icons[name] : undefined;
  if (!icon) return undefined;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${set.width ?? 24} ${set.height ?? 24}">${icon.body}</svg>`;
}

const FONT_PLACE = 'tdesign.gtimg.com/icon/';
const ICON_RULE = /^\.t-icon-([\w-]+):before$/;

/** Changes the glyphs of TDesign's icon sheet into masks, and drops the font. Sheets without it stay as they are. */
export function drawIcons(root: Root): void {
  const own = root.nodes.filter((node) => node.type === 'atrule' && node.toString().includes(FONT_PLACE));
  if (own.length === 0) return;
  for (const font of own) font.remove();
  root.walkRules((rule) => {
    const name = ICON_RULE.exec(rule.selector)?.[1];
    if (name === undefined) return;
    rule.removeAll();
    rule.append(
      { prop: 'content', value: "''" },
      { prop: 'display', value: 'inline-block' },
      { prop: 'width', value: '1em' },
      { prop: 'height', value: '1em' },
      { prop: 'vertical-align', value: 'top' },
      { prop: 'background', value: 'currentcolor' },
      { prop: 'mask', value: `url(/assets/icons/${name}.svg) center / 1em no-repeat` },
    );
  });
}
