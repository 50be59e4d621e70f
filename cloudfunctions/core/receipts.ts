import { Refused } from '#domain/errors';
import { madeAt } from '#domain/nonces';
import type { Receipt } from './values';
import { _ } from './database';

/** Enough for every retry that a phone may still send; older ones are let go so that documents stay small. */
export const RECEIPTS_KEPT = 32;

/**
 * The first answer to this nonce, if it has been given. Refuses what was meant before all that the document still
 * remembers: it may have been done and its receipt let go, and what came after it stands.
 */
export function receiptFor<T>(
  document: { receipts?: readonly Receipt[] } | null | undefined,
  nonce: string,
): T | null {
  const receipts = document?.receipts ?? [];
  const receipt = receipts.find((r) => r.nonce === nonce);
  if (receipt) return receipt.data as T;
  if (receipts.length >= RECEIPTS_KEPT && isOlder(nonce, receipts)) throw new Refused('OUTDATED');
  return null;
}

/** Than all of these; of one that does not say when it was made nobody knows. */
function isOlder(nonce: string, receipts: readonly Receipt[]): boolean {
  const made = madeAt(nonce);
  const remembered = receipts.flatMap((r) => madeAt(r.nonce) ?? []);
  return made !== null && remembered.length > 0 && made < Math.min(...remembered);
}

export const receipt = (nonce: string, data: unknown): Receipt => ({ nonce, data });

/** The update that keeps one more receipt. */
export const keepReceipt = (nonce: string, data: unknown) =>
  _.push({ each: [receipt(nonce, data)], slice: -RECEIPTS_KEPT });

/** The same, where the document is written whole. */
export const withReceipt = (
  before: { receipts?: readonly Receipt[] } | null | undefined,
  nonce: string,
  data: unknown,
): Receipt[] => [...(before?.receipts ?? []), receipt(nonce, data)].slice(-RECEIPTS_KEPT);
