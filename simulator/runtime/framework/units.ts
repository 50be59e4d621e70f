/** Lengths of WeChat in the browser. The variables are set by the shell from the phone's width and the page's height. */

const UNITS = /([+-]?(?:\d+\.?\d*|\.\d+))(rpx|vh|vw)\b/g;
const SAFE_AREA = /(?:env|constant)\(\s*safe-area-inset-(\w+)[^)]*\)/g;

/** An inline style with rpx, vh and vw. */
export function convertStyle(style: string): string {
  if (!/rpx|v[hw]|safe-area/.test(style)) return style;
  return style
    .replace(SAFE_AREA, 'var(--safe-$1)')
    .replace(UNITS, (_all, value: string, unit: string) => `calc(var(--${unit}) * ${value})`);
}

/** rpx as CSS pixels on a phone of this width. */
export function rpxToPixels(value: number, screenWidth: number): number {
  return (value * screenWidth) / 750;
}
