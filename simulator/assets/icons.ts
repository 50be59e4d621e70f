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

const ICON_RULE = /^\.t-icon-([\w-]+):before$/;

/** Changes the glyphs of TDesign's icon sheet into masks, and drops the font. Other sheets stay as they are. */
export function drawIcons(root: Root): void {
  root.walkAtRules('font-face', (rule) => {
    if (rule.toString().includes('tdesign.gtimg.com/icon/')) rule.remove();
  });
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
