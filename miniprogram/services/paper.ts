/** Sheets of paper that phones draw: what stands where, and how text is broken to fit. Drawn by services/canvas.ts. */

/** A4 at 150 points an inch, drawn from the top left. */
export const PAPER = { width: 1240, height: 1754 } as const;

export type Ink = '#1f1c1a' | '#5c5652' | '#b8231a' | '#ffffff' | '#e6e1dd' | '#fbf3e4' | '#c79a3b';

export type Stroke =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly size: number;
      readonly ink: Ink;
      readonly bold: boolean;
      readonly align: 'left' | 'center' | 'right';
    }
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: Ink;
    }
  /** Where the mini-program code is put. */
  | { readonly kind: 'code'; readonly x: number; readonly y: number; readonly size: number };

export type Sheet = readonly Stroke[];

/** Latin letters and digits, and the marks that are as narrow. */
const isNarrow = (letter: string): boolean => letter < '\u0100' || /[\u2010-\u2027]/.test(letter);

/** A full-width letter is as wide as it is high, others somewhat more than half: never less than they are. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (isNarrow(letter) ? 0.62 : 1), 0) * size;

/** Numbers and Latin words stay whole, as long as they are not longer than a line. */
const PIECES = /[!-~]{1,20}|[^]/gu;
/** These may hang over the edge rather than begin a line. */
const HANGS = /^[，。；：、）”]/;

/** Broken where it is full: nothing is ever cut off. */
export function wrapped(text: string, size: number, wide: number): string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = (text.match(PIECES) ?? []).flatMap((piece) =>
    widthOf(piece, size) > wide ? [...piece] : [piece],
  );
  for (const piece of pieces) {
    if (line !== '' && widthOf(line + piece, size) > wide && !HANGS.test(piece)) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

type TextStyle = Partial<Pick<Extract<Stroke, { kind: 'text' }>, 'ink' | 'bold' | 'align'>>;

export const write = (text: string, x: number, y: number, size: number, style: TextStyle = {}): Stroke => ({
  kind: 'text',
  text,
  x,
  y,
  size,
  ink: '#1f1c1a',
  bold: false,
  align: 'left',
  ...style,
});

export const box = (x: number, y: number, width: number, height: number, ink: Ink): Stroke => ({
  kind: 'box',
  x,
  y,
  width,
  height,
  ink,
});
