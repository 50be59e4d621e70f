import { digest } from '../sha';
import type { Instant } from '../time';

/**
 * One line of a person's hours ledger (令67 art. 7: what, when, where, how long, organiser, person in
 * charge). Lines are only ever added; each carries the hash of the one before, so that a line changed,
 * left out or put in later shows (I4).
 */
export interface LedgerLine {
  readonly id: string;
  readonly accountId: string;
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** service: confirmed from presence · makeup: given but not scanned · correction: of one of these. */
  readonly kind: 'service' | 'correction' | 'makeup';
  /** Of a correction: the service or make-up line that it changes. */
  readonly corrects?: string;
  /** Whole minutes; a correction's may be negative. */
  readonly minutes: number;
  /** Sum of all lines up to and with this one. */
  readonly balance: number;
  readonly activityId: string;
  readonly slotId: string;
  readonly title: string;
  readonly venue: string;
  readonly day: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly teamId: string;
  readonly teamName: string;
  readonly confirmedBy: string;
  readonly reason: string;
  readonly at: Instant;
  readonly previous: string;
  readonly hash: string;
}

export type LineContent = Omit<LedgerLine, 'seq' | 'balance' | 'previous' | 'hash'>;
export type Head = Pick<LedgerLine, 'seq' | 'balance' | 'hash'>;

/** What stands before the first line. */
export const EMPTY: Head = { seq: 0, balance: 0, hash: '' };

const hashed = [
  'id',
  'accountId',
  'seq',
  'kind',
  'minutes',
  'balance',
  'activityId',
  'slotId',
  'title',
  'venue',
  'day',
  'start',
  'end',
  'teamId',
  'teamName',
  'confirmedBy',
  'reason',
  'at',
  'previous',
] as const satisfies readonly Exclude<keyof LedgerLine, 'hash' | 'corrects'>[];

/**
 * Over every field but the hash itself, in a fixed order. What a line corrects stands at the end and only
 * where it corrects something, so that lines without it keep the hash that they have always had.
 */
export function hashOf(line: Omit<LedgerLine, 'hash'>): string {
  const corrects = line.corrects === undefined ? [] : [line.corrects];
  return digest(JSON.stringify([...hashed.map((field) => line[field]), ...corrects]));
}

/** The next line of a ledger that ends in `head`. */
export function appendLine(head: Head, content: LineContent): LedgerLine {
  const line = {
    ...content,
    seq: head.seq + 1,
    balance: head.balance + content.minutes,
    previous: head.hash,
  };
  return { ...line, hash: hashOf(line) };
}

export type LedgerFault = 'GAP' | 'BROKEN_CHAIN' | 'ALTERED' | 'WRONG_BALANCE';

/** The line that a line is about: itself, or the one that it corrects. */
export const rootOf = (line: Pick<LedgerLine, 'id' | 'corrects'>): string => line.corrects ?? line.id;

/** What a line comes to with all that corrects it. */
export const netOf = (
  lineId: string,
  lines: readonly Pick<LedgerLine, 'id' | 'corrects' | 'minutes'>[],
): number => lines.reduce((sum, line) => (rootOf(line) === lineId ? sum + line.minutes : sum), 0);

/** Null when lines (in order, from the first) are a whole and untouched ledger; otherwise the first fault. */
export function ledgerFault(lines: readonly LedgerLine[]): { seq: number; fault: LedgerFault } | null {
  let head: Head = EMPTY;
  for (const line of lines) {
    const seq = head.seq + 1;
    if (line.seq !== seq) return { seq, fault: 'GAP' };
    if (line.previous !== head.hash) return { seq, fault: 'BROKEN_CHAIN' };
    if (line.balance !== head.balance + line.minutes) return { seq, fault: 'WRONG_BALANCE' };
    if (line.hash !== hashOf(line)) return { seq, fault: 'ALTERED' };
    head = line;
  }
  return null;
}
