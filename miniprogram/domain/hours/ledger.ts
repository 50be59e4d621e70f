import { digest } from '../sha';
import { MINUTE, type Instant } from '../time';

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

/** LOST: it no longer reaches what was sealed · UNFOUNDED: it rests on no presence and no decision. */
export type LedgerFault = 'GAP' | 'BROKEN_CHAIN' | 'ALTERED' | 'WRONG_BALANCE' | 'LOST' | 'UNFOUNDED';

export interface FaultFound {
  readonly seq: number;
  readonly fault: LedgerFault;
}

/** The line that a line is about: itself, or the one that it corrects. */
export const rootOf = (line: Pick<LedgerLine, 'id' | 'corrects'>): string => line.corrects ?? line.id;

/** What a line comes to with all that corrects it. */
export const netOf = (
  lineId: string,
  lines: readonly Pick<LedgerLine, 'id' | 'corrects' | 'minutes'>[],
): number => lines.reduce((sum, line) => (rootOf(line) === lineId ? sum + line.minutes : sum), 0);

/** Null when lines (in order, from the first) are a whole and untouched ledger; otherwise the first fault. */
export function ledgerFault(lines: readonly LedgerLine[], start: Head = EMPTY): FaultFound | null {
  let head = start;
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

/** Where a ledger ended when it was last found whole; place 0 where it never was. */
export type SealedHead = Pick<LedgerLine, 'seq' | 'hash'>;

/** As ledgerFault; and the ledger still reaches, line for line, where it ended when it was found whole. */
export function faultAgainst(head: SealedHead, lines: readonly LedgerLine[]): FaultFound | null {
  return ledgerFault(lines) ?? (head.seq === 0 || bears(lines[head.seq - 1], head) ? null : lost(head));
}

/** The same, of the lines from that end on alone: its last line first. */
export function faultSince(head: SealedHead, lines: readonly LedgerLine[]): FaultFound | null {
  if (head.seq === 0) return ledgerFault(lines);
  const [last, ...later] = lines;
  return last && bears(last, head) ? ledgerFault(later, last) : lost(head);
}

const lost = ({ seq }: SealedHead): FaultFound => ({ seq, fault: 'LOST' });

const bears = (line: LedgerLine | undefined, { seq, hash }: SealedHead): boolean =>
  line?.seq === seq && line.hash === hash && hashOf(line) === hash;

/** Of a ledger that was never read. */
export const NEVER_SEALED: SealedHead = { seq: 0, hash: '' };

/** What is known of a ledger without reading it: some of its lines, and what the nightly reading last knew of it. */
export interface LedgerKnown {
  /** At least those at the places where it is looked at: where it was sealed, and where it is to end. */
  readonly lines: readonly LedgerLine[];
  readonly sealed: SealedHead;
  /** The first line that the reading found something wrong with; null where it found nothing. */
  readonly brokenAt: number | null;
}

/**
 * Whether it still ends here as it did, or did then; bears what was sealed up to there; and was found broken nowhere
 * before. What is wrong after it takes nothing from what was before.
 */
export function reaches({ lines, sealed, brokenAt }: LedgerKnown, head: SealedHead): boolean {
  const isBorne = (end: SealedHead): boolean =>
    bears(
      lines.find((line) => line.seq === end.seq),
      end,
    );
  const wasSealed = sealed.seq > 0 && sealed.seq <= head.seq;
  return (brokenAt === null || brokenAt > head.seq) && isBorne(head) && (!wasSealed || isBorne(sealed));
}

/** Whether hours may be certified from it: it ends in its last line, reaches what was sealed, and was never found broken. */
export function isSound(known: LedgerKnown): boolean {
  const last = Math.max(0, ...known.lines.map((line) => line.seq));
  const head = known.lines.find((line) => line.seq === last) ?? NEVER_SEALED;
  if (known.brokenAt !== null || known.sealed.seq > last) return false;
  return last === 0 || reaches(known, head);
}

/**
 * Null when each of these lines, in order, is as it was written, and goes on from the one before it where that is among
 * them; otherwise the first fault. Whether others are missing between them only the whole ledger tells.
 */
export function partFault(lines: readonly LedgerLine[]): FaultFound | null {
  let before: Head = EMPTY;
  for (const line of lines) {
    const { seq } = line;
    if (seq <= before.seq) return { seq, fault: 'GAP' };
    const fault = seq === before.seq + 1 ? ledgerFault([line], before) : null;
    if (fault) return fault;
    if (line.hash !== hashOf(line)) return { seq, fault: 'ALTERED' };
    before = line;
  }
  return null;
}

/** What a line may rest on: the presence of that person in that shift, or a case that was approved. */
export interface Grounds {
  readonly wasThere: boolean;
  readonly approved: readonly {
    readonly accountId: string;
    readonly bookAs: string;
    readonly minutes: number;
  }[];
}

/** Nobody's word in the database alone makes hours: a line without grounds was put there past the system. */
export function isFounded(line: LedgerLine, { wasThere, approved }: Grounds): boolean {
  const { id, accountId, kind, minutes, start, end } = line;
  const decided = approved.some(
    (one) => one.bookAs === id && one.accountId === accountId && one.minutes === minutes,
  );
  const fits = minutes > 0 && minutes * MINUTE <= end - start;
  return decided || (kind === 'service' && wasThere && fits);
}
