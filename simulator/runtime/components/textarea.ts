import { defineBuiltin } from './define';
import { el } from '../dom';
import { TEXT_INERT, TEXT_PROPS, textField } from './text-field';

/** Of itself, also when the size of the text changes under it. */
const GROWS_ALONE = CSS.supports('field-sizing', 'content');

export const textarea = defineBuiltin({
  tag: 'textarea',
  css: `
wx-textarea { display: block; position: relative; width: 300px; height: 150px; overflow: hidden; cursor: text; }
wx-textarea > textarea { display: block; width: 100%; height: 100%; padding: 0; border: 0; margin: 0; outline: none; resize: none; background: none;
  font: inherit; line-height: inherit; color: inherit; text-align: inherit; letter-spacing: inherit; }
wx-textarea > .wx-placeholder { align-content: start; white-space: pre-wrap; }
wx-textarea:where([auto-height]) { height: auto; min-height: 1.4em; }
wx-textarea[auto-height] > textarea { field-sizing: content; }
`,
  props: { ...TEXT_PROPS, autoHeight: false },
  inert: [...TEXT_INERT, 'disableDefaultPadding', 'adjustKeyboardTo'],
  setup(context) {
    const { root, props, emit } = context;
    const field = el('textarea');
    const last = { height: 0, lines: 0 };
    const grow = () => {
      if (!root.isConnected) return;
      field.style.height = props.autoHeight ? 'auto' : '100%';
      const height = field.scrollHeight;
      if (props.autoHeight && !GROWS_ALONE) field.style.height = `${height}px`;
      const lineHeight =
        parseFloat(getComputedStyle(field).lineHeight) || parseFloat(getComputedStyle(field).fontSize) * 1.4;
      const lineCount = Math.max(1, Math.round(height / lineHeight));
      if (last.lines === lineCount && last.height === height) return;
      const first = last.lines === 0;
      last.lines = lineCount;
      last.height = height;
      if (!first && props.autoHeight)
        emit('linechange', { height, heightRpx: height / context.host.rpx(1), lineCount, lineHeight });
    };
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing || props.confirmType === 'return' || event.shiftKey)
        return;
      if (props.confirmType === 'done') return;
      event.preventDefault();
      emit('confirm', { value: field.value });
      if (!props.confirmHold) field.blur();
    });
    field.rows = 1;
    const parts = textField(context, field, grow);
    return {
      ...parts,
      changed(names) {
        root.toggleAttribute('auto-height', props.autoHeight);
        parts.changed?.(names);
      },
    };
  },
});
