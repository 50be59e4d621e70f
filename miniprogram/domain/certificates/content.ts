import { isSound, ledgerFault, partFault, type LedgerKnown, type LedgerLine } from '../hours/ledger';
import { digest } from '../sha';
import type { Instant } from '../time';
import { narrow } from '../typed';
import { LIST_START, readOn, type ListedLine, type ListPlace } from './list';

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
  /** First and last day: as they were asked for, and where nothing was, of what it lists. */
  readonly from: string;
  readonly to: string;
  /** Where its list ends: a digest over every line, in the ledger's order. */
  readonly list: ListPlace;
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

type Fault = 'BROKEN' | 'NOTHING' | 'TOO_MANY';

export type Selection =
  | { readonly fault: Fault }
  | (Pick<CertificateContent, 'from' | 'to' | 'list' | 'minutes' | 'services'> & {
      readonly fault: null;
      readonly lines: readonly ListedLine[];
    });

/**
 * Before any line of the period is read: what stands against certifying so many lines of this ledger. A correction has
 * the day of what it corrects, so it lies in the same period.
 */
export function faultBefore(known: LedgerKnown, count: number): Fault | null {
  if (!isSound(known)) return 'BROKEN';
  if (count === 0) return 'NOTHING';
  return count > LINES_AT_MOST ? 'TOO_MANY' : null;
}

/** A certificate of these lines: all of the period, in order. Nothing is certified from lines that do not hold. */
export function select(lines: readonly LedgerLine[], period: Period): Selection {
  const isAll = period.from === null && period.to === null;
  if (isAll ? ledgerFault(lines) : partFault(lines)) return { fault: 'BROKEN' };
  const minutes = lines.reduce((sum, line) => sum + line.minutes, 0);
  if (minutes <= 0) return { fault: 'NOTHING' };
  const days = lines.map((line) => line.day).sort();
  return {
    fault: null,
    from: period.from ?? days[0] ?? '',
    to: period.to ?? days[days.length - 1] ?? '',
    lines: lines.map(({ id, hash }) => ({ lineId: id, hash })),
    list: readOn(
      LIST_START,
      lines.map((line) => line.hash),
    ),
    minutes,
    services: lines.filter((line) => line.kind !== 'correction').length,
  };
}

const plain = [
  'id',
  'number',
  'accountId',
  'name',
  'volunteerNumber',
  'from',
  'to',
  'minutes',
  'services',
  'recordingUnit',
  'issuedAt',
] as const satisfies readonly (keyof CertificateContent)[];

/** Over every field, in a fixed order, and through its list over every line: no change of any goes unseen. */
export function contentDigest(content: CertificateContent): string {
  const { period, head, list } = content;
  return digest(
    JSON.stringify([
      plain.map((field) => content[field]),
      [period.from, period.to, head.seq, head.hash, list.count, list.digest],
    ]),
  );
}
