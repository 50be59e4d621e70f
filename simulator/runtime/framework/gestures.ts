/**
 * Fingers. A mouse is turned into one (WeChat's components listen to touches only), and touches into tap and longpress.
 * An element with `data-mouse` keeps its mouse for itself (a map, a scroller).
 */
import { takeHandled } from './wxs';

const TAP_DISTANCE = 10;
const LONG_PRESS_MS = 350;
const MOUSE_ID = 0;
/** After a real touch browsers repeat it as mouse events. */
const MOUSE_AFTER_TOUCH_MS = 800;

export interface PhoneTouch {
  identifier: number;
  clientX: number;
  clientY: number;
  pageX: number;
  pageY: number;
}

type Dispatch = (
  type: string,
  element: EventTarget | null,
  detail: unknown,
  fields: Record<string, unknown>,
) => boolean;
type Touches = ArrayLike<{
  identifier: number;
  clientX: number;
  clientY: number;
  target: EventTarget | null;
}>;
type TouchLike = UIEvent & { touches: Touches; changedTouches: Touches };

/** The corner of the page area on the screen: WeChat counts from there. */
let origin: () => { left: number; top: number; scrollTop: number } = () => ({
  left: 0,
  top: 0,
  scrollTop: 0,
});

export function setOrigin(measure: typeof origin): void {
  origin = measure;
}

export function listenGestures(root: HTMLElement, dispatch: Dispatch): void {
  const recogniser = new Recogniser(dispatch);
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const) {
    root.addEventListener(type, (event) => recogniser.touch(event as unknown as TouchLike), {
      capture: true,
      passive: false,
    });
  }
  turnMouseIntoTouches(root);
}

class Recogniser {
  private start: { x: number; y: number; target: EventTarget | null } | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly dispatch: Dispatch) {}

  touch(event: TouchLike): void {
    const touches = { touches: convert(event.touches), changedTouches: convert(event.changedTouches) };
    const prevented = this.dispatch(event.type, event.target, {}, touches);
    // A caught move keeps the page from scrolling; a caught start must not keep an input from its focus.
    if (prevented && event.type === 'touchmove' && event.cancelable) event.preventDefault();
    const first = event.changedTouches[0];
    if (!first) return;
    if (event.type === 'touchstart') this.press(event, touches);
    else if (event.type === 'touchmove') this.move(first);
    else if (event.type === 'touchend') this.release(touches);
    else this.cancel();
  }

  private press(event: TouchLike, touches: Record<string, PhoneTouch[]>): void {
    const first = event.changedTouches[0];
    this.cancel();
    if (!first || event.touches.length > 1) return;
    this.start = { x: first.clientX, y: first.clientY, target: event.target };
    this.timer = setTimeout(() => this.hold(touches), LONG_PRESS_MS);
  }

  private move(first: { clientX: number; clientY: number }): void {
    if (!this.start) return;
    const moved = Math.hypot(first.clientX - this.start.x, first.clientY - this.start.y);
    if (moved > TAP_DISTANCE) this.cancel();
  }

  private hold(touches: Record<string, PhoneTouch[]>): void {
    if (!this.start) return;
    takeHandled();
    const detail = detailOf(touches);
    this.dispatch('longpress', this.start.target, detail, touches);
    // Where somebody listens to longpress, no tap follows it.
    if (takeHandled()) this.cancel();
  }

  private release(touches: Record<string, PhoneTouch[]>): void {
    const start = this.start;
    this.cancel();
    if (start)
      this.dispatch('tap', start.target, detailOf(touches), {
        ...touches,
        touches: touches['changedTouches'],
      });
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.start = undefined;
  }
}

function detailOf(touches: Record<string, PhoneTouch[]>): { x: number; y: number } {
  const first = touches['changedTouches']?.[0];
  return { x: first?.pageX ?? 0, y: first?.pageY ?? 0 };
}

function convert(touches: Touches): PhoneTouch[] {
  const { left, top, scrollTop } = origin();
  return Array.from(touches, ({ identifier, clientX, clientY }) => ({
    identifier,
    clientX: clientX - left,
    clientY: clientY - top,
    pageX: clientX - left,
    pageY: clientY - top + scrollTop,
  }));
}

function turnMouseIntoTouches(root: HTMLElement): void {
  let pressed: EventTarget | null = null;
  let lastTouch = -Infinity;
  root.addEventListener(
    'touchstart',
    (event) => {
      if (event.isTrusted) lastTouch = performance.now();
    },
    true,
  );
  const send = (type: string, event: MouseEvent): void => {
    if (pressed) pressed.dispatchEvent(touchEvent(type, event, pressed));
  };
  root.addEventListener(
    'mousedown',
    (event) => {
      if (event.button !== 0 || performance.now() - lastTouch < MOUSE_AFTER_TOUCH_MS) return;
      if (event.target instanceof Element && event.target.closest('[data-mouse]')) return;
      pressed = event.target;
      send('touchstart', event);
    },
    true,
  );
  window.addEventListener('mousemove', (event) => send('touchmove', event), true);
  window.addEventListener(
    'mouseup',
    (event) => {
      send('touchend', event);
      pressed = null;
    },
    true,
  );
}

/** Not every browser lets a page make a TouchEvent: an event with the same fields does. */
function touchEvent(type: string, { clientX, clientY }: MouseEvent, target: EventTarget): UIEvent {
  const event = new UIEvent(type, { bubbles: true, cancelable: true, composed: true, view: window });
  const touch = { identifier: MOUSE_ID, target, clientX, clientY, pageX: clientX, pageY: clientY, force: 1 };
  const down = type === 'touchend' ? [] : [touch];
  for (const [field, value] of Object.entries({
    touches: down,
    targetTouches: down,
    changedTouches: [touch],
  })) {
    Object.defineProperty(event, field, { value });
  }
  return event;
}
