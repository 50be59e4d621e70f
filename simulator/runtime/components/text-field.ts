/** What <input> and <textarea> share: value, placeholder, focus, selection, length, and WeChat's events. */
import type { Context, Parts, Widen } from './define';
import { el, scopedClasses, swallow } from '../dom';

export const TEXT_PROPS = {
  /** Any type: numbers are shown as text, nothing as empty. */
  value: null,
  name: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  confirmType: 'done',
  confirmHold: false,
  cursor: -1,
  selectionStart: -1,
  selectionEnd: -1,
  cursorColor: '',
};

export const TEXT_INERT = [
  'cursorSpacing',
  'adjustPosition',
  'holdKeyboard',
  'alwaysEmbed',
  'showConfirmBar',
  'fixed',
];

type TextContext = Context<Widen<typeof TEXT_PROPS>>;
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function showPlaceholder({ node, host, props }: TextContext, placeholder: HTMLElement, field: Field): void {
  placeholder.textContent = props.placeholder;
  placeholder.className = ['wx-placeholder', ...scopedClasses(node, props.placeholderClass)].join(' ');
  placeholder.style.cssText = host.convertStyle(props.placeholderStyle);
  placeholder.hidden = field.value !== '';
}

function applySelection({ props }: TextContext, field: Field): void {
  if (props.selectionStart >= 0 && props.selectionEnd >= 0) {
    field.setSelectionRange(props.selectionStart, props.selectionEnd);
  } else if (props.cursor >= 0) field.setSelectionRange(props.cursor, props.cursor);
}

/** A handler of bindinput may answer with the text that shall stand there instead. */
function replacement(answer: unknown): { value: string; cursor?: number } | undefined {
  if (typeof answer === 'string') return { value: answer };
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'value' in answer &&
    typeof answer.value === 'string'
  ) {
    const cursor = 'cursor' in answer && typeof answer.cursor === 'number' ? answer.cursor : undefined;
    return { value: answer.value, ...(cursor === undefined ? {} : { cursor }) };
  }
  return undefined;
}

function listen(context: TextContext, field: Field, refresh: () => void): void {
  const { emit, set, props } = context;
  let keyCode = 0;
  field.addEventListener('keydown', (event) => (keyCode = (event as KeyboardEvent).keyCode));
  field.addEventListener('input', () => {
    // Some browsers tell of a pasted text once for every line of it.
    if (field.value === textOf(props.value)) return;
    set('value', field.value);
    refresh();
    const answer = (given: unknown) => {
      const other = replacement(given);
      if (!other) return;
      field.value = other.value;
      if (other.cursor !== undefined) field.setSelectionRange(other.cursor, other.cursor);
      set('value', other.value);
      refresh();
    };
    const cursor = field.selectionStart ?? field.value.length;
    emit('input', { value: field.value, cursor, keyCode }, { answer });
  });
  field.addEventListener('focus', () => {
    applySelection(context, field);
    emit('focus', { value: field.value, height: 0 });
  });
  field.addEventListener('blur', () => {
    if (props.focus) set('focus', false);
    emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 });
  });
  swallow(field, 'input', 'change');
}

/** Builds the field into the component's host element. `resized` runs whenever the text may have changed. */
export function textField(context: TextContext, field: Field, resized: () => void = () => undefined): Parts {
  const { root, node, props, set } = context;
  const placeholder = el('div', 'wx-placeholder');
  root.append(placeholder, field);
  const refresh = () => {
    placeholder.hidden = field.value !== '';
    resized();
  };
  listen(context, field, refresh);
  root.addEventListener('click', () => field.focus());
  const initial = { value: '' };
  return {
    changed(names) {
      if (names.has('value') && field.value !== textOf(props.value)) field.value = textOf(props.value);
      field.disabled = props.disabled;
      field.ariaLabel = String(node.data['ariaLabel'] ?? '');
      if (props.maxlength < 0) field.removeAttribute('maxlength');
      else field.maxLength = props.maxlength;
      field.enterKeyHint = props.confirmType === 'return' ? 'enter' : props.confirmType;
      field.style.caretColor = props.cursorColor;
      showPlaceholder(context, placeholder, field);
      if (names.has('focus') && root.isConnected) {
        if (props.focus) field.focus();
        else if (document.activeElement === field) field.blur();
      }
      resized();
    },
    attached() {
      initial.value = textOf(props.value);
      if (props.focus || props.autoFocus) requestAnimationFrame(() => field.focus());
      resized();
    },
    control: {
      name: () => props.name,
      value: () => field.value,
      reset: () => {
        set('value', initial.value);
        field.value = initial.value;
        refresh();
      },
      activate: () => field.focus(),
    },
  };
}
