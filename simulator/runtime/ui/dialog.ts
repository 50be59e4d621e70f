/** WeChat's own dialogs: a mask with a card in the middle, or a sheet from below. */
import { el } from '../dom';
import type { OverlayLayer, PhoneHost } from '../host';

export interface Choice<T> {
  text: string;
  value: T;
  /** CSS colour of the text. */
  color?: string;
  primary?: boolean;
}

/** Shows `content` over the phone until `close` is called with the answer. A tap on the mask answers `outside`, if given. */
export function overlay<T>(
  host: PhoneHost,
  layer: OverlayLayer,
  kind: 'card' | 'sheet' | 'full',
  build: (close: (answer: T) => void) => HTMLElement,
  outside?: { answer: T },
): Promise<T> {
  return new Promise((resolve) => {
    const mask = el('div', `wx-mask wx-mask-${kind}`);
    const close = (answer: T) => {
      mask.classList.add('wx-leaving');
      window.setTimeout(unmount, 150);
      resolve(answer);
    };
    mask.append(build(close));
    mask.addEventListener('click', (event) => {
      if (outside && event.target === mask) close(outside.answer);
    });
    const unmount = host.overlay.mount(mask, layer);
  });
}

export function button(text: string, className: string, onClick: () => void): HTMLElement {
  const made = el('div', className, text);
  made.setAttribute('role', 'button');
  made.addEventListener('click', onClick);
  return made;
}

export interface CardOptions<T> {
  title?: string;
  content?: string | HTMLElement;
  choices: readonly Choice<T>[];
}

/** A card with a title, a text and buttons side by side. */
export function card<T>(host: PhoneHost, { title, content, choices }: CardOptions<T>): Promise<T> {
  return overlay<T>(host, 'modal', 'card', (close) => {
    const box = el('div', 'wx-card');
    box.setAttribute('role', 'dialog');
    if (title) box.append(el('div', 'wx-card-title', title));
    if (content !== undefined)
      box.append(typeof content === 'string' ? el('div', 'wx-card-text', content) : content);
    const buttons = choices.map(({ text, value, color }) => {
      const made = button(text, 'wx-card-button', () => close(value));
      if (color) made.style.color = color;
      return made;
    });
    box.append(el('div', 'wx-card-buttons', ...buttons));
    return box;
  });
}

/** A sheet that asks for a permission, as WeChat draws it: who asks, for what, two buttons. */
export function permission<T>(
  host: PhoneHost,
  {
    heading,
    text,
    body,
    choices,
  }: { heading: string; text: string; body?: HTMLElement; choices: readonly Choice<T>[] },
): Promise<T> {
  return overlay<T>(host, 'modal', 'sheet', (close) => {
    const box = el('div', 'wx-permission', el('div', 'wx-permission-app', appName(host)));
    box.setAttribute('role', 'dialog');
    box.append(el('div', 'wx-permission-heading', heading), el('div', 'wx-permission-text', text));
    if (body) box.append(body);
    const buttons = choices.map(({ text: label, value, primary }) =>
      button(label, `wx-permission-button${primary ? ' wx-primary' : ''}`, () => close(value)),
    );
    box.append(el('div', 'wx-permission-buttons', ...buttons));
    return box;
  });
}

/** A list of choices from below; answers null when it is dismissed. */
export function actionSheet<T>(
  host: PhoneHost,
  title: string,
  choices: readonly Choice<T>[],
): Promise<T | null> {
  return overlay<T | null>(
    host,
    'sheet',
    'sheet',
    (close) => {
      const sheet = el('div', 'wx-sheet');
      if (title) sheet.append(el('div', 'wx-sheet-title', title));
      for (const { text, value, color } of choices) {
        const item = button(text, 'wx-sheet-item', () => close(value));
        if (color) item.style.color = color;
        sheet.append(item);
      }
      sheet.append(button('取消', 'wx-sheet-item wx-sheet-cancel', () => close(null)));
      return sheet;
    },
    { answer: null },
  );
}

/** The name the app gives itself in its navigation bar. */
export function appName(host: PhoneHost): string {
  const frame = host.appConfig['window'] as { navigationBarTitleText?: string } | undefined;
  return frame?.navigationBarTitleText ?? '小程序';
}
