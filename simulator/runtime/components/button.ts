import { defineBuiltin, partsOf, type Context } from './define';
import { el } from '../dom';
import { openTypes } from './open-type';

const PROPS = {
  size: 'default',
  type: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  hoverClass: 'button-hover',
  hoverStopPropagation: false,
  hoverStartTime: 20,
  hoverStayTime: 70,
  phoneNumberNoQuotaToast: true,
};

type ButtonContext = Context<typeof PROPS & Record<string, unknown>>;

const INERT = [
  'lang',
  'sessionFrom',
  'sendMessageTitle',
  'sendMessagePath',
  'sendMessageImg',
  'appParameter',
  'showMessageCard',
  'activityType',
  'entrancePath',
  'needShowEntrance',
  'shareId',
  'shareType',
  'shareMode',
];

function act({ root, host, props }: ButtonContext, context: ButtonContext): void {
  if (props.disabled) return;
  if (props.formType === 'submit' || props.formType === 'reset') {
    const form = root.closest<HTMLElement>('wx-form');
    if (form) partsOf(form)?.act?.(props.formType, root);
  }
  if (!props.openType || props.openType === 'none') return;
  const open =
    openTypes[props.openType] ?? host.unsupported('option', `button open-type="${props.openType}"`);
  void Promise.resolve(open(context)).catch((error: unknown) =>
    host.report(error, `button ${props.openType}`),
  );
}

/** With `"style": "v2"` in app.json. TDesign asks to leave that out, because this width wins over its own. */
export const BUTTON_V2_CSS = `
wx-button { padding: 8px 24px; font-size: 17px; font-weight: 700; line-height: 1.41176471; border-radius: 4px; color: #06ae56; background-color: #f2f2f2; }
wx-button:not([size='mini']) { width: 184px; }
wx-button::after { display: none; }
wx-button[type='primary'] { background-color: #07c160; }
wx-button[type='warn'] { color: #fa5151; background-color: #f2f2f2; }
`;

export const button = defineBuiltin({
  tag: 'button',
  values: { openType: Object.keys(openTypes) },
  css: `
wx-button { display: block; position: relative; box-sizing: border-box; margin-left: auto; margin-right: auto; padding: 0 14px; font-size: 18px;
  text-align: center; text-decoration: none; line-height: 2.55555556; border-radius: 5px; overflow: hidden; color: #000; background-color: #f8f8f8; cursor: pointer; user-select: none; }
wx-button::after { content: ' '; box-sizing: border-box; position: absolute; left: 0; top: 0; width: 200%; height: 200%; border: 1px solid rgba(0, 0, 0, .2);
  transform: scale(.5); transform-origin: 0 0; border-radius: 10px; pointer-events: none; }
wx-button[size='mini'] { display: inline-block; line-height: 2.3; font-size: 13px; padding: 0 1.34em; }
wx-button[type='primary'] { color: #fff; background-color: #1aad19; }
wx-button[type='warn'] { color: #fff; background-color: #e64340; }
wx-button[plain] { color: #353535; border: 1px solid #353535; background-color: transparent; }
wx-button[plain][type='primary'] { color: #1aad19; border-color: #1aad19; background-color: transparent; }
wx-button[plain]::after { border-width: 0; }
wx-button[disabled] { color: rgba(0, 0, 0, .3); cursor: default; }
wx-button[disabled][type='primary'], wx-button[disabled][type='warn'] { color: rgba(255, 255, 255, .6); }
.button-hover { color: rgba(0, 0, 0, .6); background-color: #dedede; }
.button-hover[type='primary'] { color: rgba(255, 255, 255, .6); background-color: #179b16; }
.wx-button-loading { display: inline-block; width: 18px; height: 18px; margin-right: 5px; vertical-align: middle; border-radius: 50%; border: 2px solid rgba(0, 0, 0, .15); border-top-color: currentcolor; animation: wx-spin 1s linear infinite; }
`,
  props: PROPS,
  inert: INERT,
  setup(context) {
    const { root, node, props } = context;
    const loading = el('i', 'wx-button-loading');
    root.setAttribute('role', 'button');
    // A disabled button keeps the tap from the page.
    node.addListener('tap', () => (props.disabled ? false : undefined), { capture: true });
    root.addEventListener('click', () => act(context, context));
    return {
      changed() {
        for (const name of ['size', 'type'] as const) root.setAttribute(name, props[name]);
        for (const name of ['plain', 'disabled'] as const) root.toggleAttribute(name, props[name]);
        root.setAttribute('hover-class', props.hoverClass || 'none');
        root.setAttribute('hover-start-time', String(props.hoverStartTime));
        root.setAttribute('hover-stay-time', String(props.hoverStayTime));
        root.toggleAttribute('hover-stop-propagation', props.hoverStopPropagation);
        if (props.loading) root.prepend(loading);
        else loading.remove();
      },
    };
  },
});
