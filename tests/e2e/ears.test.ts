/** What hears the screens, on pages that have a fault. */
import type { Browser, Page } from 'playwright-core';

import { launchBrowser } from '../../harness/browser';
import { heard } from '../support/ears';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

const rules = async (html: string, what: 'all' | 'colours' | 'words' = 'all') => {
  await page.setContent(`<div class="page" style="background: #ffffff">${html}</div>`);
  const faults = await heard(page.mainFrame(), what);
  return faults.map((fault) => fault.split(':')[0]);
};

test.each([
  ['color-contrast', '<p style="color: #999999">灰字</p>'],
  ['aria-command-name', '<div role="button" data-tapped><i></i></div>'],
  ['label', '<input>'],
  ['aria-required-attr', '<div role="radio">一</div>'],
  ['tapped, and nothing says what it is', '<div data-tapped>打开</div>'],
  [
    'tapped, and nothing says what it is',
    '<div role="dialog" aria-label="问"><div data-tapped>打开</div></div>',
  ],
])('a fault of the kind "%s" is heard', async (rule, html) => {
  expect(await rules(html)).toEqual([rule]);
});

test('what is well said is not a fault, nor what is hidden', async () => {
  const well = '<p>黑字</p><div role="button" data-tapped>打开</div><input aria-label="姓名">';
  expect(await rules(`${well}<div data-tapped hidden>看不见</div>`)).toEqual([]);
});

test('in the dark colours are looked at, in large type all but them', async () => {
  const both = '<p style="color: #999999">灰字</p><input>';
  expect([await rules(both, 'colours'), await rules(both, 'words')]).toEqual([['color-contrast'], ['label']]);
});
