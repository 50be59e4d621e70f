/** Toasts, loading, modals and action sheets. */
import { el } from '../dom';
import type { PhoneHost } from '../host';
import { actionSheet, card, type Choice } from '../ui/dialog';
import { ApiFailure, asyncApis, type ApiTable } from '../api';

interface ToastOptions {
  title?: string;
  icon?: 'success' | 'error' | 'loading' | 'none';
  image?: string;
  duration?: number;
  mask?: boolean;
}

const STROKES: Readonly<Record<string, string>> = {
  success: '<path d="M8 21l9 9 16-20"/>',
  error: '<path d="M20 6v18M20 32v1"/><circle cx="20" cy="20" r="18"/>',
};

/** One toast at a time: a new one takes the place of the old. */
class Toasts {
  private remove: (() => void) | undefined;
  private timer = 0;
  private loading = false;

  constructor(private readonly host: PhoneHost) {}

  show(
    { title = '', icon = 'success', image, duration = 1500, mask = false }: ToastOptions,
    loading: boolean,
  ): void {
    this.clear();
    const box = el('div', 'wx-toast');
    box.setAttribute('role', 'status');
    if (image || icon !== 'none') {
      box.classList.add('wx-with-icon');
      box.append(this.picture(icon, image));
    }
    box.append(el('div', '', title));
    this.loading = loading;
    this.remove = this.host.overlay.mount(
      el('div', `wx-toast-layer${mask ? ' wx-blocking' : ''}`, box),
      'toast',
    );
    if (!loading) this.timer = window.setTimeout(() => this.clear(), duration);
  }

  hide(loading: boolean): void {
    if (this.loading !== loading && this.remove) return;
    this.clear();
  }

  private clear(): void {
    window.clearTimeout(this.timer);
    this.remove?.();
    this.remove = undefined;
  }

  private picture(icon: string, image: string | undefined): HTMLElement {
    if (image) {
      const picture = el('img');
      picture.src = this.host.resolveResource(image);
      return picture;
    }
    if (icon === 'loading') return el('div', 'wx-spinner');
    const drawing = el('div');
    drawing.innerHTML = `<svg viewBox="0 0 40 40" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round">${STROKES[icon] ?? ''}</svg>`;
    return drawing;
  }
}

interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

async function showModal(host: PhoneHost, options: ModalOptions): Promise<object> {
  const { title = '', content = '', showCancel = true, editable = false } = options;
  const field = el('textarea');
  field.rows = 2;
  field.value = content;
  field.placeholder = options.placeholderText ?? '';
  const cancel: Choice<boolean>[] = showCancel
    ? [{ text: options.cancelText ?? '取消', value: false, color: options.cancelColor ?? '#000000' }]
    : [];
  const confirm = await card(host, {
    title,
    ...(editable ? { content: field } : content ? { content } : {}),
    choices: [
      ...cancel,
      { text: options.confirmText ?? '确定', value: true, color: options.confirmColor ?? '#576B95' },
    ],
  });
  return { confirm, cancel: !confirm, ...(editable ? { content: confirm ? field.value : null } : {}) };
}

interface ActionSheetOptions {
  itemList: readonly string[];
  itemColor?: string;
  alertText?: string;
}

const MAX_ITEMS = 6;

async function showActionSheet(
  host: PhoneHost,
  { itemList, itemColor, alertText = '' }: ActionSheetOptions,
): Promise<object> {
  if (itemList.length > MAX_ITEMS)
    throw new ApiFailure('parameter error: itemList should not be large than 6');
  const choices = itemList.map((text, value) => ({
    text,
    value,
    ...(itemColor ? { color: itemColor } : {}),
  }));
  const tapIndex = await actionSheet(host, alertText, choices);
  if (tapIndex === null) throw new ApiFailure('cancel');
  return { tapIndex };
}

const toastsOf = new WeakMap<PhoneHost, Toasts>();

/** The one place for toasts of a phone, for other APIs that show one. */
export function toasts(host: PhoneHost): Toasts {
  const found = toastsOf.get(host) ?? new Toasts(host);
  toastsOf.set(host, found);
  return found;
}

export function interactionApis(host: PhoneHost): ApiTable {
  const shown = toasts(host);
  return asyncApis({
    showToast: (options: ToastOptions) => shown.show(options, false),
    hideToast: () => shown.hide(false),
    showLoading: (options: ToastOptions) => shown.show({ ...options, icon: 'loading' }, true),
    hideLoading: () => shown.hide(true),
    showModal: (options: ModalOptions) => showModal(host, options),
    showActionSheet: (options: ActionSheetOptions) => showActionSheet(host, options),
  });
}
