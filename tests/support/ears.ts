/** What somebody who hears a screen, or sees it badly, would find wrong with it: axe-core's rules, and one of our own. */
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PAGE = '.page:not([hidden])';

/** Of the whole document, which is the simulator's; and of keyboards, which a phone has none of. */
const NOT_THE_PAGES = [
  'html-has-lang',
  'document-title',
  'region',
  'bypass',
  'landmark-one-main',
  'page-has-heading-one',
  'scrollable-region-focusable',
];
const COLOURS = 'color-contrast';
const without = (rules: readonly string[]) =>
  Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));

/** What to listen to: in the dark only colours are others, in large type everything but colours. */
const RULES = {
  all: { rules: without(NOT_THE_PAGES) },
  colours: { runOnly: [COLOURS] },
  words: { rules: without([...NOT_THE_PAGES, COLOURS]) },
} as const;

/** What is tapped and is not said to be anything: a screen reader reads on over it. */
const NAMELESS = `[...document.querySelectorAll('${PAGE} [data-tapped]')].filter((tapped) =>
  tapped.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  tapped.getBoundingClientRect().width > 0 &&
  !tapped.closest('[role=button], [role=radio], [role=checkbox], [role=tab], [role=switch], [role=option], wx-map') &&
  !tapped.matches('wx-button, wx-input, wx-picker, wx-label, [class*=tdesign-miniprogram]') &&
  !tapped.querySelector('[role], wx-button'),
).map((tapped) => 'tapped, and nothing says what it is: ' + tapped.className + ' “' + tapped.textContent.trim().slice(0, 16) + '”')`;

/** Whatever is serious or critical on the page that is open: rule, why, where. */
export async function heard(frame: Frame, what: keyof typeof RULES): Promise<string[]> {
  if (!(await frame.evaluate<boolean>('"axe" in window'))) await frame.evaluate(AXE);
  const options = Object.assign({ resultTypes: ['violations'], elementRef: false }, RULES[what]);
  const { violations } = await frame.evaluate<AxeResults>(
    `axe.run(${JSON.stringify(PAGE)}, ${JSON.stringify(options)})`,
  );
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const faults = bad.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message)[0] ?? '';
      return `${id}: ${why} ${html.slice(0, 160)}`;
    }),
  );
  return what === 'colours' ? faults : [...faults, ...(await frame.evaluate<string[]>(NAMELESS))];
}
