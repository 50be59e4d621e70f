/** One phone: puts the parts together into the host that components and wx APIs see, and runs the app on it. */
import type { AppMeta } from '../compiler/types';
import type { Boot } from './boot';
import { MiniProgram } from './framework/app';
import { PhoneBackend } from './framework/backend';
import { Cloud } from './framework/cloud';
import { clockOffset } from './framework/date';
import { record } from './framework/errors';
import { setOrigin } from './framework/gestures';
import { patchFramework } from './framework/patches';
import { Registry } from './framework/registry';
import type { TemplateGroup } from './framework/registry';
import { resolveResource } from './ui/resources';
import { createGrants, createStorage } from './framework/storage';
import { StyleSheets } from './framework/stylesheets';
import { Theme } from './framework/theme';
import { convertStyle, rpxToPixels } from './framework/units';
import { PhoneWorld } from './framework/world';
import { Emitter } from './framework/emitter';
import type { EventChannel, LaunchOptions, PhoneHost, ShareContent } from './host';
import { PageView } from './pages/page';
import { Stack } from './pages/stack';
import { formatPageUrl, parsePageUrl, rememberUrl } from './pages/url';
import type { PageUrl } from './pages/url';
import { PhoneCamera } from './shell/camera';
import { measure, setUnits } from './shell/geometry';
import { openShareSheet } from './shell/share-sheet';
import { Shell } from './shell/shell';

const CUSTOM_TAB_BAR = 'custom-tab-bar/index';

export class Phone {
  readonly registry: Registry;
  readonly world: PhoneWorld;
  readonly camera: PhoneCamera;
  readonly stack: Stack;
  readonly app = new MiniProgram();
  readonly host: PhoneHost;
  private readonly shell: Shell;
  private readonly theme: Theme;
  private readonly styles: StyleSheets;
  private readonly backend: ReturnType<Registry['env']['associateBackend']>;
  private readonly events = new Emitter();
  private readonly launch: LaunchOptions;
  private firstPage: PageView | undefined;

  constructor(
    private readonly boot: Boot,
    private readonly meta: AppMeta,
    templates: TemplateGroup,
  ) {
    this.world = new PhoneWorld(
      boot.openid,
      boot.persona?.location ?? boot.home,
      new URLSearchParams(location.search),
    );
    const first = parsePageUrl(`/${boot.path || meta.app.entryPagePath}`, '');
    this.launch = { path: first.route, query: first.query, scene: boot.scene, referrerInfo: {} };
    this.theme = new Theme(meta);
    this.styles = new StyleSheets((css) => this.theme.sheet(css));
    this.shell = this.createShell();
    this.camera = new PhoneCamera(this.shell.overlay, () => this.otherPhone()?.document);
    this.stack = this.createStack();
    this.registry = new Registry({ meta, templates, styles: this.styles, unsupported: this.unsupported });
    patchFramework(() => this.origin());
    setOrigin(() => this.origin());
    this.backend = this.registry.env.associateBackend(
      new PhoneBackend({ element: () => this.stack.current()?.element }, this.theme),
    );
    this.styles.add(convertStyle(meta.appCss));
    this.host = this.createHost();
    this.followWindow();
  }

  /** Runs app.ts and opens the first page. */
  start(): void {
    this.registry.runApp();
    this.app.launch(this.launch);
    this.app.show(this.launch);
    this.open(formatPageUrl({ route: this.launch.path, query: this.launch.query }));
  }

  open(path: string): void {
    this.stack.reLaunch(`/${path.replace(/^\//, '')}`).catch((failure: unknown) => record(failure, 'open'));
  }

  currentPath(): string {
    const page = this.stack.current();
    return page ? formatPageUrl({ route: page.route, query: page.options }) : '';
  }

  readonly unsupported: PhoneHost['unsupported'] = (kind, name) => {
    const error = new Error(`模拟器还不支持 (${kind}): ${name}`);
    record(error, 'unsupported');
    throw error;
  };

  private createShell(): Shell {
    const swallow = (moving: Promise<unknown>): void => void moving.catch(() => undefined);
    const home = `/${this.meta.app.entryPagePath}`;
    const shell = new Shell(this.meta.app, this.theme, {
      back: () => swallow(this.stack.navigateBack(1)),
      home: () => swallow(this.stack.reLaunch(home)),
      menu: () => this.openMenu(),
      close: () => this.open(this.currentPath()),
      openTab: (pagePath) => this.openTab(pagePath),
    });
    shell.tabBar.changed = () => this.redraw();
    shell.setOnline(this.world.network.online);
    this.world.network.onChange(({ online }) => shell.setOnline(online));
    this.world.onFontSize(() => this.comeBack());
    this.theme.onChange(() => this.takeTheme());
    return shell;
  }

  private createStack(): Stack {
    return new Stack({
      meta: this.meta,
      create: (url, channel) => this.createPage(url, channel),
      changed: (page) => {
        this.firstPage ??= page;
        this.styles.showPage(page.route);
        this.redraw(page);
        rememberUrl({ route: page.route, query: page.options });
      },
      notFound: (path) => this.app.pageNotFound(path),
    });
  }

