/** Opens the showcase app of this folder in a phone, in a real browser. */
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../simulator/server/index';
import { launchBrowser } from '../../../harness/browser';
import { until } from '../../../harness/wait';

export interface Logged {
  type: string;
  id?: string;
  detail: Record<string, unknown>;
  causedBy?: string;
}

interface Canvas {
  getContext(kind: '2d'): {
    fillRect(x: number, y: number, width: number, height: number): void;
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

interface Query {
  select(selector: string): { fields(fields: object): Query };
  exec(done: (results: { node: Canvas; width: number; height: number }[]) => void): void;
}

interface Animation {
  translateX(pixels: number): Animation;
  step(): Animation;
  export(): object;
}

/** What the phone's window has for tests; functions in `evaluate` run there. */
export interface PhoneWindow {
  getCurrentPages(this: void): { data: Record<string, unknown>; setData(data: object): void }[];
  wx: Readonly<Record<string, (options?: unknown) => unknown>> & {
    canIUse(schema: string): boolean;
    createSelectorQuery(): Query;
    createAnimation(options: object): Animation;
    getStorageSync(key: string): unknown;
    getStorage(options: {
      key: string;
      fail?: (failure: { errMsg: string }) => void;
      complete?: () => void;
    }): unknown;
  };
}

export class TestPhone {
  private constructor(
    private readonly simulator: Simulator,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async start(): Promise<TestPhone> {
    // Port 9 answers nobody: these tests need no cloud.
    const simulator = await startSimulator({
      emulatorUrl: 'http://127.0.0.1:9',
      root: path.join(__dirname, 'fixture'),
      watch: false,
    });
    const [browser, errors] = await Promise.all([launchBrowser(), simulator.ready()]);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: false });
    return new TestPhone(simulator, browser, await context.newPage());
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.simulator.close();
  }

  /** With a storage of its own, so that nothing granted elsewhere counts. */
  async open(name: string, parameters = ''): Promise<Page> {
    await this.page.goto('about:blank');
    await this.page.context().clearCookies();
    await this.page.goto(
      `${this.simulator.url}/phone?openid=tester-${Date.now()}&path=pages/${name}/index${parameters}`,
    );
    await this.page.locator('wx-page').waitFor();
    return this.page;
  }

  log(): Promise<Logged[]> {
    return this.page.evaluate(() => {
      const all = (window as unknown as PhoneWindow).getCurrentPages();
      return (all[all.length - 1]?.data['log'] ?? []) as Logged[];
    });
  }

  /** What was told of this kind, once so much was. */
  async logged(type: string, atLeast = 1): Promise<Logged[]> {
    const told = async () => (await this.log()).filter((entry) => entry.type === type);
    await until(async () => (await told()).length >= atLeast);
    return told();
  }

  setData(data: object): Promise<void> {
    return this.page.evaluate((given) => {
      const all = (window as unknown as PhoneWindow).getCurrentPages();
      all[all.length - 1]?.setData(given);
    }, data);
  }

  /** Starts an API; the answer (or failure) is asked for once its dialog has been worked on. */
  async begin(name: string, options: object = {}): Promise<() => Promise<Record<string, unknown>>> {
    await this.page.evaluate(
      ([api, given]) => {
        const { wx } = window as unknown as PhoneWindow;
        const run = api.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], wx);
        const answer = Promise.resolve((run as (options: object) => unknown)(given));
        Object.assign(window, { answer: answer.catch((error: unknown) => ({ ...(error as object) })) });
      },
      [name, options] as const,
    );
    return () =>
      this.page.evaluate(() => (window as unknown as { answer: Promise<Record<string, unknown>> }).answer);
  }

  /** For APIs without a dialog. */
  async call(name: string, options: object = {}): Promise<Record<string, unknown>> {
    return (await this.begin(name, options))();
  }
}
