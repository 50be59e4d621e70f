/** checkbox, radio, their groups, and switch. */
import { defineBuiltin, partsOf, type Context } from './define';
import { el } from '../dom';

const BOX_PROPS = { value: '', checked: false, disabled: false, color: '#09BB07' };

function box(kind: 'checkbox' | 'radio', { root, props, set }: Context<typeof BOX_PROPS>) {
  const mark = el('span', `wx-${kind}-mark`);
  const text = el('span', `wx-${kind}-text`);
  root.append(mark, text);
  root.setAttribute('role', kind);
  const toggle = () => {
    if (props.disabled || (kind === 'radio' && props.checked)) return;
    set('checked', !props.checked);
    const group = root.closest<HTMLElement>(`wx-${kind}-group`);
    if (group) partsOf(group)?.picked?.(root);
  };
  const initial = { checked: false };
  root.addEventListener('click', toggle);
  return {
    slot: text,
    changed: () => {
      root.classList.toggle('wx-checked', props.checked);
      root.classList.toggle('wx-disabled', props.disabled);
      root.setAttribute('aria-checked', String(props.checked));
      mark.style.setProperty('--mark', props.color);
    },
    attached: () => void (initial.checked = props.checked),
    uncheck: () => set('checked', false),
    control: {
      name: () => '',
      value: () => (props.checked ? props.value : ''),
      reset: () => set('checked', initial.checked),
      activate: toggle,
    },
  };
}

function boxes(root: HTMLElement, kind: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`wx-${kind}`)];
}

function checkedValues(root: HTMLElement, kind: string): string[] {
  return boxes(root, kind)
    .filter((each) => each.classList.contains('wx-checked'))
    .map((each) => partsOf(each)?.control?.value() as string);
}

function resetBoxes(root: HTMLElement, kind: string): void {
  for (const each of boxes(root, kind)) partsOf(each)?.control?.reset();
}

export const checkbox = defineBuiltin({
  tag: 'checkbox',
  css: `
wx-checkbox, wx-radio { display: inline-flex; align-items: center; vertical-align: middle; cursor: pointer; }
wx-checkbox.wx-disabled, wx-radio.wx-disabled { opacity: .6; }
.wx-checkbox-mark, .wx-radio-mark { box-sizing: border-box; width: 22px; height: 22px; margin-right: 5px; border: 1px solid #d1d1d1; background: #fff; border-radius: 3px; flex: none; position: relative; }
.wx-radio-mark { border-radius: 50%; }
.wx-checked > .wx-checkbox-mark::after { content: ''; position: absolute; left: 6px; top: 1px; width: 6px; height: 12px; border: solid var(--mark); border-width: 0 2px 2px 0; transform: rotate(45deg); }
wx-radio.wx-checked > .wx-radio-mark { background: var(--mark); border-color: var(--mark); }
wx-radio.wx-checked > .wx-radio-mark::after { content: ''; position: absolute; left: 7px; top: 3px; width: 5px; height: 10px; border: solid #fff; border-width: 0 2px 2px 0; transform: rotate(45deg); }
`,
  props: BOX_PROPS,
  setup: (context) => box('checkbox', context),
});

export const radio = defineBuiltin({
  tag: 'radio',
  props: BOX_PROPS,
  setup: (context) => box('radio', context),
});

export const checkboxGroup = defineBuiltin({
  tag: 'checkbox-group',
  css: 'wx-checkbox-group, wx-radio-group { display: block; }',
  props: { name: '' },
  setup: ({ root, props, emit }) => ({
    picked: () => emit('change', { value: checkedValues(root, 'checkbox') }),
    control: {
      name: () => props.name,
      value: () => checkedValues(root, 'checkbox'),
      reset: () => resetBoxes(root, 'checkbox'),
      activate: () => undefined,
    },
  }),
});

export const radioGroup = defineBuiltin({
  tag: 'radio-group',
  props: { name: '' },
  setup: ({ root, props, emit }) => ({
    picked(chosen) {
      for (const other of boxes(root, 'radio')) {
        if (other !== chosen) partsOf(other)?.uncheck?.();
      }
      emit('change', { value: checkedValues(root, 'radio')[0] ?? '' });
    },
    control: {
      name: () => props.name,
      value: () => checkedValues(root, 'radio')[0] ?? '',
      reset: () => resetBoxes(root, 'radio'),
      activate: () => undefined,
    },
  }),
});

export const switchBuiltin = defineBuiltin({
  tag: 'switch',
  css: `
wx-switch { display: inline-block; vertical-align: middle; cursor: pointer; }
wx-switch.wx-disabled { opacity: .7; }
.wx-switch-track { display: block; width: 52px; height: 32px; box-sizing: border-box; border-radius: 16px; background: #dfdfdf; position: relative; transition: background .1s; }
.wx-switch-track::after { content: ''; position: absolute; left: 1px; top: 1px; width: 30px; height: 30px; border-radius: 15px; background: #fff; box-shadow: 0 1px 3px rgba(0,0,0,.4); transition: transform .25s; }
.wx-checked > .wx-switch-track { background: var(--mark); }
.wx-checked > .wx-switch-track::after { transform: translateX(20px); }
`,
  props: { name: '', checked: false, disabled: false, type: 'switch', color: '#04BE02' },
  setup({ root, props, emit, set }) {
    const track = el('span', 'wx-switch-track');
    root.append(track);
    root.setAttribute('role', 'switch');
    const toggle = () => {
      if (props.disabled) return;
      set('checked', !props.checked);
      emit('change', { value: props.checked });
    };
    const initial = { checked: false };
    root.addEventListener('click', toggle);
    return {
      changed: () => {
        track.className = props.type === 'checkbox' ? 'wx-checkbox-mark' : 'wx-switch-track';
        root.classList.toggle('wx-checked', props.checked);
        root.classList.toggle('wx-disabled', props.disabled);
        root.setAttribute('aria-checked', String(props.checked));
        track.style.setProperty('--mark', props.color);
      },
      attached: () => void (initial.checked = props.checked),
      control: {
        name: () => props.name,
        value: () => props.checked,
        reset: () => set('checked', initial.checked),
        activate: toggle,
      },
    };
  },
});
