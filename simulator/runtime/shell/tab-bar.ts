import type { TabBarConfig } from '../../compiler/types';
import type { TabBarControl } from '../host';
import { element } from './dom';

interface State {
  text: string;
  iconPath: string | undefined;
  selectedIconPath: string | undefined;
  badge: string;
  dot: boolean;
}

const RESOURCES = '/app/file/';

/** The tab bar that app.json describes, where the app does not bring its own. */
export class TabBar implements TabBarControl {
  readonly element = element('nav', { id: 'tabs', hidden: '' });
  visible = true;
  private readonly states: State[];
  private selected = -1;
  /** Set by the phone: visibility changes the page's place. */
  changed: () => void = () => undefined;

  constructor(
    private readonly config: TabBarConfig | undefined,
    private readonly themed: (settings: TabBarConfig) => TabBarConfig,
    private readonly open: (pagePath: string) => void,
  ) {
    // An app's own bar is drawn by its component.
    const list = config?.custom === true ? [] : (config?.list ?? []);
    this.states = list.map(({ text, iconPath, selectedIconPath }) => ({
      text,
      iconPath,
      selectedIconPath,
      badge: '',
      dot: false,
    }));
    this.draw();
  }

  /** Again, as the theme has changed. */
  takeTheme(): void {
    this.draw();
  }

  select(route: string): void {
    this.selected = this.config?.list.findIndex((item) => item.pagePath === route) ?? -1;
    this.draw();
  }

  setBadge(index: number, text: string): void {
    this.change(index, { badge: text, dot: false });
  }

  removeBadge(index: number): void {
    this.change(index, { badge: '' });
  }

  setRedDot(index: number, shown: boolean): void {
    this.change(index, { dot: shown });
  }

  setItem(index: number, item: { text?: string; iconPath?: string; selectedIconPath?: string }): void {
    this.change(index, item);
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    this.changed();
  }

  private change(index: number, change: Partial<State>): void {
    const state = this.states[index];
    if (!state) return;
    Object.assign(state, change);
    this.draw();
  }

  private get colours(): Partial<TabBarConfig> {
    return this.config ? this.themed(this.config) : {};
  }

  private draw(): void {
    this.element.style.background = this.colours.backgroundColor ?? '#ffffff';
    this.element.replaceChildren(...this.states.map((state, index) => this.item(state, index)));
  }

  private item(state: State, index: number): HTMLElement {
    const selected = index === this.selected;
    const made = element('button', { type: 'button', 'aria-current': String(selected) });
    made.style.color = (selected ? this.colours.selectedColor : this.colours.color) ?? '#000000';
    const icon = selected ? (state.selectedIconPath ?? state.iconPath) : state.iconPath;
    if (icon) made.append(element('img', { src: RESOURCES + icon.replace(/^\//, ''), alt: '' }));
    made.append(state.text);
    if (state.dot) made.append(element('span', { class: 'badge dot' }));
    else if (state.badge !== '') made.append(element('span', { class: 'badge' }, state.badge));
    made.addEventListener('click', () => {
      const path = this.config?.list[index]?.pagePath;
      if (path !== undefined) this.open(path);
    });
    return made;
  }
}
