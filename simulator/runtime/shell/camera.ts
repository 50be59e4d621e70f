/** The phone's camera: it sees the other phone's screen, a picture that is chosen, or text that is pasted. */
import jsQR from 'jsqr';

import type { Camera, Overlay, Scan } from '../host';
import { element, button } from './dom';

const LOOK_MS = 400;
/** A code drawn small is enlarged, and given the quiet margin that readers want. */
const CODE_PIXELS = 600;
const MARGIN = 40;

export class PhoneCamera implements Camera {
  private next: string | undefined;

  constructor(
    private readonly overlay: Overlay,
    /** The document of the other phone; undefined where there is none. */
    private readonly other: () => Document | undefined,
  ) {}

  /** The next scan sees this text at once: for tests. */
  put(text: string): void {
    this.next = text;
  }

  scan(): Promise<Scan | null> {
    const prepared = this.next;
    this.next = undefined;
    if (prepared !== undefined) return Promise.resolve(toScan(prepared));
    return new Promise((resolve) => this.open(resolve));
  }

  private open(done: (scan: Scan | null) => void): void {
    const view = element(
      'div',
      { class: 'view' },
      element('p', {}, '把另一台手机上的二维码打开，就会自动识别'),
    );
    const text = element('textarea', { placeholder: '或者把码的内容粘贴在这里', 'aria-label': '码的内容' });
    const panel = element('div', { class: 'camera', role: 'dialog', 'aria-label': '扫一扫' });
    const close = this.overlay.mount(panel, 'camera');
    const finish = (scan: Scan | null): void => {
      clearInterval(timer);
      close();
      done(scan);
    };
    const timer = setInterval(() => {
      const seen = this.look(view);
      if (seen !== undefined) finish(toScan(seen));
    }, LOOK_MS);
    panel.append(
      element('p', {}, '扫一扫'),
      view,
      this.picker((seen) => finish(toScan(seen)), view),
      text,
      button('用粘贴的内容', () => {
        if (text.value.trim() !== '') finish(toScan(text.value.trim()));
      }),
      button('取消', () => finish(null)),
    );
  }

  private look(view: HTMLElement): string | undefined {
    const document = this.other();
    if (!document) return undefined;
    for (const picture of document.querySelectorAll<HTMLCanvasElement | HTMLImageElement>('canvas, img')) {
      if (!picture.checkVisibility()) continue;
      const canvas = draw(picture);
      const text = canvas && read(canvas);
      if (text === undefined) continue;
      view.replaceChildren(canvas as HTMLCanvasElement);
      return text;
    }
    return undefined;
  }

  private picker(found: (text: string) => void, view: HTMLElement): HTMLElement {
    const input = element('input', { type: 'file', accept: 'image/*', hidden: '' });
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (!file) return;
      void createImageBitmap(file).then((bitmap) => {
        const canvas = draw(bitmap);
        const text = canvas && read(canvas);
        if (text !== undefined) found(text);
        else view.replaceChildren(element('p', {}, '这张图片里没有找到二维码'));
      });
    });
    return element(
      'div',
      {},
      input,
      button('选一张图片', () => input.click()),
    );
  }
}

function draw(picture: HTMLCanvasElement | HTMLImageElement | ImageBitmap): HTMLCanvasElement | undefined {
  const [width, height] =
    'naturalWidth' in picture
      ? [picture.naturalWidth, picture.naturalHeight]
      : [picture.width, picture.height];
  if (width < 20 || height < 20) return undefined;
  const scale = Math.max(1, CODE_PIXELS / width);
  const canvas = document.createElement('canvas');
  canvas.width = width * scale + MARGIN * 2;
  canvas.height = height * scale + MARGIN * 2;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = false;
  context.drawImage(picture, MARGIN, MARGIN, width * scale, height * scale);
  return canvas;
}

/** Pictures of other origins cannot be read, as they could not be by a page. */
function read(canvas: HTMLCanvasElement): string | undefined {
  try {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
    return pixels && jsQR(pixels.data, pixels.width, pixels.height)?.data;
  } catch {
    return undefined;
  }
}

/** A mini-program code of the local cloud carries its page, with the query, behind a scheme of its own. */
function toScan(text: string): Scan {
  const path = /^wxacode:\/?(.*)$/.exec(text)?.[1];
  return path === undefined
    ? { result: text, scanType: 'QR_CODE' }
    : { result: '', scanType: 'WX_CODE', path };
}
