/** Where glass-easel, or its adapter, differs from WeChat in ways that a page can see. */
import { component } from 'glass-easel-miniprogram-adapter';

import { glassEasel, domOf } from './glass';
import type { GeComponent, GeElement } from './glass';
import { convertStyle } from './units';

interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** `origin` is the corner of the page area on the screen: positions count from there, as in WeChat's web view. */
export function patchFramework(origin: () => { left: number; top: number }): void {
  patchStyles();
  patchAria();
  patchRects(origin);
  patchObserver();
  patchMissingHandlers();
}

function patchStyles(): void {
  const prototype = glassEasel.Element.prototype as unknown as {
    setNodeStyle: (this: GeElement, style: string, segment?: number) => void;
  };
  const original = prototype.setNodeStyle;
  prototype.setNodeStyle = function (style, segment) {
    original.call(this, convertStyle(style), segment);
  };
}

/** What WeChat calls aria-role is the browser's role; the others say true and false by their names. */
function patchAria(): void {
  const prototype = glassEasel.Element.prototype as unknown as {
    setAttribute: (this: GeElement, name: string, value: unknown) => void;
  };
  const original = prototype.setAttribute;
  prototype.setAttribute = function (name, value) {
    if (!name.startsWith('aria-')) {
      original.call(this, name, value);
      return;
    }
    const known = name === 'aria-role' ? 'role' : name;
    const says = typeof value === 'boolean' ? String(value) : value;
    original.call(this, known, says === '' || says === undefined || says === null ? false : says);
  };
}

function patchRects(origin: () => { left: number; top: number }): void {
  glassEasel.Element.prototype.getBoundingClientRect = function (this: GeElement, callback) {
    const rect: Rect = domOf(this)?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0, height: 0 };
    const { left, top } = origin();
    const moved = { left: rect.left - left, top: rect.top - top, width: rect.width, height: rect.height };
    setTimeout(() => callback(moved), 0);
  };
}

type Observer = ReturnType<component.GeneralComponent['createIntersectionObserver']>;

/** No target is there in full: whatever is in view is news. */
const BEYOND = 2;

/** The adapter swallows the first report of a target that is in view from the start; WeChat gives it. */
function patchObserver(): void {
  const prototype = component.ComponentCaller.prototype as unknown as {
    createIntersectionObserver: (this: unknown, options?: { initialRatio?: number }) => Observer;
  };
  const original = prototype.createIntersectionObserver;
  prototype.createIntersectionObserver = function (options) {
    const observer = original.call(this, { ...options, initialRatio: options?.initialRatio ?? BEYOND });
    const relative = observer.relativeTo.bind(observer);
    observer.relativeTo = (selector, margins) => relative(selector, fullMargins(margins));
    const viewport = observer.relativeToViewport.bind(observer);
    observer.relativeToViewport = (margins) => viewport(fullMargins(margins));
    return observer;
  };
}

type Margins = Record<'left' | 'top' | 'right' | 'bottom', number>;

/** WeChat lets the sides that are zero be left out. */
function fullMargins(margins: Partial<Margins> | undefined): Margins {
  return { left: 0, top: 0, right: 0, bottom: 0, ...margins };
}

/** A template that names a handler which is not there is a mistake that WeChat only mutters about. */
function patchMissingHandlers(): void {
  const original = glassEasel.Component.getMethod.bind(glassEasel.Component);
  glassEasel.Component.getMethod = ((node: GeComponent, name: string) => {
    const method = original(node, name);
    if (method === undefined && name !== '') throw new Error(`${node.is}: 模板里写的方法 ${name} 不存在`);
    return method;
  }) as typeof glassEasel.Component.getMethod;
}
