/** Things that only show a state: icon and progress. */
import { defineBuiltin } from './define';
import { el } from '../dom';

/** Colour and strokes (in a 24 × 24 box) of WeChat's icons; `disc` draws a filled circle beneath, in white ink. */
const ICONS: Readonly<Record<string, { color: string; path: string; disc: boolean }>> = {
  success: { color: '#09BB07', path: 'M6.5 12.5l4 4 7.5-8.5', disc: true },
  success_no_circle: { color: '#09BB07', path: 'M4 12.5l5.5 5.5L20.5 6', disc: false },
  info: { color: '#10AEFF', path: 'M12 7v.5M12 10.5v6.5', disc: true },
  warn: { color: '#F76260', path: 'M12 6.5v7M12 16.5v.5', disc: true },
  waiting: { color: '#10AEFF', path: 'M12 6.5V12.5l4 2.5', disc: true },
  cancel: { color: '#F43530', path: 'M8 8l8 8M16 8l-8 8', disc: true },
  clear: { color: '#B2B2B2', path: 'M8 8l8 8M16 8l-8 8', disc: true },
  download: { color: '#09BB07', path: 'M12 3v12M7 10.5l5 5 5-5M4 20h16', disc: false },
  search: {
    color: '#B2B2B2',
    path: 'M10.5 4a6.5 6.5 0 100 13 6.5 6.5 0 000-13zM15.5 15.5L20 20',
    disc: false,
  },
};

function iconSvg(type: string, color: string): string | undefined {
  const icon = ICONS[type];
  if (!icon) return undefined;
  const ink = color || icon.color;
  const disc = icon.disc ? `<circle cx="12" cy="12" r="11" fill="${ink}"/>` : '';
  const stroke = icon.disc ? '#fff' : ink;
  return `<svg viewBox="0 0 24 24" width="100%" height="100%" fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${disc}<path d="${icon.path}" stroke="${stroke}"/></svg>`;
}

export const icon = defineBuiltin({
  tag: 'icon',
  values: { type: Object.keys(ICONS) },
  css: 'wx-icon { display: inline-block; font-size: 0; vertical-align: middle; } .wx-icon-drawing { display: inline-block; }',
  props: { type: '', size: null, color: '' },
  setup({ root, host, props }) {
    const drawing = el('span', 'wx-icon-drawing');
    root.append(drawing);
    return {
      changed() {
        if (!props.type) return;
        const given = (props.size as string | number | null) ?? 23;
        const size = Number.isFinite(Number(given)) ? `${given}px` : String(given);
        drawing.style.cssText = host.convertStyle(`width:${size};height:${size}`);
        const svg = iconSvg(props.type, props.color);
        if (svg === undefined) host.missing(`icon type="${props.type}"`);
        drawing.innerHTML = svg ?? '';
      },
    };
  },
});

export const progress = defineBuiltin({
  tag: 'progress',
  css: `
wx-progress { display: flex; align-items: center; }
.wx-progress-bar { flex: 1; overflow: hidden; }
.wx-progress-inner { height: 100%; width: 0; }
.wx-progress-info { margin-left: 15px; white-space: nowrap; }
`,
  props: {
    percent: 0,
    showInfo: false,
    borderRadius: 0,
    fontSize: 16,
    strokeWidth: 6,
    color: '',
    activeColor: '#09BB07',
    backgroundColor: '#EBEBEB',
    active: false,
    activeMode: 'backwards',
    duration: 30,
  },
  setup({ root, props, emit }) {
    const inner = el('div', 'wx-progress-inner');
    const bar = el('div', 'wx-progress-bar', inner);
    const info = el('div', 'wx-progress-info');
    root.append(bar, info);
    root.setAttribute('role', 'progressbar');
    inner.addEventListener('transitionend', () => emit('activeend', { curPercent: props.percent }));
    return {
      changed() {
        const percent = Math.min(100, Math.max(0, props.percent));
        bar.style.cssText = `height:${props.strokeWidth}px;border-radius:${props.borderRadius}px;background:${props.backgroundColor}`;
        inner.style.background = props.color || props.activeColor;
        inner.style.transition = props.active ? `width ${props.duration * percent}ms linear` : 'none';
        if (props.active) requestAnimationFrame(() => (inner.style.width = `${percent}%`));
        else inner.style.width = `${percent}%`;
        info.hidden = !props.showInfo;
        info.textContent = `${percent}%`;
        info.style.fontSize = `${props.fontSize}px`;
        root.setAttribute('aria-valuenow', String(percent));
      },
    };
  },
});
