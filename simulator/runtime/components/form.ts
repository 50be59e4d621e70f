import type { GeneralBehavior, GeneralComponent } from 'glass-easel';
import type { behavior, CodeSpace } from 'glass-easel-miniprogram-adapter';
import type { Builtins } from '../host';
import { componentOf, defineBuiltin, partsOf, type Control } from './define';

let fieldBehavior: GeneralBehavior | undefined;

/** Behaviours by which a page's own components take part in forms. */
export function formBehaviors(codeSpace: CodeSpace): Builtins['behaviors'] {
  const field = codeSpace
    .behavior()
    .definition({ properties: { name: { type: String, value: '' }, value: { type: null, value: '' } } })
    .register() as unknown as behavior.GeneralBehavior;
  const empty = () => codeSpace.behavior().definition({}).register() as unknown as behavior.GeneralBehavior;
  fieldBehavior = (field as unknown as { _$: GeneralBehavior })._$;
  return {
    'wx://form-field': field,
    'wx://form-field-group': empty(),
    'wx://form-field-button': empty(),
    'wx://component-export': empty(),
  };
}

function ownComponent(element: HTMLElement): Control | undefined {
  const node = (element as unknown as { __wxElement?: Partial<GeneralComponent> }).__wxElement;
  if (!node?.data || !fieldBehavior || !node.hasBehavior?.(fieldBehavior)) return undefined;
  const data = node.data as { name?: string; value?: unknown };
  return {
    name: () => data.name ?? '',
    value: () => data.value,
    reset: () => node.setData?.({ value: '' }),
    activate: () => undefined,
  };
}

/** Every named control in the form, wherever it is in the tree of components. */
function controls(root: HTMLElement): Control[] {
  const found: Control[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const control = partsOf(element)?.control ?? ownComponent(element);
    if (control?.name()) found.push(control);
  }
  return found;
}

export const form = defineBuiltin({
  tag: 'form',
  css: 'wx-form { display: block; }',
  props: { reportSubmit: false, reportSubmitTimeout: 0 },
  setup({ root, emit }) {
    return {
      act(type, button) {
        const list = controls(root);
        const target = { id: button.id, dataset: componentOf(button)?.dataset ?? {} };
        if (type === 'submit') {
          emit('submit', {
            value: Object.fromEntries(list.map((c) => [c.name(), c.value()])),
            formId: '',
            target,
          });
        } else {
          for (const control of list) control.reset();
          emit('reset', { target });
        }
      },
    };
  },
});
