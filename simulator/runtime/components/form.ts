import type { GeneralBehavior } from 'glass-easel';
import type { behavior, CodeSpace } from 'glass-easel-miniprogram-adapter';
import { domOf, glassEasel, type GeComponent, type GeElement } from '../framework/glass';
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
    // Lets lists inside a custom scroller render lazily; here everything is rendered.
    'wx://proxy-scroll-view': empty(),
  };
}

function ownControl(node: GeComponent): Control | undefined {
  if (!fieldBehavior || !node.hasBehavior(fieldBehavior)) return undefined;
  const data = node.data as { name?: string; value?: unknown };
  return {
    name: () => data.name ?? '',
    value: () => data.value,
    reset: () => node.setData({ value: '' }),
    activate: () => undefined,
  };
}

function controlOf(node: GeElement): Control | undefined {
  const dom = domOf(node);
  const builtin = dom && partsOf(dom);
  if (builtin) return builtin.control;
  return glassEasel.Component.isComponent(node) ? ownControl(node) : undefined;
}

/**
 * Every named control in the form, in the tree of components rather than the browser's: hosts that are virtual are
 * nowhere in the latter.
 */
function controls(node: GeElement): Control[] {
  const own = controlOf(node);
  const shadow = glassEasel.Component.isComponent(node) ? node.getShadowRoot() : null;
  const inner = [...(shadow?.childNodes ?? []), ...node.childNodes].flatMap((child) => {
    const element = child.asElement();
    return element ? controls(element) : [];
  });
  return own?.name() ? [own, ...inner] : inner;
}

export const form = defineBuiltin({
  tag: 'form',
  css: 'wx-form { display: block; }',
  props: { reportSubmit: false, reportSubmitTimeout: 0 },
  setup({ node, emit }) {
    return {
      act(type, button) {
        const list = controls(node);
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
