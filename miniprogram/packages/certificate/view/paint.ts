import { PAPER, type Page, type Stroke } from './paper';

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

/** Draws one page over whatever was there. */
export function paint(canvas: Canvas, page: Page, code: Picture | null): void {
  canvas.width = PAPER.width;
  canvas.height = PAPER.height;
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, PAPER.width, PAPER.height);
  for (const stroke of page) draw(context, stroke, code);
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
