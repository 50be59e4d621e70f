/** What WXS has beside JavaScript, and how handlers of pages and of WXS are called. */
import { glassEasel, domOf } from './glass';
import type { GeComponent, GeElement } from './glass';
import { convertStyle } from './units';

type Handler = (this: unknown, ...args: unknown[]) => boolean | void;
type LvaluePath = readonly unknown[] | null | undefined;

const STYLE_SEGMENT = 3;
const CLASS_SEGMENT = 3;

let handled = false;

/** Whether any handler ran since the last time this was asked. */
export function takeHandled(): boolean {
  const was = handled;
  handled = false;
  return was;
}

/** `x.constructor` is compiled to this: in WXS it is the name of the type. */
export function installConstructorNames(): void {
  Object.defineProperty(Object.prototype, '__wxsConstructor', {
    configurable: true,
    get(this: unknown) {
      return Object.prototype.toString.call(this).slice('[object '.length, -1);
    },
  });
}

interface Caller {
  _$?: GeComponent;
}

type Shadowed = Record<string, unknown> & { target: Caller & GeElement; currentTarget: Caller & GeElement };

function nodeOf(caller: Caller & GeElement): GeElement {
  return caller._$ ?? caller;
}

function describeTarget(caller: Caller & GeElement): Record<string, unknown> {
  const node = nodeOf(caller);
  const dom = domOf(node);
  return {
    id: node.id,
    offsetLeft: dom?.offsetLeft ?? 0,
    offsetTop: dom?.offsetTop ?? 0,
    dataset: { ...node.dataset },
  };
}

function pageEvent(event: Shadowed): Record<string, unknown> {
  const { type, timeStamp, detail, mark, touches, changedTouches } = event;
  const seen: Record<string, unknown> = {
    type,
    timeStamp,
    target: describeTarget(event.target),
    currentTarget: describeTarget(event.currentTarget),
    mark: mark ?? {},
    detail: detail ?? {},
  };
  if (touches !== undefined) Object.assign(seen, { touches, changedTouches });
  return seen;
}

/** `Q.C` of compiled templates: every handler named in a template is called through it. */
function eventListener(
  owner: Caller & GeElement,
  event: Shadowed,
  listener: Handler,
  lvaluePath: LvaluePath,
): boolean | void {
  handled = true;
  if (!lvaluePath) return listener.call(owner, pageEvent(event));
  const wxsEvent = { ...pageEvent(event), instance: new Descriptor(nodeOf(event.currentTarget)) };
  return listener.call(undefined, wxsEvent, new Descriptor(nodeOf(owner)));
}

/**
 * `Q.A`: `change:prop` handlers. On a phone they run where the page is drawn, once it is: here in a turn of their own, so
 * that the element, and those around it, can be found.
 */
function changeListener(listener: Handler, lvaluePath: LvaluePath): unknown {
  if (!lvaluePath) return listener;
  return (value: unknown, old: unknown, host: GeComponent, node: GeElement) => {
    const args = [value, old, new Descriptor(host), new Descriptor(node)];
    queueMicrotask(() => void glassEasel.safeCallback('change:', listener, undefined, args, host));
  };
}

export const wxs = {
  eventListener,
  changeListener,
  getRegExp: (pattern: string, flags?: string): RegExp => new RegExp(pattern, flags),
  getDate: (...args: ConstructorParameters<typeof Date> | []): Date => new Date(...(args as [])),
};

/** A component or an element as WXS sees it. */
class Descriptor {
  constructor(private readonly node: GeElement) {}

  selectComponent(selector: string): Descriptor | undefined {
    const found = this.root()?.querySelector(selector);
    return found ? new Descriptor(found) : undefined;
  }

  selectAllComponents(selector: string): Descriptor[] {
    return (this.root()?.querySelectorAll(selector) ?? []).map((node) => new Descriptor(node));
  }

  setStyle(style: string | Record<string, string | number>): this {
    const text = typeof style === 'string' ? style : styleText(style);
    this.node.setNodeStyle(convertStyle(text), STYLE_SEGMENT);
    return this;
  }

  addClass(...names: string[]): this {
    for (const name of names) this.node.toggleNodeClass(name, true, CLASS_SEGMENT);
    return this;
  }

  removeClass(...names: string[]): this {
    for (const name of names) this.node.toggleNodeClass(name, false, CLASS_SEGMENT);
    return this;
  }

  hasClass(name: string): boolean {
    return this.node.classList?.contains(name) ?? false;
  }

  getDataset(): Record<string, unknown> {
    return { ...this.node.dataset };
  }

  callMethod(name: string, args?: unknown): void {
    const method: unknown = glassEasel.Component.isComponent(this.node)
      ? glassEasel.Component.getMethod(this.node, name)
      : undefined;
    if (typeof method !== 'function') throw new Error(`callMethod: 没有方法 ${name}`);
    const component = this.node as GeComponent;
    glassEasel.safeCallback('callMethod', method as Handler, component.getMethodCaller(), [args], component);
  }

  getState(): Record<string, unknown> {
    let state = states.get(this.node);
    if (!state) states.set(this.node, (state = {}));
    return state;
  }

  triggerEvent(name: string, detail?: unknown): void {
    this.node.triggerEvent(name, detail);
  }

  getComputedStyle(names: string[]): Record<string, string> {
    const dom = domOf(this.node);
    if (!dom) return {};
    const computed = window.getComputedStyle(dom);
    return Object.fromEntries(names.map((name) => [name, computed.getPropertyValue(kebab(name))]));
  }

  getBoundingClientRect(): unknown {
    return domOf(this.node)?.getBoundingClientRect();
  }

  requestAnimationFrame(callback: () => void): void {
    window.requestAnimationFrame(callback);
  }

  setTimeout(callback: () => void, ms?: number): number {
    return window.setTimeout(callback, ms);
  }

  clearTimeout(id: number): void {
    window.clearTimeout(id);
  }

  private root(): glassEasel.ShadowRoot | null | undefined {
    if (glassEasel.Component.isComponent(this.node)) return this.node.getShadowRoot();
    return this.node.ownerShadowRoot;
  }
}

const states = new WeakMap<GeElement, Record<string, unknown>>();

function styleText(style: Record<string, string | number>): string {
  return Object.entries(style)
    .map(([name, value]) => `${kebab(name)}:${value}`)
    .join(';');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
