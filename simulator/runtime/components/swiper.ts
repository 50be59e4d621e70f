import { defineBuiltin, type Context } from './define';
import { clamp, el, onDrag } from '../dom';

export const swiperItem = defineBuiltin({
  tag: 'swiper-item',
  css: 'wx-swiper-item { display: block; position: absolute; left: 0; top: 0; width: 100%; height: 100%; overflow: hidden; will-change: transform; }',
  props: { itemId: '', skipHiddenItemLayout: false },
  setup: ({ root, props }) => ({ changed: () => void (root.dataset.itemId = props.itemId) }),
});

const PROPS = {
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  autoplay: false,
  current: 0,
  currentItemId: '',
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  previousMargin: '0px',
  nextMargin: '0px',
  displayMultipleItems: 1,
  disableTouch: false,
};

type SwiperContext = Context<typeof PROPS>;
type Source = 'autoplay' | 'touch' | '';

class Swiper {
  readonly track = el('div', 'wx-swiper-track');
  private readonly frame = el('div', 'wx-swiper-frame', this.track);
  private readonly dots = el('div', 'wx-swiper-dots');
  private position = 0;
  private shown = 0;
  private animation = 0;
  private timer = 0;
  private observer: MutationObserver | undefined;

  constructor(private readonly context: SwiperContext) {
    context.root.append(this.frame, this.dots);
    for (const axis of ['x', 'y'] as const) this.followFinger(axis);
    this.frame.style.touchAction = '';
  }

  private items(): HTMLElement[] {
    return [...this.track.children].filter(
      (child): child is HTMLElement => child.tagName === 'WX-SWIPER-ITEM',
    );
  }

  private size(): number {
    const whole = this.context.props.vertical ? this.frame.clientHeight : this.frame.clientWidth;
    return whole / Math.max(1, this.context.props.displayMultipleItems);
  }

  private bounded(position: number): number {
    if (this.context.props.circular) return position;
    return clamp(position, 0, Math.max(0, this.items().length - this.context.props.displayMultipleItems));
  }

  private followFinger(axis: 'x' | 'y'): void {
    let from = 0;
    onDrag(this.frame, {
      axis,
      start: () => {
        const { disableTouch, vertical } = this.context.props;
        if (disableTouch || vertical !== (axis === 'y')) return false;
        from = this.position;
        this.stop();
        return true;
      },
      move: (delta) => {
        this.draw(this.bounded(from - delta[axis] / this.size()));
        this.context.emit('transition', { dx: axis === 'x' ? -delta.x : 0, dy: axis === 'y' ? -delta.y : 0 });
      },
      end: (_delta, velocity) => {
        const push = Math.abs(velocity[axis]) > 0.3 ? -Math.sign(velocity[axis]) * 0.5 : 0;
        this.goTo(Math.round(clamp(this.position + push, from - 1, from + 1)), 'touch');
      },
    });
  }

  /** Draws the items with `position` (fractions between two of them) at the leading edge. */
  private draw(position: number): void {
    this.position = position;
    const items = this.items();
    const { circular, vertical } = this.context.props;
    const share = 100 / Math.max(1, this.context.props.displayMultipleItems);
    items.forEach((item, index) => {
      let offset = index - position;
      if (circular && items.length > 1)
        offset = ((((offset + 1) % items.length) + items.length) % items.length) - 1;
      item.style.width = vertical ? '100%' : `${share}%`;
      item.style.height = vertical ? `${share}%` : '100%';
      item.style.transform = vertical ? `translate(0, ${offset * 100}%)` : `translate(${offset * 100}%, 0)`;
    });
  }

  private stop(): void {
    cancelAnimationFrame(this.animation);
    window.clearTimeout(this.timer);
  }

