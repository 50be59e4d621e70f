import { defineBuiltin, partsOf } from './define';
import { clamp, el, onDrag, scopedClasses } from '../dom';

const BAND = 34;
const MOMENTUM_MS = 180;

/** The columns' rests are told to the picker-view around them. */
function tellView(root: HTMLElement): void {
  const view = root.closest<HTMLElement>('wx-picker-view');
  if (view) partsOf(view)?.picked?.(root);
}

const columns = new WeakMap<
  HTMLElement,
  { index: number; show(index: number): void; pickstart?: () => void }
>();

export const pickerViewColumn = defineBuiltin({
  tag: 'picker-view-column',
  css: `
wx-picker-view-column { display: block; position: relative; flex: 1; min-width: 0; height: 100%; overflow: hidden; touch-action: none; cursor: grab; }
.wx-picker-column-strip { position: absolute; left: 0; right: 0; top: 50%; }
.wx-picker-column-strip > * { height: ${BAND}px; overflow: hidden; }
`,
  props: {},
  setup({ root }) {
    const strip = el('div', 'wx-picker-column-strip');
    root.append(strip);
    let offset = 0;
    const row = () => (strip.firstElementChild as HTMLElement | null)?.offsetHeight || BAND;
    const draw = (to: number, animated: boolean) => {
      offset = to;
      strip.style.transition = animated ? 'transform .2s' : 'none';
      strip.style.transform = `translateY(${-offset - row() / 2}px)`;
    };
    const state = {
      index: 0,
      show(index: number) {
        state.index = clamp(index, 0, Math.max(0, strip.children.length - 1));
        draw(state.index * row(), false);
      },
    };
    columns.set(root, state);
    const rest = (index: number) => {
      const before = state.index;
      state.index = clamp(index, 0, Math.max(0, strip.children.length - 1));
      draw(state.index * row(), true);
      if (state.index !== before) tellView(root);
    };
    let from = 0;
    onDrag(root, {
      axis: 'y',
      start: () => void (from = offset),
      move: (delta) => draw(clamp(from - delta.y, -row(), strip.children.length * row()), false),
      end: (_delta, velocity) => rest(Math.round((offset - velocity.y * MOMENTUM_MS) / row())),
    });
    root.addEventListener(
      'wheel',
      (event) => (event.preventDefault(), rest(state.index + Math.sign(event.deltaY))),
    );
    const observer = new MutationObserver(() => state.show(state.index));
    observer.observe(strip, { childList: true });
    return { slot: strip, attached: () => state.show(state.index), detached: () => observer.disconnect() };
  },
});

export const pickerView = defineBuiltin({
  tag: 'picker-view',
  css: `
wx-picker-view { display: block; position: relative; overflow: hidden; }
.wx-picker-view-columns { display: flex; width: 100%; height: 100%; }
.wx-picker-view-mask { position: absolute; inset: 0; pointer-events: none; background: linear-gradient(rgba(255,255,255,.95), rgba(255,255,255,.5) 45%, transparent 45%, transparent 55%, rgba(255,255,255,.5) 55%, rgba(255,255,255,.95)); }
.wx-picker-view-indicator { position: absolute; left: 0; right: 0; top: 50%; height: ${BAND}px; transform: translateY(-50%); pointer-events: none; border-top: 1px solid #e5e5e5; border-bottom: 1px solid #e5e5e5; }
`,
  props: { value: null, indicatorStyle: '', indicatorClass: '', maskStyle: '', maskClass: '', name: '' },
  inert: ['immediateChange'],
  setup({ root, node, host, props, emit, set }) {
    const area = el('div', 'wx-picker-view-columns');
    const mask = el('div');
    const indicator = el('div');
    root.append(area, mask, indicator);
    const found = () =>
      [...area.querySelectorAll<HTMLElement>('wx-picker-view-column')].map((each) => columns.get(each));
    const values = () => found().map((column) => column?.index ?? 0);
    const show = () => {
      const given = Array.isArray(props.value) ? (props.value as number[]) : [];
      found().forEach((column, at) => column?.show(given[at] ?? column.index));
    };
    return {
      slot: area,
      changed(names) {
        mask.className = ['wx-picker-view-mask', ...scopedClasses(node, props.maskClass)].join(' ');
        mask.style.cssText = host.convertStyle(props.maskStyle);
        indicator.className = ['wx-picker-view-indicator', ...scopedClasses(node, props.indicatorClass)].join(
          ' ',
        );
        indicator.style.cssText = host.convertStyle(props.indicatorStyle);
        if (names.has('value') && root.isConnected) requestAnimationFrame(show);
      },
      attached: () => requestAnimationFrame(show),
      picked: () => {
        const value = values();
        set('value', value);
        emit('change', { value });
        emit('pickend', {});
      },
      control: { name: () => props.name, value: values, reset: show, activate: () => undefined },
    };
  },
});
