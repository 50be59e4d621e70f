/** Small helpers for plain DOM inside built-in components. */
import type { GeneralComponent } from 'glass-easel';

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className = '',
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Keeps the browser's own events of inner elements from being taken for the component's. */
export function swallow(element: HTMLElement, ...types: readonly string[]): void {
  for (const type of types) element.addEventListener(type, (event) => event.stopPropagation());
}

function prefixed(owner: GeneralComponent, name: string): string[] {
  const { styleScope, extraStyleScope } = owner.getComponentOptions();
  const manager = owner.getRootBehavior().ownerSpace.styleScopeManager;
  const scopes = extraStyleScope === null ? [styleScope] : [extraStyleScope, styleScope];
  return scopes.map((scope) => {
    const prefix = scope === null ? '' : manager.queryName(scope);
    return prefix ? `${prefix}--${name}` : name;
  });
}

/**
 * The DOM classes for class names that a page writes into an option (`placeholder-class`, `hover-class`):
 * they are of the page's style scope, and may stand for external classes of the component the tag is in.
 */
export function scopedClasses(node: Pick<GeneralComponent, 'ownerShadowRoot'>, names: string): string[] {
  const owner = node.ownerShadowRoot?.getHostNode();
  const list = names.split(/\s+/).filter(Boolean);
  if (!owner) return list;
  return list.flatMap((name) => {
    if (!owner.hasExternalClass(name)) return prefixed(owner, name);
    return scopedClasses(owner, (owner.getExternalClasses()[name] ?? []).join(' '));
  });
}

/** Where a pointer is, whether a finger or a mouse made it. */
export interface Point {
  x: number;
  y: number;
}

export interface DragHandlers {
  /** Answer false to leave this gesture alone. */
  start?(point: Point): boolean | void;
  move(delta: Point, point: Point): void;
  end(delta: Point, velocity: Point): void;
  /** Which way the gesture must begin; the other way stays with the page's scrolling. */
  axis: 'x' | 'y' | 'both';
}

const SLOP = 5;

/** Follows one finger or the mouse from press to release; speeds are pixels per millisecond. */
export function onDrag(element: HTMLElement, handlers: DragHandlers): void {
  element.style.touchAction = { x: 'pan-y', y: 'pan-x', both: 'none' }[handlers.axis];
  element.addEventListener('pointerdown', (down) => {
    const origin = { x: down.clientX, y: down.clientY };
    if (!down.isPrimary || handlers.start?.(origin) === false) return;
    let decided = false;
    let last = { ...origin, time: down.timeStamp };
    let velocity = { x: 0, y: 0 };
    const move = (event: PointerEvent) => {
      const delta = { x: event.clientX - origin.x, y: event.clientY - origin.y };
      if (!decided) {
        if (Math.max(Math.abs(delta.x), Math.abs(delta.y)) < SLOP) return;
        const along = Math.abs(delta.x) > Math.abs(delta.y) ? 'x' : 'y';
        if (handlers.axis !== 'both' && along !== handlers.axis) return stop();
        decided = true;
        element.setPointerCapture(down.pointerId);
      }
      const span = Math.max(1, event.timeStamp - last.time);
      velocity = { x: (event.clientX - last.x) / span, y: (event.clientY - last.y) / span };
      last = { x: event.clientX, y: event.clientY, time: event.timeStamp };
      event.preventDefault();
      handlers.move(delta, last);
    };
    const up = (event: PointerEvent) => {
      stop();
      if (decided) handlers.end({ x: event.clientX - origin.x, y: event.clientY - origin.y }, velocity);
    };
    const stop = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', up);
      window.removeEventListener('pointercancel', up);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  });
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
