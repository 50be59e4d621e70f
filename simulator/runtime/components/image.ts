import { defineBuiltin, type Context } from './define';
import { el } from '../dom';

/** How each mode fills its box, and where what overflows is cut. */
/** `scaleToFill`, which an image has that names no way. */
const WHOLE = ['fill', 'center'] as const;

const FITS: Readonly<Record<string, readonly [fit: string, position: string]>> = {
  scaleToFill: WHOLE,
  aspectFit: ['contain', 'center'],
  aspectFill: ['cover', 'center'],
  widthFix: ['fill', 'center'],
  heightFix: ['fill', 'center'],
  top: ['none', 'top'],
  bottom: ['none', 'bottom'],
  center: ['none', 'center'],
  left: ['none', 'left'],
  right: ['none', 'right'],
  'top left': ['none', 'top left'],
  'top right': ['none', 'top right'],
  'bottom left': ['none', 'bottom left'],
  'bottom right': ['none', 'bottom right'],
};

const PROPS = { src: '', mode: 'scaleToFill', lazyLoad: false };

function setupImage({ root, node, host, props, emit }: Context<typeof PROPS>) {
  const picture = el('img', 'wx-image-picture');
  picture.draggable = false;
  picture.alt = '';
  root.append(picture);
  const show = (shown: boolean) => picture.classList.toggle('wx-image-failed', !shown);
  picture.addEventListener('load', () => {
    show(true);
    emit('load', { width: picture.naturalWidth, height: picture.naturalHeight });
  });
  picture.addEventListener('error', () => {
    show(false);
    if (props.src) emit('error', { errMsg: `GET ${props.src} 404 (Not Found)` });
  });
  return {
    changed(names: ReadonlySet<string>) {
      const fit = FITS[props.mode];
      if (!fit && names.has('mode')) host.missing(`image mode="${props.mode}"`);
      [picture.style.objectFit, picture.style.objectPosition] = fit ?? WHOLE;
      root.dataset.mode = props.mode;
      picture.loading = props.lazyLoad ? 'lazy' : 'eager';
      if (!names.has('src')) return;
      if (props.src) picture.src = host.resolveResource(props.src, node.ownerShadowRoot?.getHostNode().is);
      else picture.removeAttribute('src');
    },
  };
}

const INERT = ['webp', 'showMenuByLongpress', 'fadeIn', 'fadeShow', 'referrerPolicy'];

export const image = defineBuiltin({
  tag: 'image',
  values: { mode: Object.keys(FITS) },
  css: `
wx-image { display: inline-block; width: 320px; height: 240px; overflow: hidden; }
.wx-image-picture { display: block; width: 100%; height: 100%; border-radius: inherit; }
.wx-image-picture:not([src]), .wx-image-failed { visibility: hidden; }
wx-image[data-mode='widthFix'] { height: auto !important; }
wx-image[data-mode='widthFix'] > .wx-image-picture { height: auto; }
wx-image[data-mode='heightFix'] { width: auto !important; }
wx-image[data-mode='heightFix'] > .wx-image-picture { width: auto; }
`,
  props: PROPS,
  inert: INERT,
  setup: setupImage,
});

export const coverImage = defineBuiltin({
  tag: 'cover-image',
  css: 'wx-cover-image { display: inline-block; overflow: hidden; }',
  props: { ...PROPS, mode: 'scaleToFill' },
  setup: setupImage,
});
