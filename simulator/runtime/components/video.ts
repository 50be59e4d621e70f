import { defineBuiltin } from './define';
import { el } from '../dom';

/** Browser events and WeChat's names for them. */
const EVENTS: Readonly<Record<string, string>> = {
  play: 'play',
  pause: 'pause',
  ended: 'ended',
  waiting: 'waiting',
  loadedmetadata: 'loadedmetadata',
  timeupdate: 'timeupdate',
  error: 'error',
};

export const video = defineBuiltin({
  tag: 'video',
  css: `
wx-video { display: inline-block; width: 300px; height: 225px; overflow: hidden; position: relative; background: #000; }
wx-video > video { width: 100%; height: 100%; }
`,
  props: {
    src: '',
    poster: '',
    controls: true,
    autoplay: false,
    loop: false,
    muted: false,
    objectFit: 'contain',
  },
  inert: [
    'duration',
    'title',
    'showCenterPlayBtn',
    'showFullscreenBtn',
    'showPlayBtn',
    'enableProgressGesture',
  ],
  setup({ root, host, node, props, emit }) {
    const screen = el('video');
    root.append(screen);
    for (const [type, name] of Object.entries(EVENTS)) {
      screen.addEventListener(type, () => {
        if (type === 'error' && !props.src) return;
        const { currentTime, duration, videoWidth: width, videoHeight: height } = screen;
        emit(name, { currentTime, duration, width, height });
      });
    }
    const resolve = (src: string) => host.resolveResource(src, node.ownerShadowRoot?.getHostNode().is);
    return {
      changed(names) {
        for (const name of ['controls', 'autoplay', 'loop', 'muted'] as const) screen[name] = props[name];
        screen.style.objectFit = props.objectFit;
        if (names.has('poster')) screen.poster = props.poster && resolve(props.poster);
        if (!names.has('src')) return;
        if (props.src) screen.src = resolve(props.src);
        else screen.removeAttribute('src');
      },
      detached: () => screen.pause(),
    };
  },
});