  private createPage({ route, query }: PageUrl, channel: EventChannel | undefined): PageView {
    const { app, components } = this.meta;
    this.registry.load(route);
    const custom = app.tabBar?.custom === true && this.stack.isTab(route);
    if (custom) this.registry.load(CUSTOM_TAB_BAR);
    const root = (tag: string, id: string) => () =>
      this.backend.createRoot(tag, this.registry.space, `/${id}`);
    const page = new PageView({
      route,
      query,
      config: components[route]?.config ?? { usingComponents: {} },
      defaults: app.window,
      themed: (settings) => this.theme.valuesOf(settings),
      channel,
      createRoot: root('page', route),
      createTabBar: custom ? root('custom-tab-bar', CUSTOM_TAB_BAR) : undefined,
      changed: () => this.redraw(),
    });
    const getTabBar = (): unknown => page.tabBar ?? null;
    Object.assign(page.component, { getTabBar });
    return page;
  }

  private takeTheme(): void {
    for (const page of this.stack.all) page.takeTheme();
    this.shell.takeTheme();
    this.redraw();
    this.events.emit('themeChange', { theme: this.theme.name });
  }

  private redraw(page = this.stack.current()): void {
    if (!page) return;
    const place = {
      tab: this.stack.isTab(page.route),
      depth: this.stack.all.length,
      first: page === this.firstPage && page.route === this.meta.app.entryPagePath,
    };
    this.shell.show(page, place);
  }

  private openTab(pagePath: string): void {
    const index = this.meta.app.tabBar?.list.findIndex((item) => item.pagePath === pagePath) ?? 0;
    const text = this.meta.app.tabBar?.list[index]?.text ?? '';
    void this.stack
      .switchTab(`/${pagePath}`)
      .then(() => this.stack.current()?.call('onTabItemTap', { index, pagePath, text }));
  }

  private openMenu(): void {
    const page = this.stack.current();
    if (!page) return;
    const answer = page.has('onShareAppMessage')
      ? ((page.call('onShareAppMessage', { from: 'menu', target: undefined }) ?? {}) as ShareContent)
      : undefined;
    this.share(answer && { title: page.title, path: this.currentPath(), ...answer });
  }

  private share(content: ShareContent | undefined): void {
    const other = this.otherPhone();
    openShareSheet(this.shell.overlay, content, {
      openOnOther: other && ((path) => other.__simulator__.open(path)),
      relaunch: () => this.open(this.meta.app.entryPagePath),
    });
  }

  private otherPhone(): Window | undefined {
    return window.parent === window ? undefined : window.parent.otherPhone?.(window);
  }

  private origin(): { left: number; top: number; scrollTop: number } {
    const page = this.stack.current();
    const { left, top } = (page?.element ?? this.shell.phone).getBoundingClientRect();
    return { left, top, scrollTop: page?.scroller.scrollTop ?? 0 };
  }

  private followWindow(): void {
    window.addEventListener('resize', () => {
      setUnits(this.shell.phone);
      this.redraw();
      const { windowWidth, windowHeight } = this.host.metrics();
      this.stack.current()?.resized({ windowWidth, windowHeight });
      this.events.emit('windowResize', { windowWidth, windowHeight });
    });
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.pause();
      else this.resume();
    });
    window.addEventListener('error', ({ message, error }) => {
      record(error ?? message, 'script');
      this.failed({ message, stack: error instanceof Error ? (error.stack ?? '') : '' });
    });
    window.addEventListener('unhandledrejection', ({ reason }) => {
      record(reason, 'promise');
      this.app.rejection({ reason });
      this.events.emit('unhandledRejection', { reason: reason as unknown });
    });
  }

  private failed(error: { message: string; stack: string }): void {
    this.app.error(error);
    this.events.emit('error', error);
  }

  /** Text sizes are set in WeChat, outside of the app: the person has left it and comes back. */
  private comeBack(): void {
    this.pause();
    this.resume();
  }

  private pause(): void {
    this.stack.pause();
    this.app.hide();
    this.events.emit('appHide', undefined);
  }

  private resume(): void {
    this.app.show(this.launch);
    this.events.emit('appShow', this.launch);
    this.stack.resume();
  }

  private createHost(): PhoneHost {
    const { boot, shell, world } = this;
    const cloud = new Cloud(boot.openid, world.network, world.faults, () => world.address);
    return {
      openid: boot.openid,
      persona: boot.persona ?? undefined,
      appId: boot.appId,
      appConfig: this.meta.app,
      launch: this.launch,
      pages: this.stack,
      tabBar: shell.tabBar,
      network: world.network,
      location: world.location,
      faults: world.faults,
      camera: this.camera,
      storage: createStorage(boot.openid),
      grants: createGrants(boot.openid),
      overlay: shell.overlay,
      get clockOffset() {
        return clockOffset();
      },
      theme: () => this.theme.name,
      get fontSize() {
        return world.fontSize;
      },
      metrics: () => measure(shell.phone, this.stack.current()?.element),
      on: (event, listener) => this.events.on(event, listener),
      emit: (event, detail) => this.events.emit(event, detail),
      callFunction: cloud.callFunction,
      grantMessages: async (templateIds) => {
        for (const templateId of templateIds) await cloud.post('grants', { openid: boot.openid, templateId });
      },
      uploadFile: cloud.uploadFile,
      phoneCode: cloud.phoneCode,
      fetch: cloud.fetch,
      resolveResource: (src, from) =>
        resolveResource(boot.cloudUrl, src, from ?? this.stack.current()?.route ?? ''),
      share: (content) => this.share(content),
      addStyle: (css) => void this.styles.add(convertStyle(css)),
      rpx: (value) => rpxToPixels(value, shell.phone.clientWidth),
      convertStyle,
      unsupported: this.unsupported,
      missing: (name) => record(new Error(`模拟器还不支持 (option): ${name}`), this.currentPath()),
      report: record,
    };
  }
}
