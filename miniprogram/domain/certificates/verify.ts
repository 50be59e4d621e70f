import { reaches, type LedgerKnown } from '../hours/ledger';
import { verifyMark } from './code';
import { contentDigest, type CertificateContent } from './content';
import { listVerdict, type ListPage, type ListPlace } from './list';

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

/** What a list is worth to a certificate: read so far, and whether one of its shifts was corrected later. */
export interface ListRead {
  readonly whole: ListPlace;
  readonly pages: readonly ListPage[];
  readonly corrected: boolean;
}

/** What is against it before its list is read; null where nothing is. */
export function faultIn(
  { content, digest, revoked }: Kept,
  ledger: LedgerKnown,
): 'REVOKED' | 'ALTERED' | null {
  if (revoked) return 'REVOKED';
  return contentDigest(content) === digest && reaches(ledger, content.head) ? null : 'ALTERED';
}

/** As faultIn, for whoever shows a code: its mark is judged before anything is told. */
export function faultFor(
  mark: string,
  key: string,
  kept: Kept,
  ledger: LedgerKnown,
): 'UNKNOWN' | 'REVOKED' | 'ALTERED' | null {
  const verdict = verifyMark(mark, key, kept.content.id, kept.digest);
  if (verdict === 'FORGED') return 'UNKNOWN';
  if (verdict === 'OTHER_CONTENT') return kept.revoked ? 'REVOKED' : 'ALTERED';
  return faultIn(kept, ledger);
}

/** What a certificate is worth that nothing else is against; null while some of its list is still to be read. */
export function worthBy({ whole, pages, corrected }: ListRead): 'VALID' | 'SUPERSEDED' | 'ALTERED' | null {
  const verdict = listVerdict(whole, pages);
  if (verdict !== 'HOLDS') return verdict;
  return corrected ? 'SUPERSEDED' : 'VALID';
}

/** What is told of a certificate while its list is read. */
interface Told {
  readonly state: CertificateState | 'READING';
  readonly list: ListRead | null;
  readonly certificate: object | null;
}

/** What was told at first, with what more pages of the list say. What was changed tells a verifier nothing. */
export function withPages<T extends Told>(told: T, more: readonly ListPage[]): T {
  if (!told.list) return told;
  const pages = [...told.list.pages, ...more];
  const state = worthBy({ ...told.list, pages });
  if (state === null) return { ...told, list: { ...told.list, pages } };
  return { ...told, state, certificate: state === 'ALTERED' ? null : told.certificate, list: null };
}
