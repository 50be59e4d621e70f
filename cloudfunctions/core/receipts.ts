import type { Receipt } from './values';
import { _ } from './database';

/** Enough for every retry that a phone may still send; older ones are let go so that documents stay small. */
const KEPT = 8;

/** The first answer to this nonce, if it has been given. */
export function receiptFor<T>(
  document: { receipts?: readonly Receipt[] } | null | undefined,
  nonce: string,
): T | null {
  const receipt = document?.receipts?.find((r) => r.nonce === nonce);
  return receipt ? (receipt.data as T) : null;
}

export const receipt = (nonce: string, data: unknown): Receipt => ({ nonce, data });

/** The update that keeps one more receipt. */
export const keepReceipt = (nonce: string, data: unknown) =>
  _.push({ each: [receipt(nonce, data)], slice: -KEPT });
