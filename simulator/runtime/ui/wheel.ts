/** One wheel of texts that turns by finger, mouse or mouse wheel and rests on one of them. */
import { clamp, el, onDrag } from '../dom';

const ROW = 48;
const MOMENTUM_MS = 180;

export class Wheel {
  readonly element: HTMLElement;
  private readonly strip = el('div', 'wx-wheel-strip');
  private offset = 0;
  private chosen = 0;
  private settle = 0;

  constructor(
    private items: readonly string[],
    index: number,
    private readonly onRest: () => void,
  ) {
    this.element = el('div', 'wx-wheel', this.strip, el('div', 'wx-wheel-band'));
    this.fill(items, index);
    let from = 0;
    onDrag(this.element, {
      axis: 'y',
      start: () => void (from = this.offset),
      move: (delta) => this.draw(from - delta.y, false),
      end: (_delta, velocity) => this.rest(Math.round((this.offset - velocity.y * MOMENTUM_MS) / ROW)),
    });
    this.element.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.draw(this.offset + event.deltaY, false);
      window.clearTimeout(this.settle);
      this.settle = window.setTimeout(() => this.rest(Math.round(this.offset / ROW)), 120);
    });
    this.strip.addEventListener('click', (event) => {
      const at = [...this.strip.children].indexOf(event.target as Element);
      if (at >= 0) this.rest(at);
    });
  }

  get index(): number {
    return this.chosen;
  }

  fill(items: readonly string[], index: number): void {
    this.items = items;
    this.strip.replaceChildren(...items.map((text) => el('div', 'wx-wheel-row', text)));
    this.chosen = clamp(index, 0, Math.max(0, items.length - 1));
    this.draw(this.chosen * ROW, false);
  }

  private draw(offset: number, animated: boolean): void {
    this.offset = clamp(offset, -ROW, this.items.length * ROW);
    this.strip.style.transition = animated ? 'transform .2s' : 'none';
    this.strip.style.transform = `translateY(${-this.offset}px)`;
  }

  private rest(index: number): void {
    const to = clamp(index, 0, Math.max(0, this.items.length - 1));
    this.draw(to * ROW, true);
    if (to === this.chosen) return;
    this.chosen = to;
    this.onRest();
  }
}
