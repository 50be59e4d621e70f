import * as v from 'valibot';
import type { Refusal } from '../errors';
import type { Limit } from '../limits';
import { DAY, HOUR, type Instant } from '../time';
import { compact, oneWord } from '../typed';

/**
 * The code on paper by which a person without a phone, registered by a leader, takes over the account once
 * there is a phone. No 0 O 1 I L, no 2 Z 5 S 8 B, no U V: nothing that handwriting makes one of.
 */
const ALPHABET = '34679ACDEFGHJKMNPQRTWXY';
export const CLAIM_LENGTH = 8;
export const CLAIM_LASTS = 30 * DAY;

/** More codes than this, and one has to wait: counted by WeChat identity, so that a new account begins nothing anew. */
export const CLAIM_TRIES: Limit = { times: 5, per: HOUR };

const WELL_FORMED = new RegExp(`^[${ALPHABET}]{${CLAIM_LENGTH}}$`);

/** As typed from paper: small letters, wide ones, gaps and dashes; scanned, with what marks it as ours. */
export const tidyClaimCode = (typed: string): string =>
  compact(oneWord(typed).replace(/^wma\./i, '')).toUpperCase();

export const isClaimCode = (code: string): boolean => WELL_FORMED.test(code);

/** What the QR picture says. */
export const scannedClaimCode = (code: string): string => `wma.${code}`;

export const isScannedClaimCode = (text: string): boolean => /^wma\./i.test(oneWord(text));

/** 'ACDE FGHJ': to be copied by hand. */
export const spokenClaimCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

/** Eight characters out of a hash in hex: six hex digits each leave no letter much likelier than another. */
export function claimCodeFrom(hex: string): string {
  const letter = (i: number) => ALPHABET.charAt(parseInt(hex.slice(i * 6, i * 6 + 6), 16) % ALPHABET.length);
  return Array.from({ length: CLAIM_LENGTH }, (_, i) => letter(i)).join('');
}

export const claimCodeField = v.pipe(
  v.string(),
  v.maxLength(100),
  v.transform(tidyClaimCode),
  v.check(isClaimCode),
);

/** Null when this code stands for somebody. A new one, or the person's own phone, ends the one before. */
export function claimRefusal(claim: { readonly until: Instant } | undefined, now: Instant): Refusal | null {
  if (!claim) return { code: 'CLAIM_INVALID' };
  return now < claim.until ? null : { code: 'CLAIM_EXPIRED' };
}
