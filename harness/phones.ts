/** Two phones with the panel, or one phone alone, held as a person holds them. */
import type { Browser, Frame, Locator, Page } from 'playwright-core';

import { PATIENCE_MS, until } from './wait';

export const PHONE = { width: 375, height: 760 } as const;
const TABLE = { width: 1280, height: 860 } as const;

interface SimulatorError {
  readonly message: string;
  readonly where: string;
}

/** One phone: what stands on its screen, and what a finger does there. */
export class Phone {
  constructor(readonly frame: Frame) {}

  /** The page on top of the stack. */
  get screen(): Locator {
    return this.frame.locator('.page:not([hidden])');
  }

  /** Dialogs, sheets, toasts and the camera, which are WeChat's and not the page's. */
  get overlay(): Locator {
    return this.frame.locator('#overlay');
  }

  /** This page, once it stands on top. */
  async page(route: string): Promise<Locator> {
    const page = this.frame.locator(`.page:not([hidden])[data-route="${route}"]`);
    await page.waitFor();
    return page;
  }

  tap(text: string | RegExp): Promise<void> {
    return this.screen.getByText(text, exactly(text)).first().click();
  }

  tab(name: string): Promise<void> {
    return this.screen.locator('wx-custom-tab-bar').getByText(name, { exact: true }).click();
  }

  back(): Promise<void> {
    return this.frame.getByLabel('返回', { exact: true }).first().click();
  }

  /** Answers a dialog or a sheet of WeChat. */
  answer(text: string): Promise<void> {
    return this.overlay.getByText(text, { exact: true }).last().click();
  }

  reads(text: string | RegExp, within: Locator = this.screen): Promise<void> {
    return within.getByText(text).first().waitFor();
  }

  /** On home: asks for what is near, agrees to the privacy guide and lets the app know the location. */
  async allowLocation(): Promise<void> {
    await this.tap('用我的位置');
    await this.answer('同意');
    await this.answer('允许');
  }

  /** The field whose placeholder says this. */
  field(placeholder: string): Locator {
    const field = this.screen.locator('wx-input, wx-textarea').filter({ hasText: placeholder });
    return field.locator('input, textarea').first();
  }

  /** Pasted over what stands there: a field takes no more of it than its maxlength lets in. */
  async fill(placeholder: string, text: string): Promise<void> {
    const field = this.field(placeholder);
    await field.fill('');
    await field.focus();
    await this.frame.page().keyboard.insertText(text);
  }

  /** Once what stands in the field is this. */
  holds(placeholder: string, text: RegExp): Promise<void> {
    return until(async () => text.test(await this.field(placeholder).inputValue()));
  }

  /** What a canvas shows, once anything is drawn there, and that is not what it showed before. */
  async picture(selector: string, before = ''): Promise<string> {
    const canvas = this.screen.locator(selector);
    let shown = '';
    await until(async () => {
      shown = await canvas.evaluate(PICTURE);
      return shown !== '' && shown !== before;
    });
    return shown;
  }

  world(change: {
    online?: boolean;
    granted?: boolean;
    longitude?: number;
    latitude?: number;
    fontSize?: number;
    weak?: boolean;
    storageFull?: boolean;
    nextCall?: { fails: 'answerLost' | number; containing: string; times: number };
    failingFixes?: number;
  }): Promise<void> {
    return this.frame.evaluate(`__simulator__.changeWorld(${JSON.stringify(change)})`);
  }

  /** As if the page had been shared to this person. */
  open(path: string): Promise<void> {
    return this.frame.evaluate(`__simulator__.open(${JSON.stringify(path)})`);
  }

  path(): Promise<string> {
    return this.frame.evaluate('__simulator__.currentPath()');
  }

  /** As when WeChat was closed and the mini-program is opened again. */
  async restart(): Promise<void> {
    await this.frame.evaluate('window.leaving = true, location.reload()');
    await this.frame.waitForFunction(
      'window.leaving === undefined && window.__simulator__ !== undefined && __simulator__.currentPath() !== ""',
    );
    await this.screen.waitFor();
  }

