/**
 * What the phone loads from `/assets/…` so that it needs no network: TDesign's icons, the font behind "PingFang SC". The server answers every request below `/assets/` with this.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { iconSvg } from './icons';

export interface Asset {
  contentType: string;
  body: string | Buffer;
}

const FONT_PACKAGE = dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'));

/** Phones have PingFang; here its name means Noto Sans SC, so that a page looks the same on every computer. */
function fontCss(): string {
  const css = readFileSync(join(FONT_PACKAGE, 'index.css'), 'utf8');
  return css
    .replaceAll("'Noto Sans SC Variable'", "'PingFang SC'")
    .replace(/url\(\.\/files\/([^)]+)\)/g, 'url(/assets/fonts/$1)');
}

const SAFE_NAME = /^[\w.-]+$/;

/** `path` is what follows `/assets/`; undefined when there is no such file. */
export function readAsset(path: string): Asset | undefined {
  const [folder, name = ''] = path.split('/');
  if (!SAFE_NAME.test(name) || path.split('/').length !== 2) return undefined;
  if (folder === 'icons') {
    const body = iconSvg(name.replace(/\.svg$/, ''));
    return body === undefined ? undefined : { contentType: 'image/svg+xml', body };
  }
  if (folder === 'fonts' && name === 'fonts.css') return { contentType: 'text/css', body: fontCss() };
  if (folder === 'fonts' && name.endsWith('.woff2'))
    return file(join(FONT_PACKAGE, 'files', name), 'font/woff2');
  return undefined;
}

function file(path: string, contentType: string): Asset | undefined {
  try {
    return { contentType, body: readFileSync(path) };
  } catch {
    return undefined;
  }
}
