/**
 * `npm run drawings`: the pictures of categories, tiers and doors, as a sheet of the one component that shows them. The
 * drawings are vectors on no ground, so that one file serves the day and the night.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const DRAWN = resolve(__dirname, 'pictures/drawings');
export const SHEET = resolve(__dirname, '../miniprogram/components/cover/drawings.wxss');

/** What stands where nobody has drawn a category: another city may have its own. */
const OTHERWISE = 'care';

const namesDrawn = (): string[] =>
  readdirSync(DRAWN)
    .filter((file) => file.endsWith('.svg'))
    .map((file) => basename(file, '.svg'))
    .sort();

/** Without what only people read, as an address in a sheet. */
function address(svg: string): string {
  const small = svg.replace(/>\s+</g, '><').replace(/\s+/g, ' ').trim();
  return `url("data:image/svg+xml,${small.replaceAll('"', "'").replace(/[<>#%]/g, encodeURIComponent)}")`;
}

/** The whole sheet. */
export function drawingSheet(): string {
  const rules = namesDrawn().map((name) => {
    const selector = name === OTHERWISE ? `.drawing,\n.of-${name}` : `.of-${name}`;
    return [
      name,
      `${selector} {\n  background-image: ${address(readFileSync(join(DRAWN, `${name}.svg`), 'utf8'))};\n}\n`,
    ] as const;
  });
  const first = rules.filter(([name]) => name === OTHERWISE);
  const others = rules.filter(([name]) => name !== OTHERWISE);
  return `/* Made by npm run drawings. */\n${[...first, ...others].map(([, rule]) => rule).join('')}`;
}

if (require.main === module) writeFileSync(SHEET, drawingSheet());
