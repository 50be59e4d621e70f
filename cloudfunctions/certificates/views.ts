import type { CertificateContent } from '#domain/certificates/content';
import { publicCode, spelled } from '#domain/certificates/code';
import type { Kept } from '#domain/certificates/verify';
import type {
  CertificateCard,
  CertificateRow,
  CertificateView,
  Revocation,
} from '#domain/certificates/views';
import type { LedgerLine } from '#domain/hours/ledger';
import { ms } from '../core/clock';
import type { CertificateDocument } from './documents';

/** Without the list itself, of which the content has the digest. */
export type Facts = Omit<CertificateDocument, 'lines' | 'key' | 'asked'>;

function contentOf(document: Facts): CertificateContent {
  const { _id, number, accountId, name, volunteerNumber, period, from, to, list } = document;
  const { minutes, services, recordingUnit, issuedAt, head } = document;
  return {
    id: _id,
    number,
    accountId,
    name,
    volunteerNumber,
    period,
    from,
    to,
    list,
    minutes,
    services,
    recordingUnit,
    issuedAt: ms(issuedAt),
    head,
  };
}

export const keptOf = (document: Facts): Kept => ({
  content: contentOf(document),
  digest: document.digest,
  revoked: document.revoked !== undefined,
});

export function revocationOf({ revoked }: Facts): Revocation | null {
  return revoked ? { at: ms(revoked.at), reason: revoked.reason, by: revoked.by } : null;
}

export function certificateCard(document: Facts, state: CertificateCard['state']): CertificateCard {
  const { _id, number, from, to, minutes, services, issuedAt } = document;
  return {
    id: _id,
    number,
    from,
    to,
    minutes,
    services,
    issuedAt: ms(issuedAt),
    state,
    revoked: revocationOf(document),
  };
}

/** @param lines those that it lists, in order */
export function certificateView(
  document: Facts,
  card: CertificateCard,
  lines: readonly LedgerLine[],
  mark: string,
  codeImage: string | null,
): CertificateView {
  const { name, volunteerNumber, recordingUnit } = document;
  const rows = lines.map(({ day, title, venue, teamName, minutes, kind }): CertificateRow => {
    return { day, title, venue, team: teamName, minutes, correction: kind === 'correction' };
  });
  const code = publicCode({ id: document._id, mark });
  return { ...card, name, volunteerNumber, recordingUnit, rows, code, mark: spelled(mark), codeImage };
}
