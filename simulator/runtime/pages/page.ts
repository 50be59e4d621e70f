/** One page of the stack: its element, its component, its life. */
import type { component, Root } from 'glass-easel-miniprogram-adapter';

import type { ComponentConfig, WindowConfig } from '../../compiler/types';
import { record } from '../framework/errors';
import { glassEasel } from '../framework/glass';
import type { EventChannel, PageHandle, Query } from '../host';
import { PullDown } from './pull-down';

type Caller = component.GeneralComponent & Record<string, unknown>;

export interface PageSetup {
  route: string;
  query: Query;
  config: ComponentConfig;
  defaults: WindowConfig;
  /** Settings with the colours of the theme of now. */
  themed: (settings: WindowConfig) => WindowConfig;
  channel: EventChannel | undefined;
  createRoot: () => Root;
  createTabBar: (() => Root) | undefined;
  /** Something that the shell draws has changed. */
  changed: () => void;
}

const REACH_BOTTOM = 50;

export class PageView implements PageHandle {
  readonly element = document.createElement('div');
  readonly scroller = document.createElement('div');
  readonly route: string;
  readonly options: Query;
  readonly window: WindowConfig;
  readonly pullDown: PullDown;
  title: string;
  navigation = { front: '#000000', background: '#ffffff' };
  loading = false;
  homeHidden = false;
  private readonly root: Root;
  private readonly tabBarRoot: Root | undefined;
  private visible = false;
  private nearBottom = false;

  constructor(private readonly setup: PageSetup) {
    const { route, query, config, defaults } = setup;
    this.route = route;
    this.options = query;
    this.window = { ...defaults, ...config };
    this.title = this.window.navigationBarTitleText ?? '';
    this.element.className = 'page';
    this.element.dataset['route'] = route;
    this.scroller.className = 'page-scroll';
    if (this.window.disableScroll === true) this.scroller.classList.add('page-still');
    this.takeTheme();
    this.element.append(this.scroller);
    this.pullDown = new PullDown(this.element, this.scroller, () => this.call('onPullDownRefresh'));
    this.pullDown.enabled = this.window.enablePullDownRefresh === true;
    this.root = setup.createRoot();
    this.tabBarRoot = setup.createTabBar?.();
    this.scroller.addEventListener('scroll', () => this.scrolled());
  }

  get component(): Caller {
    return this.root.get() as unknown as Caller;
  }

  get tabBar(): component.GeneralComponent | undefined {
    return this.tabBarRoot?.get();
  }

  /** Puts the page on the screen for the first time. */
  load(): void {
    this.extendCaller();
    this.applyQuery();
    attach(this.root, this.scroller);
    if (this.tabBarRoot) attach(this.tabBarRoot, this.element);
    this.call('onLoad', this.options);
    this.show();
    setTimeout(() => this.call('onReady'), 0);
  }

  show(): void {
    if (this.visible) return;
    this.visible = true;
    this.element.hidden = false;
    this.lifetime('show');
    this.call('onShow');
  }

  hide(): void {
    if (!this.visible) return;
    this.visible = false;
    this.lifetime('hide');
    this.call('onHide');
  }

  /** Out of sight, which comes once the next page is there. */
  cover(): void {
    this.element.hidden = true;
  }

  unload(): void {
    this.visible = false;
    this.call('onUnload');
    this.root.release();
    this.tabBarRoot?.release();
    this.element.remove();
  }

  resized(size: { windowWidth: number; windowHeight: number }): void {
    this.lifetime('resize', { size });
    this.call('onResize', { size });
  }

  /** The answer of one of the page's own functions; undefined where it has none. */
  call(name: string, argument?: unknown): unknown {
    const method: unknown = this.component[name];
    if (typeof method !== 'function') return undefined;
    try {
      return (method as (this: Caller, argument: unknown) => unknown).call(this.component, argument);
    } catch (error) {
      record(error, `${this.route} ${name}`);
      return undefined;
    }
  }

  has(name: string): boolean {
    return typeof this.component[name] === 'function';
  }

  scrollTo(top: number, durationMs: number): void {
    this.scroller.scrollTo({ top, behavior: durationMs > 0 ? 'smooth' : 'instant' });
  }

  startPullDownRefresh(): void {
    this.pullDown.start();
  }

  stopPullDownRefresh(): void {
    this.pullDown.stop();
  }

  /** Colours of its settings, as the theme now is. */
  takeTheme(): void {
    const { navigationBarTextStyle, navigationBarBackgroundColor, backgroundColor } = this.setup.themed(
      this.window,
    );
    this.navigation = {
      front: navigationBarTextStyle === 'white' ? '#ffffff' : '#000000',
      background: navigationBarBackgroundColor ?? '#ffffff',
    };
    this.element.style.backgroundColor = backgroundColor ?? '#ffffff';
  }

  setTitle(title: string): void {
    this.title = title;
    this.setup.changed();
  }

  setNavigationColor({ front, background }: { front?: string; background?: string }): void {
    if (front !== undefined) this.navigation.front = front;
    if (background !== undefined) this.navigation.background = background;
    this.setup.changed();
  }

  setNavigationLoading(loading: boolean): void {
    this.loading = loading;
    this.setup.changed();
  }

  hideHomeButton(): void {
    this.homeHidden = true;
    this.setup.changed();
  }

  private extendCaller(): void {
    const caller = this.component;
    Object.assign(caller, { route: this.route, __route__: this.route, options: this.options });
    caller['getOpenerEventChannel'] = () => this.setup.channel ?? { on() {}, once() {}, off() {}, emit() {} };
  }

  /** A page written with Component() gets the query as properties. */
  private applyQuery(): void {
    const node = this.root.getComponent();
    const own = Object.entries(this.options).filter(([name]) => glassEasel.Component.hasProperty(node, name));
    if (own.length > 0) node.setData(Object.fromEntries(own));
  }

  private lifetime(name: string, ...args: unknown[]): void {
    this.root.getComponent().triggerPageLifetime(name, args);
    this.tabBarRoot?.getComponent().triggerPageLifetime(name, args);
  }

  private scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.call('onPageScroll', { scrollTop });
    const distance = this.window.onReachBottomDistance ?? REACH_BOTTOM;
    const near = scrollTop + clientHeight >= scrollHeight - distance;
    if (near && !this.nearBottom) this.call('onReachBottom');
    this.nearBottom = near;
  }
}

function attach(root: Root, parent: HTMLElement): void {
  const placeholder = document.createElement('div');
  parent.append(placeholder);
  type Backend = Parameters<Root['attach']>[0];
  root.attach(parent as unknown as Backend, placeholder as unknown as Backend);
}
