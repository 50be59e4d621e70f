import { defineBuiltin } from './define';
import { el } from '../dom';

/** A phone draws every script at once; here the font comes in pieces, which a canvas does not wait for. */
let fonts: Promise<unknown> | undefined;
export const fontsReady = (): Promise<unknown> =>
  (fonts ??= Promise.allSettled([...document.fonts].map((face) => face.load())));

/** `sans-serif` is the phone's own font, whose name is PingFang SC here. */
function withPhoneFont(context: CanvasRenderingContext2D): void {
  const plain = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'font');
  Object.defineProperty(context, 'font', {
    get: () => plain?.get?.call(context) as string,
    set: (font: string) =>
      plain?.set?.call(context, font.replace(/\bsans-serif\b/, "'PingFang SC', sans-serif")),
    configurable: true,
  });
}

/** What WeChat's canvas node can do beyond a browser's. */
export function canvasNode(canvas: HTMLCanvasElement, resolve: (src: string) => string): HTMLCanvasElement {
  const context = canvas.getContext('2d');
  if (context) withPhoneFont(context);
  return Object.assign(canvas, {
    requestAnimationFrame: (run: FrameRequestCallback) => window.requestAnimationFrame(run),
    cancelAnimationFrame: (id: number) => window.cancelAnimationFrame(id),
    createImage: () => packageImage(resolve),
    createImageData: (data: Uint8ClampedArray<ArrayBuffer>, width: number, height?: number) =>
      new ImageData(data, width, height),
    createPath2D: (path?: Path2D) => new Path2D(path),
  });
}

/** An image whose `src` may be a file of the package, of the cloud or a temporary one. */
function packageImage(resolve: (src: string) => string): HTMLImageElement {
  const image = new Image();
  const plain = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');
  return Object.defineProperty(image, 'src', {
    get: () => plain?.get?.call(image) as string,
    set: (src: string) => plain?.set?.call(image, resolve(src)),
  });
}

export const canvas = defineBuiltin({
  tag: 'canvas',
  values: { type: ['2d'] },
  css: `
wx-canvas { display: block; position: relative; width: 300px; height: 150px; }
wx-canvas > canvas { display: block; width: 100%; height: 100%; }
wx-canvas > .wx-canvas-children { position: absolute; inset: 0; pointer-events: none; }
`,
  props: { type: '', canvasId: '', disableScroll: false },
  setup({ root, host, props, node }) {
    const surface = el('canvas');
    const children = el('div', 'wx-canvas-children');
    root.append(surface, children);
    const from = () => node.ownerShadowRoot?.getHostNode().is;
    const api = canvasNode(surface, (src) => host.resolveResource(src, from()));
    return {
      slot: children,
      changed: () => void (root.style.touchAction = props.disableScroll ? 'none' : ''),
      attached: () => {
        if (props.type !== '2d') host.missing(`canvas type="${props.type}" (only 2d)`);
      },
      queryNode: () => api,
    };
  },
});
