import type { CertificateCard } from '../../../domain/certificates/views';
import { dayOf, type Instant } from '../../../domain/time';
import { minutes } from '../../../services/format';
import { dateWords, periodWords, revocationWords, stateWords, type Tone } from '../words';

export interface CertificateRow {
  readonly id: string;
  readonly period: string;
  /** '12 次，共 26 小时' */
  readonly sum: string;
  readonly issued: string;
  readonly number: string;
  readonly state: string;
  readonly tone: Tone;
  /** What happened to it, when it is no longer good. */
  readonly note: string;
}

export function certificateRow(card: CertificateCard): CertificateRow {
  const { tone, short, advice } = stateWords[card.state];
  return {
    id: card.id,
    period: periodWords(card),
    sum: `${card.services} 次，共 ${minutes(card.minutes)}`,
    issued: `${dateWords(card.issuedAt)}开具`,
    number: card.number,
    state: short,
    tone,
    note: card.revoked ? revocationWords(card.revoked) : tone === 'good' ? '' : advice,
  };
}

export const periods = [
  { id: 'year', name: '今年' },
  { id: 'all', name: '全部' },
  { id: 'chosen', name: '选时间' },
] as const;

/** The first of this year, up to today. */
export function thisYear(now: Instant): { from: string; to: string } {
  const today = dayOf(now);
  return { from: `${today.slice(0, 4)}-01-01`, to: today };
}

/** What is asked of the cloud; null when the days chosen run backwards. */
export function periodInput(
  choice: string,
  chosen: { from: string; to: string },
  now: Instant,
): { from?: string; to?: string } | null {
  if (choice === 'all') return {};
  if (choice === 'year') return { from: thisYear(now).from };
  return chosen.from <= chosen.to ? chosen : null;
}
