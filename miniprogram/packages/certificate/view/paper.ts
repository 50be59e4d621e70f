import type { CertificateRow, CertificateView } from '../../../domain/certificates/views';
import { minutes } from '../../../services/format';
import { box, PAPER, wrapped, write, type Sheet, type Stroke } from '../../../services/paper';
import { dateWords, dayWords, periodWords } from '../words';

const EDGE = 96;
const WIDE = PAPER.width - 2 * EDGE;
const BODY = 32;
const ROW = 24;
const SMALL = 20;
/** Columns of the list, by their left edge: day, what and where, how long (by its right edge). */
const WHAT_X = EDGE + 206;
const WHAT_WIDE = WIDE - 206 - 176;
const FIRST_END = 1390;
const LATER_TOP = 170;
const LATER_END = PAPER.height - 120;

/** What the certificate says in one sentence (令67 art. 13). */
export function sentence(view: CertificateView): string {
  const { name, volunteerNumber, services } = view;
  const number = volunteerNumber === '' ? '' : `（志愿者编号 ${volunteerNumber}）`;
  return `兹证明 ${name}${number}在 ${periodWords(view)} 参加志愿服务 ${services} 次，服务时长共计 ${minutes(view.minutes)}。明细如下：`;
}

interface Block {
  readonly height: number;
  draw(y: number): Stroke[];
}

const LINE_GAP = 1.32;

/** One line of the list, as high as its words need. */
function rowBlock(row: CertificateRow): Block {
  const title = wrapped(row.correction ? `更正：${row.title}` : row.title, ROW, WHAT_WIDE);
  const where = wrapped([row.venue, row.team].filter(Boolean).join(' · '), SMALL, WHAT_WIDE);
  const height = 18 + title.length * ROW * LINE_GAP + where.length * SMALL * LINE_GAP;
  return {
    height,
    draw: (y) => {
      const first = y + 8 + ROW;
      const below = first + (title.length - 1) * ROW * LINE_GAP;
      return [
        write(dayWords(row.day), EDGE, first, ROW - 2),
        ...title.map((text, i) => write(text, WHAT_X, first + i * ROW * LINE_GAP, ROW)),
        ...where.map((text, i) =>
          write(text, WHAT_X, below + (i + 1) * SMALL * LINE_GAP + 2, SMALL, { ink: '#5c5652' }),
        ),
        write(minutes(row.minutes), PAPER.width - EDGE, first, ROW, { align: 'right' }),
        box(EDGE, y + height - 1, WIDE, 1, '#e6e1dd'),
      ];
    },
  };
}

const HEAD_HIGH = 54;
const heading = (y: number): Stroke[] => [
  box(EDGE, y, WIDE, HEAD_HIGH, '#fbf3e4'),
  write('日期', EDGE + 12, y + 37, SMALL + 3, { bold: true }),
  write('服务内容、地点和队伍', WHAT_X, y + 37, SMALL + 3, { bold: true }),
  write('时长', PAPER.width - EDGE - 12, y + 37, SMALL + 3, { bold: true, align: 'right' }),
];

/** The red head, the number, and the sentence; answers where the list may begin. */
function opening(view: CertificateView): { strokes: Stroke[]; end: number } {
  const lines = wrapped(sentence(view), BODY, WIDE);
  const top = 318;
  return {
    strokes: [
      box(0, 0, PAPER.width, 176, '#b8231a'),
      box(0, 176, PAPER.width, 8, '#c79a3b'),
      write('志愿服务记录证明', PAPER.width / 2, 114, 64, { ink: '#ffffff', bold: true, align: 'center' }),
      write(`编号：${view.number}`, PAPER.width - EDGE, 246, 26, { ink: '#5c5652', align: 'right' }),
      ...lines.map((text, i) => write(text, EDGE, top + i * BODY * 1.6, BODY)),
    ],
    end: top + (lines.length - 1) * BODY * 1.6 + 36,
  };
}

const CODE = 220;

/** Who keeps the record, when it was made, and how to verify it. */
function closing(view: CertificateView): Stroke[] {
  const y = 1424;
  const words = EDGE + CODE + 40;
  return [
    box(EDGE, y - 20, WIDE, 2, '#c79a3b'),
    { kind: 'code', x: EDGE, y, size: CODE },
    write('微信扫码查验真伪', words, y + 36, SMALL + 3, { bold: true }),
    write('也可在小程序“查验证明”里输入编号和查验码', words, y + 76, SMALL, { ink: '#5c5652' }),
    write(`查验码 ${view.mark}`, words, y + 116, SMALL + 3, { bold: true }),
    write(`记录单位：${view.recordingUnit}`, words, y + 160, SMALL + 3),
    write(`开具日期：${dateWords(view.issuedAt)}`, words, y + 200, SMALL + 3),
    write('本证明依据平台记录开具，免费。与查验结果不一致的，以查验结果为准。', EDGE, y + 254, SMALL - 1, {
      ink: '#5c5652',
    }),
  ];
}

const foot = (view: CertificateView, page: number, pages: number): Stroke =>
  write(
    `编号 ${view.number}    第 ${page} 页，共 ${pages} 页`,
    PAPER.width / 2,
    PAPER.height - 44,
    SMALL - 1,
    {
      ink: '#5c5652',
      align: 'center',
    },
  );

/** As many pages as the list needs; the first says everything but the rest of the list. */
export function pagesOf(view: CertificateView): Sheet[] {
  const { strokes, end } = opening(view);
  const pages: Stroke[][] = [[...strokes, ...heading(end), ...closing(view)]];
  let y = end + HEAD_HIGH;
  let until = FIRST_END;
  for (const block of view.rows.map(rowBlock)) {
    if (y + block.height > until) {
      pages.push(heading(LATER_TOP - HEAD_HIGH));
      [y, until] = [LATER_TOP, LATER_END];
    }
    pages[pages.length - 1]?.push(...block.draw(y));
    y += block.height;
  }
  return pages.map((page, i) => [...page, foot(view, i + 1, pages.length)]);
}