  private goTo(target: number, source: Source): void {
    this.stop();
    const count = this.items().length;
    if (count === 0) return;
    const to = this.bounded(target);
    const current = ((to % count) + count) % count;
    const currentItemId = this.items()[current]?.dataset.itemId ?? '';
    const arrive = () => {
      this.draw(current);
      this.context.emit('animationfinish', { current, currentItemId, source });
      this.schedule();
    };
    if (current !== this.shown) {
      this.shown = current;
      if (source) this.context.set('current', current);
      this.paintDots();
      this.context.emit('change', { current, currentItemId, source });
    }
    this.slide(to, arrive);
  }

  private slide(to: number, arrive: () => void): void {
    const from = this.position;
    const { duration } = this.context.props;
    const started = performance.now();
    if (duration <= 0 || !this.context.root.isConnected) return arrive();
    const step = (now: number) => {
      const t = clamp((now - started) / duration, 0, 1);
      this.draw(from + (to - from) * (1 - (1 - t) ** 3));
      if (t < 1) this.animation = requestAnimationFrame(step);
      else arrive();
    };
    this.animation = requestAnimationFrame(step);
  }

  private schedule(): void {
    window.clearTimeout(this.timer);
    const { autoplay, interval, circular } = this.context.props;
    const count = this.items().length;
    if (!autoplay || count < 2 || !this.context.root.isConnected) return;
    this.timer = window.setTimeout(() => {
      this.goTo(!circular && this.shown >= count - 1 ? 0 : this.shown + 1, 'autoplay');
    }, interval);
  }

  private paintDots(): void {
    const { indicatorDots, indicatorColor, indicatorActiveColor, vertical } = this.context.props;
    this.dots.hidden = !indicatorDots;
    this.dots.classList.toggle('wx-vertical', vertical);
    this.dots.replaceChildren(
      ...this.items().map((_, index) => {
        const dot = el('i');
        dot.style.background = index === this.shown ? indicatorActiveColor : indicatorColor;
        return dot;
      }),
    );
  }

  private relayout(): void {
    this.shown = clamp(this.shown, 0, Math.max(0, this.items().length - 1));
    this.draw(this.bounded(this.shown));
    this.paintDots();
    this.schedule();
  }

  changed(names: ReadonlySet<string>): void {
    const { previousMargin, nextMargin, vertical, current, currentItemId } = this.context.props;
    const [before, after] = vertical ? ['top', 'bottom'] : ['left', 'right'];
    this.frame.style.cssText = this.context.host.convertStyle(
      `${before}:${previousMargin};${after}:${nextMargin};touch-action:${vertical ? 'pan-x' : 'pan-y'}`,
    );
    if (!this.context.root.isConnected) this.shown = current;
    else if (names.has('current') && current !== this.shown) this.goTo(current, '');
    else if (names.has('currentItemId') && currentItemId) {
      const index = this.items().findIndex((item) => item.dataset.itemId === currentItemId);
      if (index >= 0 && index !== this.shown) this.goTo(index, '');
    }
    this.paintDots();
    this.schedule();
  }

  attached(): void {
    this.observer = new MutationObserver(() => this.relayout());
    this.observer.observe(this.track, { childList: true });
    this.relayout();
  }

  detached(): void {
    this.stop();
    this.observer?.disconnect();
  }
}

export const swiper = defineBuiltin({
  tag: 'swiper',
  css: `
wx-swiper { display: block; position: relative; height: 150px; overflow: hidden; }
.wx-swiper-frame { position: absolute; inset: 0; }
.wx-swiper-track { position: relative; width: 100%; height: 100%; }
.wx-swiper-dots { position: absolute; left: 0; right: 0; bottom: 10px; display: flex; justify-content: center; gap: 8px; pointer-events: none; }
.wx-swiper-dots.wx-vertical { left: auto; right: 10px; top: 0; bottom: 0; flex-direction: column; }
.wx-swiper-dots > i { width: 8px; height: 8px; border-radius: 50%; }
`,
  props: PROPS,
  inert: ['snapToEdge', 'easingFunction', 'cacheExtent', 'layoutType'],
  setup(context) {
    const swiping = new Swiper(context);
    return {
      slot: swiping.track,
      changed: (names) => swiping.changed(names),
      attached: () => swiping.attached(),
      detached: () => swiping.detached(),
    };
  },
});
