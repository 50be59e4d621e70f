import type { CertificateContent } from '#domain/certificates/content';
import { publicCode, spelled } from '#domain/certificates/code';
import type { CertificateState, Kept } from '#domain/certificates/verify';
import type {
  CertificateCard,
  CertificateRow,
  CertificateView,
  Revocation,
} from '#domain/certificates/views';
import { NEVER_SEALED, type LedgerKept } from '#domain/hours/ledger';
import { ms } from '../core/clock';
import type { HeadDocument, HoursDocument } from '../documents';
import type { CertificateDocument } from './documents';
import { lineOf } from '../hours/views';

/** In the order of the chain, with where it ended when it was last found whole. */
export const ledgerOf = (hours: readonly HoursDocument[], head: HeadDocument | undefined): LedgerKept => ({
  lines: hours.map(lineOf).sort((a, b) => a.seq - b.seq),
  sealed: head ?? NEVER_SEALED,
  brokenAt: head?.fault?.seq ?? null,
});

export function contentOf(document: CertificateDocument): CertificateContent {
  const { _id, number, accountId, name, volunteerNumber, period, lines } = document;
  const { minutes, services, recordingUnit, issuedAt, head } = document;
  return {
    id: _id,
    number,
    accountId,
    name,
    volunteerNumber,
    period,
    lines,
    minutes,
    services,
    recordingUnit,
    issuedAt: ms(issuedAt),
    head,
  };
}

export const keptOf = (document: CertificateDocument): Kept => ({
  content: contentOf(document),
  digest: document.digest,
  revoked: document.revoked !== undefined,
});

export function revocationOf({ revoked }: CertificateDocument): Revocation | null {
  return revoked ? { at: ms(revoked.at), reason: revoked.reason, by: revoked.by } : null;
}

/** First and last day: as asked for, and where nothing was, of what is listed. */
export function spanOf({ period, lines }: CertificateDocument): { from: string; to: string } {
  const days = lines.map((line) => line.day).sort();
  return { from: period.from ?? days[0] ?? '', to: period.to ?? days[days.length - 1] ?? '' };
}

export function certificateCard(
  document: CertificateDocument,
  state: Exclude<CertificateState, 'UNKNOWN'>,
): CertificateCard {
  const { _id, number, minutes, services, issuedAt } = document;
  return {
    id: _id,
    number,
    minutes,
    services,
    issuedAt: ms(issuedAt),
    state,
    ...spanOf(document),
    revoked: revocationOf(document),
  };
}

export function certificateView(
  document: CertificateDocument,
  card: CertificateCard,
  mark: string,
  codeImage: string | null,
): CertificateView {
  const { name, volunteerNumber, recordingUnit, lines } = document;
  const rows = lines.map(({ day, title, venue, team, minutes, kind }): CertificateRow => {
    return { day, title, venue, team, minutes, correction: kind === 'correction' };
  });
  const code = publicCode({ id: document._id, mark });
  return { ...card, name, volunteerNumber, recordingUnit, rows, code, mark: spelled(mark), codeImage };
}
