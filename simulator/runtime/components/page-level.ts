/** Tags that act on the page as a whole: page-meta and root-portal. */
import type { PhoneHost } from '../host';
import { defineBuiltin } from './define';
import { el } from '../dom';

function pageElement(root: HTMLElement): HTMLElement {
  return root.closest<HTMLElement>('wx-page') ?? document.body;
}

function fontSize(host: PhoneHost, value: string): string {
  return value === 'system' ? `${host.fontSize}px` : value;
}

/** `100`, `100px` or `100rpx` in pixels. */
function lengthOf(host: PhoneHost, value: unknown): number {
  const text = String(value);
  return text.endsWith('rpx') ? host.rpx(parseFloat(text)) : parseFloat(text);
}

export const pageMeta = defineBuiltin({
  tag: 'page-meta',
  css: 'wx-page-meta { display: contents; }',
  props: {
    pageStyle: '',
    pageFontSize: '',
    rootFontSize: '',
    rootBackgroundColor: '',
    backgroundColor: '',
    scrollTop: null,
    scrollDuration: 300,
  },
  inert: ['backgroundTextStyle', 'backgroundColorTop', 'backgroundColorBottom', 'pageOrientation'],
  setup({ root, host, props }) {
    const apply = (names: ReadonlySet<string>) => {
      const page = pageElement(root);
      if (names.has('pageStyle')) page.style.cssText = host.convertStyle(props.pageStyle);
      if (props.pageFontSize) page.style.fontSize = host.convertStyle(fontSize(host, props.pageFontSize));
      if (props.backgroundColor) page.style.backgroundColor = props.backgroundColor;
      if (props.rootBackgroundColor) page.style.backgroundColor = props.rootBackgroundColor;
      if (props.rootFontSize) document.documentElement.style.fontSize = fontSize(host, props.rootFontSize);
      if (names.has('scrollTop') && props.scrollTop !== null) {
        host.pages.current()?.scrollTo(lengthOf(host, props.scrollTop), props.scrollDuration);
      }
    };
    return {
      changed: (names) => void (root.isConnected && apply(names)),
      attached: () => apply(new Set(['pageStyle'])),
      detached: () => void (props.rootFontSize && (document.documentElement.style.fontSize = '')),
    };
  },
});

export const rootPortal = defineBuiltin({
  tag: 'root-portal',
  css: 'wx-root-portal { display: contents; }',
  props: { enable: true },
  setup({ root, props }) {
    const slot = el('div', 'wx-portal');
    const place = () => (props.enable ? pageElement(root) : root).append(slot);
    root.append(slot);
    return {
      slot,
      changed: () => void (root.isConnected && place()),
      attached: place,
      detached: () => slot.remove(),
    };
  },
});
