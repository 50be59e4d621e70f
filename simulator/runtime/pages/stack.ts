/** The stack of pages and the five ways to move in it, with WeChat's refusals. */
import type { AppMeta } from '../../compiler/types';
import { record } from '../framework/errors';
import type { EventChannel, PageStack, WxFailure } from '../host';
import { createEventChannel } from './event-channel';
import type { PageView } from './page';
import { formatPageUrl, parsePageUrl } from './url';
import type { PageUrl } from './url';

const MAX_DEPTH = 10;

export interface StackOptions {
  meta: AppMeta;
  create: (url: PageUrl, channel: EventChannel | undefined) => PageView;
  /** The page on top is another one: bars, styles and the address follow. */
  changed: (page: PageView) => void;
  notFound: (path: string) => void;
}

export class Stack implements PageStack {
  readonly all: PageView[] = [];
  private readonly tabs = new Map<string, PageView>();

  constructor(private readonly options: StackOptions) {}

  current(): PageView | undefined {
    return this.all.at(-1);
  }

  isTab(route: string): boolean {
    return this.options.meta.app.tabBar?.list.some((item) => item.pagePath === route) ?? false;
  }

  navigateTo(url: string): Promise<{ eventChannel: EventChannel }> {
    return this.run('navigateTo', url, (target) => {
      if (this.isTab(target.route)) return 'can not navigateTo a tabbar page';
      if (this.all.length >= MAX_DEPTH) return 'webview count limit exceed';
      const { opener, opened } = createEventChannel();
      this.leave();
      this.push(target, opened);
      return { eventChannel: opener };
    });
  }

  async redirectTo(url: string): Promise<void> {
    await this.run('redirectTo', url, (target) => {
      if (this.isTab(target.route)) return 'can not redirectTo a tabbar page';
      const replaced = this.all.pop();
      this.push(target, undefined, () => this.discard(replaced));
      return {};
    });
  }

  async switchTab(url: string): Promise<void> {
    await this.run('switchTab', url, (target) => {
      if (!this.isTab(target.route)) return 'can not switch to no-tabBar page';
      if (this.current()?.route === target.route) return {};
      this.leave();
      const others = this.all.splice(0).filter((page) => page !== this.tabs.get(page.route));
      others.forEach((page) => this.discard(page));
      const kept = this.tabs.get(target.route);
      if (kept) this.bring(kept);
      else this.push({ ...target, query: {} }, undefined);
      return {};
    });
  }

  async reLaunch(url: string): Promise<void> {
    await this.run('reLaunch', url, (target) => {
      const old = new Set([...this.all.splice(0), ...this.tabs.values()]);
      this.tabs.clear();
      this.push(target, undefined, () => old.forEach((page) => this.discard(page)));
      return {};
    });
  }

  navigateBack(delta: number): Promise<void> {
    if (this.all.length < 2) return fail('navigateBack', 'cannot navigate back at first page.');
    const count = Math.min(Math.max(1, delta), this.all.length - 1);
    const left = this.all.splice(this.all.length - count).reverse();
    const page = this.current();
    left.forEach((leaving) => this.discard(leaving));
    if (page) this.bring(page, false);
    return Promise.resolve();
  }

  /** The phone goes to the background and comes back. */
  pause(): void {
    this.current()?.hide();
  }

  resume(): void {
    this.current()?.show();
  }

  private async run<T extends object>(
    api: string,
    url: string,
    move: (target: PageUrl) => T | string,
  ): Promise<T> {
    const target = parsePageUrl(url, this.current()?.route ?? '');
    if (!this.options.meta.components[target.route]) {
      this.options.notFound(target.route);
      record(new Error(`没有页面 ${formatPageUrl(target)}`), api);
      return fail(api, `page "${target.route}" is not found`);
    }
    const result = move(target);
    return typeof result === 'string' ? fail(api, result) : Promise.resolve(result);
  }

  private push(target: PageUrl, channel: EventChannel | undefined, between?: () => void): void {
    const page = this.options.create(target, channel);
    this.all.push(page);
    if (this.isTab(target.route)) this.tabs.set(target.route, page);
    between?.();
    this.options.changed(page);
    page.load();
    this.coverOthers(page);
  }

  private bring(page: PageView, add = true): void {
    if (add) this.all.push(page);
    this.options.changed(page);
    page.show();
    this.coverOthers(page);
  }

  private leave(): void {
    this.current()?.hide();
  }

  private coverOthers(top: PageView): void {
    for (const page of new Set([...this.all, ...this.tabs.values()])) if (page !== top) page.cover();
  }

  private discard(page: PageView | undefined): void {
    if (!page) return;
    if (this.tabs.get(page.route) === page) this.tabs.delete(page.route);
    page.unload();
  }
}

function fail(api: string, reason: string): Promise<never> {
  const failure: WxFailure = { errMsg: `${api}:fail ${reason}` };
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- WeChat's failures are plain objects
  return Promise.reject(failure);
}
