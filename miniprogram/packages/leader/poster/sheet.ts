import { box, PAPER, wrapped, write, type Sheet } from '../../../services/paper';
import type { PosterModel } from './model';

const MIDDLE = PAPER.width / 2;
const WIDE = PAPER.width - 2 * 120;
const CODE = 720;

/** To hang on the spot: what to do, the code, and what it is for, readable from three steps away. */
export function sheetOf({ title, slot, times, venue }: PosterModel): Sheet {
  const centred = { align: 'center' as const };
  const head = { ...centred, ink: '#ffffff' as const, bold: true };
  const lines = [
    ...wrapped(title, 64, WIDE).map((text) => ({ text, size: 64, bold: true })),
    ...wrapped(`${slot} ${times}`, 44, WIDE).map((text) => ({ text, size: 44, bold: false })),
    ...wrapped(venue, 44, WIDE).map((text) => ({ text, size: 44, bold: false })),
  ];
  let y = 300 + CODE + 60;
  const words = lines.map(({ text, size, bold }) => {
    y += size * 1.5;
    return write(text, MIDDLE, y, size, { ...centred, bold });
  });
  return [
    box(0, 0, PAPER.width, 220, '#b8231a'),
    write('扫码签到', MIDDLE, 142, 76, head),
    { kind: 'code', x: (PAPER.width - CODE) / 2, y: 300, size: CODE },
    ...words,
    write('打开微信扫一扫，照着手机上的提示做', MIDDLE, PAPER.height - 90, 40, {
      ...centred,
      ink: '#5c5652',
    }),
  ];
}
