/** What WeChat draws around a page: status bar, navigation bar with capsule, tab bar, layers, the red banner. */
import type { AppConfig } from '../../compiler/types';
import { onError } from '../framework/errors';
import type { RecordedError } from '../framework/errors';
import type { Theme } from '../framework/theme';
import type { Overlay, OverlayLayer } from '../host';
import type { PageView } from '../pages/page';
import { element, button, iconButton } from './dom';
import { layOut, setUnits } from './geometry';
import { TabBar } from './tab-bar';

const BACK =
  '<svg width="24" height="24" fill="none" stroke="currentColor" stroke-width="2"><path d="M15 4l-8 8 8 8"/></svg>';
const HOME =
  '<svg width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.8"><path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/></svg>';
const MORE =
  '<svg width="20" height="20" fill="currentColor"><circle cx="3.5" cy="10" r="2"/><circle cx="10" cy="10" r="3"/><circle cx="16.5" cy="10" r="2"/></svg>';
const CLOSE =
  '<svg width="20" height="20" fill="none" stroke="currentColor" stroke-width="2"><circle cx="10" cy="10" r="8"/><circle cx="10" cy="10" r="2" fill="currentColor"/></svg>';

const LAYERS: OverlayLayer[] = ['picker', 'sheet', 'modal', 'toast', 'camera'];
const FIRST_LAYER = 70;
const CLOCK_MS = 1000;

export interface ShellActions {
  back: () => void;
  home: () => void;
  menu: () => void;
  close: () => void;
  openTab: (pagePath: string) => void;
}

export class Shell {
  readonly phone = element('div', { id: 'phone' });
  readonly pages = element('div', { id: 'pages' });
  readonly tabBar: TabBar;
  private readonly navigation = element('header', { id: 'navigation' });
  private readonly title = element('div', { class: 'title' });
  private readonly status = element('div', { id: 'status' });
  private readonly time = element('span');
  private readonly signal = element('span', { class: 'signal' });
  private readonly capsule = element('div', { id: 'capsule' });
  private readonly overlayElement = element('div', { id: 'overlay' });
  private readonly banner = element('div', { id: 'banner', role: 'alert', hidden: '' });
  private readonly backButton: HTMLButtonElement;
  private readonly homeButton: HTMLButtonElement;

  constructor(
    private readonly app: AppConfig,
    private readonly theme: Theme,
    actions: ShellActions,
  ) {
    this.backButton = iconButton('返回', BACK, actions.back);
    this.homeButton = iconButton('回首页', HOME, actions.home);
    for (const made of [this.backButton, this.homeButton]) made.classList.add('back');
    this.navigation.append(this.backButton, this.homeButton, this.title);
    this.status.append(this.time, this.signal);
    this.capsule.append(iconButton('更多', MORE, actions.menu), iconButton('关闭', CLOSE, actions.close));
    this.tabBar = new TabBar(app.tabBar, (settings) => theme.valuesOf(settings), actions.openTab);
    this.overlayElement.append(...LAYERS.map((layer, index) => layerElement(layer, FIRST_LAYER + index)));
    const parts = [
      this.pages,
      this.navigation,
      this.tabBar.element,
      this.status,
      this.capsule,
      this.overlayElement,
    ];
    this.phone.append(...parts, element('div', { id: 'home-line' }), this.banner);
    document.body.append(this.phone);
    this.takeTheme();
    setUnits(this.phone);
    onError((error) => this.showError(error));
    this.tick();
    setInterval(() => this.tick(), CLOCK_MS);
  }

  readonly overlay: Overlay = {
    mount: (mounted, layer) => {
      this.overlayElement.querySelector(`[data-layer="${layer}"]`)?.append(mounted);
      return () => mounted.remove();
    },
  };

  /** WeChat's own dialogs and sheets are dark where the app is. */
  takeTheme(): void {
    this.phone.dataset['theme'] = this.theme.name;
    this.tabBar.takeTheme();
  }

  setOnline(online: boolean): void {
    this.signal.textContent = online ? '▂▄▆ Wi-Fi' : '无网络';
  }

  /** Draws the bars for this page and puts it between them. */
  show(page: PageView, place: { tab: boolean; depth: number; first: boolean }): void {
    const bars = {
      navigation: page.window.navigationStyle !== 'custom',
      tabs: place.tab && this.app.tabBar?.custom !== true && this.tabBar.visible,
    };
    const { front, background } = page.navigation;
    this.navigation.hidden = !bars.navigation;
    this.navigation.style.background = background;
    this.navigation.style.color = front;
    this.status.style.color = front;
    this.capsule.classList.toggle('on-dark', front === '#ffffff');
    this.title.textContent = page.loading ? `${page.title} ···` : page.title;
    this.backButton.hidden = place.depth < 2;
    this.homeButton.hidden = place.depth > 1 || place.tab || place.first || page.homeHidden;
    this.tabBar.element.hidden = !bars.tabs;
    this.tabBar.select(page.route);
    if (page.element.parentElement !== this.pages) this.pages.append(page.element);
    layOut(this.phone, page.element, bars);
  }

  private showError({ where, message }: RecordedError): void {
    const count = window.__simulatorErrors.length;
    const more = count > 1 ? `（共 ${count} 个错误）\n` : '';
    this.banner.hidden = false;
    this.banner.replaceChildren(
      `${more}${where}: ${message}`,
      button('×', () => (this.banner.hidden = true)),
    );
  }

  private tick(): void {
    const now = new Date();
    const time = now.toLocaleTimeString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      hour: 'numeric',
      minute: '2-digit',
      hour12: false,
    });
    if (this.time.textContent !== time) this.time.textContent = time;
  }
}

function layerElement(layer: OverlayLayer, zIndex: number): HTMLElement {
  return element('div', { 'data-layer': layer, style: `z-index:${zIndex}` });
}
