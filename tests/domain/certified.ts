import {
  certificateIdOf,
  contentDigest,
  faultBefore,
  numberOf,
  select as selectFrom,
  type CertificateContent,
  type Selection,
} from '#domain/certificates/content';
import { listPage, placeAfter, type ListPage } from '#domain/certificates/list';
import { faultFor, faultIn, worthBy, type Kept } from '#domain/certificates/verify';
import { markOf } from '#domain/certificates/code';
import {
  appendLine,
  EMPTY,
  NEVER_SEALED,
  rootOf,
  type Head,
  type LedgerKnown,
  type LedgerLine,
  type LineContent,
} from '#domain/hours/ledger';
import { DAY, dayOf } from '#domain/time';
import { at } from './support';

/** Ledgers, and certificates that are made of them, without a database. */

type Period = CertificateContent['period'];
export type Night = Omit<LedgerKnown, 'lines'>;
/** As no nightly reading has seen it. */
const UNREAD: Night = { sealed: NEVER_SEALED, brokenAt: null };

/** As issuing does it: what is known of the ledger, how many lines are of the period, and then those lines. */
export function select(lines: readonly LedgerLine[], { from, to }: Period, night = UNREAD): Selection {
  const chosen = lines.filter(({ day }) => (from === null || day >= from) && (to === null || day <= to));
  const known = { ...night, lines: [...lines.slice(-1), ...lines.slice(0, -1)] };
  const fault = faultBefore(known, chosen.length);
  return fault === null ? selectFrom(chosen, { from, to }) : { fault };
}

/** A certificate that is kept, with the list that it has in the database. */
export interface Listing extends Kept {
  readonly hashes: readonly string[];
}

/** Reads a list in pages of this size, each from where the one before has ended. */
export function pagesOf(
  { content, hashes }: Listing,
  lines: readonly LedgerLine[],
  size: number,
): ListPage[] {
  const pages: ListPage[] = [];
  for (let at = 0; at < hashes.length; at += size)
    pages.push(listPage(placeAfter(pages), hashes.slice(at, at + size), content.accountId, lines));
  return pages;
}

function worthIn(kept: Listing, lines: readonly LedgerLine[], size = 2) {
  const listed = lines.filter((line) => kept.hashes.includes(line.hash)).map((line) => line.id);
  const corrected = lines.some((line) => line.seq > kept.content.head.seq && listed.includes(rootOf(line)));
  return worthBy({ whole: kept.content.list, pages: pagesOf(kept, lines, size), corrected });
}

export const stateOf = (kept: Listing, lines: readonly LedgerLine[], night = UNREAD) =>
  faultIn(kept, { ...night, lines }) ?? worthIn(kept, lines);
export const verdictOn = (mark: string, key: string, kept: Listing, lines: readonly LedgerLine[]) =>
  faultFor(mark, key, kept, { ...UNREAD, lines }) ?? worthIn(kept, lines);

export const service = (n: number, own: Partial<LineContent> = {}): LineContent => ({
  id: `s${n}`,
  accountId: 'a1',
  kind: 'service',
  minutes: 120,
  activityId: `v${n}`,
  slotId: `v${n}-1`,
  title: `第${n}次义剪`,
  venue: '甘棠社区站',
  day: dayOf(at(8) + n * DAY),
  start: at(8) + n * DAY,
  end: at(10) + n * DAY,
  teamId: 't1',
  teamName: '暖心理发队',
  confirmedBy: 'a2',
  reason: '',
  at: at(12) + n * DAY,
  ...own,
});

/** Of the same shift, and so of the same day; written later. */
export const correctionOf = (n: number, minutes: number): LineContent =>
  service(n, {
    id: `c${n}`,
    kind: 'correction',
    corrects: `s${n}`,
    minutes,
    at: at(12) + 30 * DAY,
    reason: '记错了',
  });

export function chain(contents: readonly LineContent[], from: Head = EMPTY): LedgerLine[] {
  let head = from;
  return contents.map((content) => {
    const line = appendLine(head, content);
    head = line;
    return line;
  });
}

export const longer = (ledger: readonly LedgerLine[], ...more: LineContent[]): LedgerLine[] => [
  ...ledger,
  ...chain(more, ledger[ledger.length - 1] ?? EMPTY),
];

export const EVERYTHING = { from: null, to: null };
export const KEY = 'key-of-this-certificate';

export function certified(ledger: readonly LedgerLine[], period: Period = EVERYTHING): Listing {
  const chosen = select(ledger, period);
  if (chosen.fault !== null) throw new Error(chosen.fault);
  const { fault: _none, lines, ...listed } = chosen;
  const { seq = 0, hash = '' } = ledger[ledger.length - 1] ?? {};
  const id = certificateIdOf('basis', 0, '2026');
  const content: CertificateContent = {
    id,
    number: numberOf('4112', id),
    accountId: 'a1',
    name: '张小三',
    volunteerNumber: '4112000001',
    period,
    ...listed,
    head: { seq, hash },
    recordingUnit: '测试市文明办',
    issuedAt: at(20) + 40 * DAY,
  };
  const hashes = lines.map((line) => line.hash);
  return { content, digest: contentDigest(content), revoked: false, hashes };
}

export const markFor = ({ content, digest: kept }: Kept) => markOf(KEY, content.id, kept);
