/** Pull to refresh: a drag from the top, by finger or mouse, or by the page itself. */

const THRESHOLD = 50;
const HEIGHT = 50;

export class PullDown {
  enabled = false;
  private readonly dots = document.createElement('div');
  private refreshing = false;
  private from: { x: number; y: number } | undefined;
  private pulled = 0;

  constructor(
    page: HTMLElement,
    private readonly scroller: HTMLElement,
    private readonly refresh: () => void,
  ) {
    this.dots.className = 'pull-down';
    this.dots.innerHTML = '<i></i><i></i><i></i>';
    page.prepend(this.dots);
    const on = (type: string, run: (touch: { clientX: number; clientY: number }) => void): void =>
      scroller.addEventListener(type, (event) => {
        const touch = (event as TouchEvent).changedTouches[0];
        if (touch) run(touch);
      });
    on('touchstart', (touch) => this.begin(touch));
    on('touchmove', (touch) => this.move(touch));
    on('touchend', () => this.end());
  }

  start(): void {
    if (this.refreshing) return;
    this.refreshing = true;
    this.draw(HEIGHT);
    this.refresh();
  }

  stop(): void {
    this.refreshing = false;
    this.draw(0);
  }

  private begin({ clientX, clientY }: { clientX: number; clientY: number }): void {
    if (this.enabled && !this.refreshing && this.scroller.scrollTop <= 0)
      this.from = { x: clientX, y: clientY };
  }

  private move({ clientX, clientY }: { clientX: number; clientY: number }): void {
    if (!this.from) return;
    const down = clientY - this.from.y;
    if (Math.abs(clientX - this.from.x) > Math.abs(down) || this.scroller.scrollTop > 0)
      this.from = undefined;
    else this.draw(Math.max(0, down) / 2);
  }

  private end(): void {
    if (!this.from) return;
    this.from = undefined;
    if (this.pulled >= THRESHOLD) this.start();
    else this.draw(0);
  }

  private draw(pixels: number): void {
    this.pulled = pixels;
    this.dots.classList.toggle('pull-down-on', pixels > 0);
    // Only while pulled: a transform would bind the page's fixed elements to the scroller.
    this.scroller.style.transform = pixels > 0 ? `translateY(${pixels}px)` : '';
  }
}
