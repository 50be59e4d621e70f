import { isWhole, rootOf, type LedgerKept, type LedgerLine } from '../hours/ledger';
import { digest } from '../sha';
import type { Instant } from '../time';
import { narrow } from '../typed';

/** One line of a certificate: a line of the hours ledger as it stood, with the hash it had there. */
export interface CertificateLine {
  readonly lineId: string;
  readonly seq: number;
  readonly hash: string;
  readonly kind: LedgerLine['kind'];
  readonly day: string;
  readonly title: string;
  readonly venue: string;
  readonly team: string;
  /** A correction's may be negative. */
  readonly minutes: number;
}

/** Days, both included; null: from the first, to the last. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** What a certificate says (令67 art. 13: time, content, recording unit), and from which ledger it was made. */
export interface CertificateContent {
  /** Year and serial. */
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly name: string;
  readonly volunteerNumber: string;
  readonly period: Period;
  /** As the ledger has them, in its order. */
  readonly lines: readonly CertificateLine[];
  readonly minutes: number;
  /** How many of the lines are services, not corrections. */
  readonly services: number;
  readonly recordingUnit: string;
  readonly issuedAt: Instant;
  /** Where the ledger ended then. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** Longer lists are split by choosing a shorter period. */
export const LINES_AT_MOST = 1000;

const ID_DIGITS = 10;

/**
 * Year and ten digits. They follow from what is certified, so that the same asked for again is the same
 * certificate; `round` counts those of it that were withdrawn, and numbers that were somebody else's.
 */
export function certificateIdOf(basis: string, round: number, year: string): string {
  const hex = digest(`certificate:${basis}:${round}`).slice(0, 12);
  return `${year}${String(Number.parseInt(hex, 16) % 10 ** ID_DIGITS).padStart(ID_DIGITS, '0')}`;
}

/** '4112-2026-0123456789' */
export const numberOf = (cityId: string, id: string): string =>
  `${cityId.toUpperCase()}-${id.slice(0, 4)}-${id.slice(4)}`;

/** The id in a number that somebody typed, with or without city, dashes and spaces; null when it is none. */
export function idInNumber(typed: string): string | null {
  return /(20\d{2}\d{10})$/.exec(narrow(typed).replace(/[^0-9]/g, ''))?.[1] ?? null;
}

/** What makes two certificates the same: whose, which days, which ledger, made on the same day. */
export function basisOf(
  content: Pick<
    CertificateContent,
    'accountId' | 'name' | 'volunteerNumber' | 'period' | 'head' | 'recordingUnit'
  >,
  day: string,
): string {
  const { accountId, name, volunteerNumber, period, head, recordingUnit } = content;
  const parts = [
    accountId,
    name,
    volunteerNumber,
    period.from,
    period.to,
    head.seq,
    head.hash,
    recordingUnit,
    day,
  ];
  return digest(JSON.stringify(parts));
}

const includes = ({ from, to }: Period, day: string): boolean =>
  (from === null || day >= from) && (to === null || day <= to);

export type Selection =
  | { readonly fault: 'BROKEN' | 'NOTHING' | 'TOO_MANY' }
  | {
      readonly fault: null;
      readonly lines: readonly CertificateLine[];
      readonly minutes: number;
      readonly services: number;
      readonly head: { readonly seq: number; readonly hash: string };
    };

/** What of a ledger belongs to a period. Nothing is certified from one that is not whole. */
export function select(kept: LedgerKept, period: Period): Selection {
  if (!isWhole(kept)) return { fault: 'BROKEN' };
  const ledger = kept.lines;
  const last = ledger[ledger.length - 1];
  // A correction belongs to the day of what it corrects, wherever it stands in the ledger.
  const days = new Map(ledger.map((line) => [line.id, line.day]));
  const chosen = ledger.filter((line) => includes(period, days.get(rootOf(line)) ?? line.day));
  const minutes = chosen.reduce((sum, line) => sum + line.minutes, 0);
  if (!last || minutes <= 0) return { fault: 'NOTHING' };
  if (chosen.length > LINES_AT_MOST) return { fault: 'TOO_MANY' };
  return {
    fault: null,
    lines: chosen.map(lineFrom),
    minutes,
    services: chosen.filter((line) => line.kind !== 'correction').length,
    head: { seq: last.seq, hash: last.hash },
  };
}

export function lineFrom(line: LedgerLine): CertificateLine {
  const { id, seq, hash, kind, day, title, venue, teamName, minutes } = line;
  return { lineId: id, seq, hash, kind, day, title, venue, team: teamName, minutes };
}

const inLine = [
  'lineId',
  'seq',
  'hash',
  'kind',
  'day',
  'title',
  'venue',
  'team',
  'minutes',
] as const satisfies readonly (keyof CertificateLine)[];

const plain = [
  'id',
  'number',
  'accountId',
  'name',
  'volunteerNumber',
  'minutes',
  'services',
  'recordingUnit',
  'issuedAt',
] as const satisfies readonly (keyof CertificateContent)[];

export const sameLine = (a: CertificateLine, b: CertificateLine): boolean =>
  inLine.every((field) => a[field] === b[field]);

/** Over every field of every line, in a fixed order: no change of any goes unseen. */
export function contentDigest(content: CertificateContent): string {
  const { period, head, lines } = content;
  return digest(
    JSON.stringify([
      plain.map((field) => content[field]),
      [period.from, period.to, head.seq, head.hash],
      lines.map((line) => inLine.map((field) => line[field])),
    ]),
  );
}