  now(): Promise<number> {
    return this.frame.evaluate('Date.now()');
  }

  /** Its owner, or nobody, has put this phone's own clock so far wrong; the city's stays as it is. */
  ownClockIsOff(by: number): Promise<void> {
    return this.frame.evaluate(`__simulator__.setClockOffset(__boot.clockOffset + ${String(by)})`);
  }

  /** Clocks that are moved reach a phone a little later. */
  async clockReaches(instant: number): Promise<void> {
    await this.frame.waitForFunction(`Date.now() >= ${String(instant)}`);
  }

  forgetErrors(): Promise<void> {
    return this.frame.evaluate('void (__simulatorErrors.length = 0)');
  }

  errors(): Promise<SimulatorError[]> {
    return this.frame.evaluate(
      '__simulatorErrors.map(({ message, where, stack }) => ({ message, where, stack }))',
    );
  }
}

/** Nothing as long as nothing dark is drawn. */
const PICTURE = (canvas: unknown): string => {
  const drawn = canvas as HTMLCanvasElement;
  const { data } = drawn.getContext('2d')?.getImageData(0, 0, drawn.width, drawn.height) ?? { data: [] };
  const dark = data.some((value, i) => i % 4 === 3 && value > 0 && (data[i - 1] ?? 255) < 128);
  return dark ? drawn.toDataURL() : '';
};

const exactly = (text: string | RegExp) => (typeof text === 'string' ? { exact: true } : {});

export interface Table {
  readonly page: Page;
  readonly left: Phone;
  readonly right: Phone;
  /** Gives a phone to somebody, as the panel does. */
  hand(side: 'left' | 'right', openid: string): Promise<void>;
  close(): Promise<void>;
}

/** The page with both phones and the panel. */
export async function openTable(
  browser: Browser,
  url: string,
  holders: { left: string; right: string },
): Promise<Table> {
  const context = await browser.newContext({ viewport: TABLE });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(keep({ 'panel:left': holders.left, 'panel:right': holders.right }));
  const page = await context.newPage();
  await page.goto(url);
  const [left, right] = await Promise.all([frameOf(page, 0), frameOf(page, 1)]);
  return {
    page,
    left: new Phone(left),
    right: new Phone(right),
    hand: async (side, openid) => {
      const label = side === 'left' ? '左边的手机在谁手里' : '右边的手机在谁手里';
      await page.getByLabel(label).selectOption(openid);
    },
    close: () => context.close(),
  };
}

async function frameOf(page: Page, index: number): Promise<Frame> {
  const handle = await page.locator('iframe').nth(index).elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error(`no phone ${index}`);
  return frame;
}

/** One phone alone. */
export class LonePhone extends Phone {
  constructor(readonly window: Page) {
    super(window.mainFrame());
  }

  /** What pages have kept on the phone; what its holder has allowed stays. */
  forget(): Promise<void> {
    return this.frame.evaluate(
      `for (const key of Object.keys(localStorage)) if (key.startsWith('storage:')) localStorage.removeItem(key);`,
    );
  }

  close(): Promise<void> {
    return this.window.context().close();
  }
}

/** Of somebody who has allowed the location before, at this page. */
export async function openPhone(
  browser: Browser,
  url: string,
  { openid, path = '', world = '' }: { openid: string; path?: string; world?: string },
): Promise<LonePhone> {
  const context = await browser.newContext({ viewport: PHONE });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript(keep({ [`grants:${openid}`]: JSON.stringify(ALLOWED) }));
  const page = await context.newPage();
  await page.goto(`${url}/phone?openid=${openid}&path=${encodeURIComponent(path)}${world}`);
  return new LonePhone(page);
}

const ALLOWED = { privacy: 'granted', 'scope.userLocation': 'granted' };

/** Sets what the browser keeps, where nothing is kept yet. */
function keep(items: Record<string, string>): string {
  return `for (const [key, value] of Object.entries(${JSON.stringify(items)}))
    if (localStorage.getItem(key) === null) localStorage.setItem(key, value);`;
}
