import type { World } from '../framework/world';
import { FONT_SIZES, WELL, worldKey } from '../framework/world';
import { faultList } from './faults';
import type { Persona } from '../persona';
import { element, button } from '../shell/dom';

type Side = 'left' | 'right';

/** As WeChat's settings call them. */
const FONT_NAMES: Readonly<Record<number, string>> = { 16: '标准', 20: '大', 26: '最大' };

/** A phone's own size, in its own pixels; less of its height is shown where the window is low. */
const WIDTH = 375;
const HEIGHT = { most: 760, least: 667 };

/** One phone of the panel, with the controls above it. */
export class Device {
  readonly element = element('div', { class: 'device' });
  readonly label: string;
  private readonly frame: HTMLIFrameElement;
  private readonly stand: HTMLElement;
  private readonly holder: HTMLSelectElement;
  private readonly note = element('div', { class: 'note' });
  private readonly online: HTMLButtonElement;
  private readonly located: HTMLButtonElement;
  private readonly fontSize: HTMLButtonElement;
  private readonly shared: HTMLButtonElement;
  private readonly listeners = new Set<() => void>();
  private persona: Persona | undefined;

  constructor(
    readonly side: Side,
    private readonly personas: readonly Persona[],
    persona: Persona | undefined,
  ) {
    this.label = side === 'left' ? '左' : '右';
    this.frame = element('iframe', { title: `${this.label}边的手机`, allow: 'clipboard-write' });
    this.online = button('', () =>
      this.change({ online: this.world.weak || !this.world.online, weak: false }),
    );
    this.located = button('', () => this.change({ granted: !this.world.granted }));
    this.fontSize = button('', () => this.change({ fontSize: this.nextFontSize() }));
    this.shared = button('', () => this.change({ shared: !this.world.shared }));
    this.holder = this.select(persona);
    this.stand = element('div', { class: 'stand' }, this.frame);
    const refresh = button('重开', () => this.hold(this.persona));
    const faults = faultList(this.label, (fault) => this.change(fault));
    this.element.append(
      element(
        'header',
        {},
        element('div', { class: 'row' }, this.holder, faults, refresh),
        this.note,
        element('div', { class: 'row' }, this.online, this.located, this.fontSize, this.shared),
      ),
      this.stand,
    );
    this.hold(persona);
    new ResizeObserver(() => this.fit()).observe(this.stand);
  }

  get window(): Window | null {
    return this.frame.contentWindow;
  }

  get openid(): string {
    return this.persona?.openid ?? '';
  }

  get world(): World {
    const home = this.persona?.location ?? { longitude: 0, latitude: 0 };
    const stored = JSON.parse(localStorage.getItem(worldKey(this.openid)) ?? '{}') as Partial<World>;
    return {
      online: true,
      granted: true,
      shared: false,
      fontSize: FONT_SIZES[0],
      ...WELL,
      ...home,
      ...stored,
    };
  }

  /** Storage tells every open phone of this person. */
  change(change: Partial<World>): void {
    localStorage.setItem(worldKey(this.openid), JSON.stringify({ ...this.world, ...change }));
    this.draw();
  }

  nameOf(openid: string): string {
    return this.personas.find((persona) => persona.openid === openid)?.name ?? openid;
  }

  handTo(openid: string): void {
    if (openid === this.openid) return;
    this.holder.value = openid;
    this.hold(this.personas.find((persona) => persona.openid === openid));
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  private hold(persona: Persona | undefined): void {
    this.persona = persona;
    localStorage.setItem(`panel:${this.side}`, this.openid);
    this.frame.src = `/phone?openid=${encodeURIComponent(this.openid)}`;
    this.draw();
  }

  /** Whole, whatever room the window leaves: smaller where it has to be. */
  private fit(): void {
    const { clientWidth, clientHeight } = this.stand;
    const scale = Math.min(1, clientWidth / WIDTH, clientHeight / HEIGHT.least);
    const height = Math.min(HEIGHT.most, clientHeight / scale);
    Object.assign(this.frame.style, {
      height: `${Math.floor(height)}px`,
      left: `${(clientWidth - WIDTH * scale) / 2}px`,
      transform: `scale(${scale})`,
    });
  }

  private nextFontSize(): number {
    const at = FONT_SIZES.findIndex((size) => size === this.world.fontSize);
    return FONT_SIZES[(at + 1) % FONT_SIZES.length] ?? FONT_SIZES[0];
  }

  private draw(): void {
    const { online, weak, granted, fontSize, shared } = this.world;
    this.note.textContent = this.persona?.note ?? '';
    this.note.title = this.persona?.note ?? '';
    this.online.textContent = `网络：${online ? (weak ? '没有回音' : '通') : '断了'}`;
    this.online.setAttribute('aria-pressed', String(!online || weak));
    this.located.textContent = granted ? '位置：允许' : '位置：拒绝';
    this.located.setAttribute('aria-pressed', String(!granted));
    this.fontSize.textContent = `字号：${FONT_NAMES[fontSize] ?? fontSize}`;
    this.fontSize.setAttribute('aria-pressed', String(fontSize !== FONT_SIZES[0]));
    this.shared.textContent = shared ? '手机：合用一部' : '手机：自己的';
    this.shared.setAttribute('aria-pressed', String(shared));
    this.listeners.forEach((listener) => listener());
  }

  private select(persona: Persona | undefined): HTMLSelectElement {
    const select = element('select', { 'aria-label': `${this.label}边的手机在谁手里` });
    for (const { openid, name, role } of this.personas) {
      select.append(element('option', { value: openid }, `${name}(${role})`));
    }
    select.value = persona?.openid ?? '';
    select.addEventListener('change', () =>
      this.hold(this.personas.find(({ openid }) => openid === select.value)),
    );
    return select;
  }
}
