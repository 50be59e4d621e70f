import { defineBuiltin } from './define';
import { el } from '../dom';
import { TEXT_INERT, TEXT_PROPS, textField } from './text-field';

/** Keyboards of WeChat's types; what may be typed stays the page's business, as in WeChat. */
const KEYBOARDS: Readonly<Record<string, string>> = {
  number: 'numeric',
  digit: 'decimal',
  idcard: 'text',
  tel: 'tel',
};

export const input = defineBuiltin({
  tag: 'input',
  css: `
wx-input { display: block; position: relative; height: 1.4rem; min-height: 1.4rem; overflow: hidden; white-space: nowrap; cursor: text; }
wx-input > input { width: 100%; height: 100%; min-height: inherit; padding: 0; border: 0; margin: 0; outline: none; background: none;
  font: inherit; line-height: inherit; color: inherit; text-align: inherit; letter-spacing: inherit; -webkit-text-fill-color: currentcolor; opacity: 1; }
.wx-placeholder { position: absolute; inset: 0; padding: inherit; display: grid; align-content: center; color: gray; pointer-events: none; overflow: hidden; text-overflow: ellipsis; }
.wx-placeholder[hidden] { display: none; }
`,
  props: { ...TEXT_PROPS, type: 'text', password: false },
  inert: [
    ...TEXT_INERT,
    'safePasswordCertPath',
    'safePasswordLength',
    'safePasswordTimeStamp',
    'safePasswordNonce',
    'safePasswordSalt',
    'safePasswordCustomHash',
  ],
  setup(context) {
    const { props, emit } = context;
    const field = el('input');
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      emit('confirm', { value: field.value });
      if (!props.confirmHold) field.blur();
    });
    const parts = textField(context, field);
    return {
      ...parts,
      changed(names) {
        field.type = props.password || props.type === 'safe-password' ? 'password' : 'text';
        field.inputMode = KEYBOARDS[props.type] ?? 'text';
        parts.changed?.(names);
      },
    };
  },
});
