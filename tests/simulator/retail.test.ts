/**
 * Somebody else's whole app: Tencent's retail starter for TDesign, page by page, unmodified. It is not part of the
 * project: RETAIL_STARTER names a folder that holds it (its app.json), and without one these tests are left out.
 */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Browser } from 'playwright-core';

import { startSimulator } from '../../simulator/server/index';
import type { Simulator } from '../../simulator/server/index';
import { launchBrowser } from '../../harness/browser';

const FOLDER = process.env['RETAIL_STARTER'];
/** Where pictures of the pages go, for somebody to look at; none are taken without it. */
const PICTURES = process.env['RETAIL_PICTURES'];
const LEFT_OUT = 'left out: RETAIL_STARTER names no folder with the app';

/** What pages are opened with by the pages before them. */
const QUERIES: Readonly<Record<string, string>> = {
  'pages/coupon/coupon-activity-goods/index': 'id=0',
  'pages/coupon/coupon-detail/index': 'id=0',
  'pages/goods/comments/index': 'spuId=0',
  'pages/goods/details/index': 'spuId=0',
  'pages/order/after-service-detail/index': 'rightsNo=123123423',
  'pages/order/apply-service/index': 'orderNo=132222623132329291&skuId=135691625',
  'pages/order/delivery-detail/index': `data=${JSON.stringify({ company: '顺丰速运', logisticsNo: 'SF0000', nodes: [] })}`,
  'pages/order/fill-tracking-no/index': 'rightsNo=123123423',
  'pages/order/invoice/index': 'orderNo=132381532610540875',
  'pages/order/order-confirm/index': `goodsRequestList=${JSON.stringify([{ spuId: '0', skuId: '135676631', storeId: '1000', quantity: 1, price: 29800, specInfo: [] }])}`,
  'pages/order/order-detail/index': 'orderNo=132381532610540875',
  'pages/order/pay-result/index': 'totalPaid=10000&orderNo=1',
  'pages/promotion/promotion-detail/index': 'promotion_id=0',
};

interface App {
  pages: string[];
  subpackages: { root: string; pages: string[] }[];
}

function pagesOf(folder: string): string[] {
  const { pages, subpackages } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as App;
  return [...pages, ...subpackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))];
}

const there = FOLDER !== undefined && existsSync(join(FOLDER, 'app.json'));
const pages = there ? pagesOf(FOLDER) : [LEFT_OUT];

(there ? describe : describe.skip)('the retail starter opens', () => {
  let simulator: Simulator;
  let browser: Browser;

  beforeAll(async () => {
    simulator = await startSimulator({ emulatorUrl: 'http://127.0.0.1:9', root: FOLDER ?? '', watch: false });
    browser = await launchBrowser();
    if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  });
  afterAll(async () => {
    await browser.close();
    await simulator.close();
  });

  test('without a mistake in its sources, and with all of its pages', async () => {
    expect(await simulator.ready()).toEqual([]);
    expect(pages).toHaveLength(29);
  });

  test.each(pages)('%s', async (page) => {
    const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
    const phone = await context.newPage();
    const query = QUERIES[page];
    const path = encodeURIComponent(query === undefined ? page : `${page}?${query}`);
    await phone.goto(`${simulator.url}/phone?openid=o-retail&path=${path}`);
    // Its data come from files of its own, after moments that it waits as if for a network.
    await phone.waitForFunction('document.querySelector("wx-page")?.innerText.trim().length > 10');
    await phone.waitForTimeout(1000);
    if (PICTURES !== undefined)
      await phone.screenshot({ path: join(PICTURES, `${page.replaceAll('/', '-')}.png`) });
    expect(
      await phone.evaluate('__simulatorErrors.map(({ where, message }) => `${where}: ${message}`)'),
    ).toEqual([]);
    expect(await phone.locator('.wx-unknown').allInnerTexts()).toEqual([]);
    await context.close();
  });
});
