import { defineBuiltin } from './define';

export const navigator = defineBuiltin({
  tag: 'navigator',
  values: { openType: ['navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack'], target: ['self'] },
  css: `
wx-navigator { display: block; cursor: pointer; }
.navigator-hover { background-color: rgba(0, 0, 0, .1); opacity: .7; }
`,
  props: {
    target: 'self',
    url: '',
    openType: 'navigate',
    delta: 1,
    hoverClass: '',
    hoverStopPropagation: null,
    hoverStartTime: null,
    hoverStayTime: null,
  },
  inert: ['appId', 'path', 'extraData', 'version', 'shortLink'],
  setup({ root, host, props, emit }) {
    const go = (): Promise<unknown> => {
      switch (props.openType) {
        case 'redirect':
          return host.pages.redirectTo(props.url);
        case 'switchTab':
          return host.pages.switchTab(props.url);
        case 'reLaunch':
          return host.pages.reLaunch(props.url);
        case 'navigateBack':
          return host.pages.navigateBack(props.delta);
        case '':
        case 'navigate':
          return host.pages.navigateTo(props.url);
        default:
          return host.unsupported('option', `navigator open-type="${props.openType}"`);
      }
    };
    root.addEventListener('click', () => {
      if (props.target === 'miniProgram') host.unsupported('option', 'navigator target="miniProgram"');
      if (!props.url && props.openType !== 'navigateBack') return;
      go().then(
        () => emit('success', { errMsg: 'navigateTo:ok' }),
        (failure: unknown) => emit('fail', failure),
      );
    });
    return {
      changed() {
        root.setAttribute('hover-class', props.hoverClass);
        for (const name of ['hoverStopPropagation', 'hoverStartTime', 'hoverStayTime'] as const) {
          const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
          if (props[name] === null || props[name] === undefined) root.removeAttribute(attribute);
          else root.setAttribute(attribute, JSON.stringify(props[name]));
        }
      },
    };
  },
});
