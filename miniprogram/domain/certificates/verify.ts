import { isWhole, rootOf, upTo, type LedgerKept, type LedgerLine } from '../hours/ledger';
import { contentDigest, lineFrom, sameLine, type CertificateContent } from './content';
import { verifyMark } from './code';

/**
 * VALID · SUPERSEDED: a shift that it lists was corrected later · ALTERED: what is kept no longer is what was
 * certified, or the ledger no longer bears it out · REVOKED · UNKNOWN: no such code was ever issued for this number.
 * Whether there is a certificate of that number is not told to who does not hold it.
 */
export const certificateStates = ['VALID', 'SUPERSEDED', 'ALTERED', 'REVOKED', 'UNKNOWN'] as const;
export type CertificateState = (typeof certificateStates)[number];

export interface Kept {
  readonly content: CertificateContent;
  readonly digest: string;
  readonly revoked: boolean;
}

/** What a certificate is worth now, given its holder's whole ledger. */
export function stateOf(kept: Kept, ledger: LedgerKept): Exclude<CertificateState, 'UNKNOWN'> {
  if (kept.revoked) return 'REVOKED';
  if (contentDigest(kept.content) !== kept.digest || !borneOut(kept.content, ledger)) return 'ALTERED';
  return correctedSince(kept.content, ledger.lines) ? 'SUPERSEDED' : 'VALID';
}

/** As stateOf, for whoever shows a code: its mark is judged before anything is told. */
export function verdictOn(mark: string, key: string, kept: Kept, ledger: LedgerKept): CertificateState {
  const verdict = verifyMark(mark, key, kept.content.id, kept.digest);
  if (verdict === 'FORGED') return 'UNKNOWN';
  if (verdict === 'OTHER_CONTENT') return kept.revoked ? 'REVOKED' : 'ALTERED';
  return stateOf(kept, ledger);
}

/** The ledger up to where it ended then is whole, ends as it did, and has every line as it is listed. */
function borneOut({ head, lines }: CertificateContent, ledger: LedgerKept): boolean {
  const then = upTo(ledger, head.seq);
  if (!isWhole(then) || then.lines[then.lines.length - 1]?.hash !== head.hash) return false;
  const bySeq = new Map(then.lines.map((line) => [line.seq, line]));
  return lines.every((listed) => {
    const line = bySeq.get(listed.seq);
    return line !== undefined && sameLine(listed, lineFrom(line));
  });
}

function correctedSince({ head, lines }: CertificateContent, ledger: readonly LedgerLine[]): boolean {
  const listed = new Set(lines.map((line) => line.lineId));
  return ledger.some((line) => line.seq > head.seq && listed.has(rootOf(line)));
}
