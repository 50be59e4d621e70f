import { defineBuiltin, type Context } from './define';
import { installRefresher } from './refresher';

const PROPS = {
  scrollX: false,
  scrollY: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  scrollTop: null,
  scrollLeft: null,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollWithAnimation: false,
  enableFlex: false,
  showScrollbar: true,
  pagingEnabled: false,
  refresherEnabled: false,
  refresherTriggered: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: 'transparent',
};

type ScrollContext = Context<{
  [K in keyof typeof PROPS]: (typeof PROPS)[K] extends null ? unknown : (typeof PROPS)[K];
}>;

const INERT = [
  'enableBackToTop',
  'scrollAnchoring',
  'enhanced',
  'bounces',
  'fastDeceleration',
  'type',
  'enablePassive',
  'throttle',
  'usingSticky',
  'bindDraggingEvents',
  'associativeContainer',
  'reverse',
  'clip',
  'cacheExtent',
];

interface Edge {
  event: 'scrolltoupper' | 'scrolltolower';
  direction: 'top' | 'bottom' | 'left' | 'right';
  near: boolean;
}

/** Which thresholds are crossed; an event is sent when one is newly reached. */
function edges({ root, props }: ScrollContext): Edge[] {
  const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = root;
  const { upperThreshold: upper, lowerThreshold: lower } = props;
  const list: Edge[] = [];
  if (props.scrollY) {
    list.push({ event: 'scrolltoupper', direction: 'top', near: scrollTop <= upper });
    list.push({
      event: 'scrolltolower',
      direction: 'bottom',
      near: scrollHeight - clientHeight - scrollTop <= lower,
    });
  }
  if (props.scrollX) {
    list.push({ event: 'scrolltoupper', direction: 'left', near: scrollLeft <= upper });
    list.push({
      event: 'scrolltolower',
      direction: 'right',
      near: scrollWidth - clientWidth - scrollLeft <= lower,
    });
  }
  return list;
}

function listen(context: ScrollContext): void {
  const { root, emit } = context;
  const reached = new Map<string, boolean>([
    ['top', true],
    ['left', true],
  ]);
  const last = { top: 0, left: 0 };
  root.addEventListener('scroll', (event) => {
    event.stopImmediatePropagation();
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = root;
    const detail = { scrollTop, scrollLeft, scrollHeight, scrollWidth };
    emit('scroll', { ...detail, deltaX: last.left - scrollLeft, deltaY: last.top - scrollTop });
    last.top = scrollTop;
    last.left = scrollLeft;
    for (const { event: name, direction, near } of edges(context)) {
      if (near && !reached.get(direction)) emit(name, { direction });
      reached.set(direction, near);
    }
  });
  root.addEventListener(
    'touchstart',
    () => emit('dragstart', { scrollTop: root.scrollTop, scrollLeft: root.scrollLeft }),
    { passive: true },
  );
  root.addEventListener(
    'touchend',
    () => emit('dragend', { scrollTop: root.scrollTop, scrollLeft: root.scrollLeft }),
    { passive: true },
  );
}

/** A mouse drags what a finger would: the browser scrolls by the wheel only. */
function dragWithMouse({ root, props }: ScrollContext): void {
  root.addEventListener('mousedown', (down) => {
    if (down.button !== 0 || (down.target as Element).closest('[data-mouse]')) return;
    const from = { x: down.clientX + root.scrollLeft, y: down.clientY + root.scrollTop };
    const move = (event: MouseEvent) => {
      if (props.scrollX) root.scrollLeft = from.x - event.clientX;
      if (props.scrollY) root.scrollTop = from.y - event.clientY;
    };
    window.addEventListener('mousemove', move);
    window.addEventListener('mouseup', () => window.removeEventListener('mousemove', move), { once: true });
  });
}

function scrollToChild({ root, node, props }: ScrollContext, id: string): void {
  const child = node.ownerShadowRoot?.getElementById(id)?.getBackendElement() as unknown as
    HTMLElement | undefined;
  if (!child) return;
  const from = root.getBoundingClientRect();
  const to = child.getBoundingClientRect();
  const offset = props.scrollIntoViewOffset;
  root.scrollTo({
    ...(props.scrollY ? { top: root.scrollTop + to.top - from.top + offset } : {}),
    ...(props.scrollX ? { left: root.scrollLeft + to.left - from.left + offset } : {}),
    behavior: props.scrollWithAnimation ? 'smooth' : 'auto',
  });
}

/** What `SelectorQuery.node()` gives for a scroll-view. */
function scrollViewContext(context: ScrollContext): object {
  const { root, props } = context;
  return {
    scrollTo: (to: { top?: number; left?: number; animated?: boolean }) =>
      root.scrollTo({
        ...(to.top === undefined ? {} : { top: to.top }),
        ...(to.left === undefined ? {} : { left: to.left }),
        behavior: to.animated === false ? 'auto' : 'smooth',
      }),
    scrollIntoView: (selector: string) => scrollToChild(context, selector.replace(/^#/, '')),
    get scrollEnabled() {
      return props.scrollX || props.scrollY;
    },
  };
}

export const scrollView = defineBuiltin({
  tag: 'scroll-view',
  css: `
wx-scroll-view { display: block; width: 100%; overflow: hidden; -webkit-overflow-scrolling: touch; overscroll-behavior: contain; }
wx-scroll-view[data-x] { overflow-x: auto; }
wx-scroll-view[data-y] { overflow-y: auto; }
wx-scroll-view[data-flex] { display: flex; }
wx-scroll-view { scrollbar-width: none; }
wx-scroll-view[data-paging] { scroll-snap-type: both mandatory; }
`,
  props: PROPS,
  inert: INERT,
  setup(context) {
    const { root, props } = context;
    listen(context);
    dragWithMouse(context);
    const refresher = installRefresher(context);
    const behavior = () => (props.scrollWithAnimation ? 'smooth' : 'auto');
    const apply = (names: ReadonlySet<string>) => {
      if (names.has('scrollTop') && typeof props.scrollTop === 'number')
        root.scrollTo({ top: props.scrollTop, behavior: behavior() });
      if (names.has('scrollLeft') && typeof props.scrollLeft === 'number')
        root.scrollTo({ left: props.scrollLeft, behavior: behavior() });
      if (names.has('scrollIntoView') && props.scrollIntoView) scrollToChild(context, props.scrollIntoView);
    };
    return {
      changed(names) {
        root.toggleAttribute('data-x', props.scrollX);
        root.toggleAttribute('data-y', props.scrollY);
        root.toggleAttribute('data-flex', props.enableFlex);
        root.toggleAttribute('data-paging', props.pagingEnabled);
        refresher.changed(names);
        if (root.isConnected) requestAnimationFrame(() => apply(names));
      },
      attached: () =>
        requestAnimationFrame(() => apply(new Set(['scrollTop', 'scrollLeft', 'scrollIntoView']))),
      queryNode: () => scrollViewContext(context),
    };
  },
});
