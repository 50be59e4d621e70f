import { PAPER, type Sheet, type Stroke } from './paper';

type Canvas = WechatMiniprogram.Canvas;
type Picture = WechatMiniprogram.Image;

/** The mini-program code, ready to be drawn; null when there is none. */
export function loadCode(canvas: Canvas, base64: string | null): Promise<Picture | null> {
  if (base64 === null) return Promise.resolve(null);
  return new Promise((resolve) => {
    const picture = canvas.createImage();
    picture.onload = () => resolve(picture);
    // Without it the code is typed from the paper.
    picture.onerror = () => resolve(null);
    picture.src = `data:image/png;base64,${base64}`;
  });
}

/** Draws one sheet over whatever was there. */
export function paint(canvas: Canvas, sheet: Sheet, code: Picture | null): void {
  canvas.width = PAPER.width;
  canvas.height = PAPER.height;
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, PAPER.width, PAPER.height);
  for (const stroke of sheet) draw(context, stroke, code);
}

function draw(
  context: WechatMiniprogram.CanvasRenderingContext.CanvasRenderingContext2D,
  stroke: Stroke,
  code: Picture | null,
): void {
  if (stroke.kind === 'box') {
    context.fillStyle = stroke.ink;
    context.fillRect(stroke.x, stroke.y, stroke.width, stroke.height);
  } else if (stroke.kind === 'code') {
    if (code) context.drawImage(code, stroke.x, stroke.y, stroke.size, stroke.size);
  } else {
    context.fillStyle = stroke.ink;
    context.textAlign = stroke.align;
    context.textBaseline = 'alphabetic';
    context.font = `${stroke.bold ? 'bold ' : ''}${stroke.size}px sans-serif`;
    context.fillText(stroke.text, stroke.x, stroke.y);
  }
}

/** Good enough to print, a few hundred kilobytes a sheet. */
const QUALITY = 0.9;

/** What stands on the canvas, as a picture in a temporary file; answers its path. */
export async function pictureOf(canvas: Canvas): Promise<string> {
  const { width, height } = PAPER;
  const size = { width, height, destWidth: width, destHeight: height };
  const { tempFilePath } = await wx.canvasToTempFilePath({
    canvas,
    fileType: 'jpg',
    quality: QUALITY,
    ...size,
  });
  return tempFilePath;
}

/** The page's canvas of this id, once the page has drawn its frame; null when there is none. */
export function canvasOf(selector: string): Promise<Canvas | null> {
  return new Promise((resolve) =>
    wx
      .createSelectorQuery()
      .select(selector)
      .fields({ node: true, size: true })
      .exec((found: readonly ({ node?: Canvas } | null)[]) => resolve(found[0]?.node ?? null)),
  );
}
