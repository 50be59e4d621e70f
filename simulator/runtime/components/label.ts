import { defineBuiltin, partsOf, type Control } from './define';

function controlIn(root: HTMLElement): Control | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const control = partsOf(element)?.control;
    if (control) return control;
  }
  return undefined;
}

function insideControl(target: EventTarget | null, root: HTMLElement): boolean {
  for (
    let element = target as HTMLElement | null;
    element && element !== root;
    element = element.parentElement
  ) {
    if (partsOf(element)?.control) return true;
  }
  return false;
}

export const label = defineBuiltin({
  tag: 'label',
  css: 'wx-label { display: inline; }',
  props: { for: '' },
  setup({ root, node, props }) {
    root.addEventListener('click', (event) => {
      if (insideControl(event.target, root)) return;
      if (!props.for) return controlIn(root)?.activate();
      const target = node.ownerShadowRoot?.getElementById(props.for)?.getBackendElement();
      if (target) partsOf(target as unknown as HTMLElement)?.control?.activate();
    });
    return {};
  },
});
