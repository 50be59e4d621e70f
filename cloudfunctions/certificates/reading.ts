import { listPage, type ListPage, type ListPlace } from '#domain/certificates/list';
import type { LedgerLine } from '#domain/hours/ledger';
import { aggregate, type Stage } from '../core/database';
import { lineOf, type LineDocument } from '../hours/views';
import { LINE_PART } from './ledger';
import type { CertificateDocument } from './documents';

/** Lines of one page. Each is some 700 bytes, and an answer is to be light for whoever stands at a counter. */
export const LINES_A_PAGE = 20;

/** Which of the lines that a certificate lists were corrected after it was made: how many, in each of these documents. */
export const correctedSince: readonly Stage[] = [
  { lookup: { from: 'hours', localField: 'lines.lineId', foreignField: 'corrects', as: 'corrections' } },
  {
    addFields: {
      corrected: {
        $size: {
          $filter: { input: '$corrections', as: 'line', cond: { $gt: ['$$line.seq', '$head.seq'] } },
        },
      },
    },
  },
  { project: { corrections: 0 } },
];

interface Found {
  hashes: string[];
  ledger: LineDocument[];
  corrected: number;
}

interface Stretch {
  readonly page: ListPage;
  /** Of those lines what the ledger has now, in the order of the list. */
  readonly lines: readonly LedgerLine[];
  /** Whether a shift that it lists was corrected later. Known of the first stretch alone, and there of all of the list. */
  readonly corrected: boolean;
}

/** The next lines that a certificate lists. */
export async function readList(
  { _id, accountId }: Pick<CertificateDocument, '_id' | 'accountId'>,
  from: ListPlace,
  atMost: number,
): Promise<Stretch> {
  const [found] = await aggregate<Found>('certificates', [{ match: { _id } }], 1, [
    { project: { lines: 1, head: 1 } },
    ...(from.count === 0 ? correctedSince : []),
    { addFields: { page: { $slice: ['$lines', from.count, atMost] } } },
    { lookup: { from: 'hours', localField: 'page.lineId', foreignField: '_id', as: 'ledger' } },
    { project: { hashes: '$page.hash', corrected: 1, ledger: LINE_PART } },
  ]);
  const { hashes = [], ledger = [], corrected = 0 } = found ?? {};
  const lines = ledger.map(lineOf);
  const byHash = new Map(lines.map((line) => [line.hash, line]));
  return {
    page: listPage(from, hashes, accountId, lines),
    lines: hashes.flatMap((hash) => byHash.get(hash) ?? []),
    corrected: corrected > 0,
  };
}
