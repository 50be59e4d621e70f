import { Refused } from '#domain/errors';
import { madeAt } from '#domain/nonces';
import type { CollectionName } from '../schema';
import type { Receipt } from './values';
import { _, update, updateUnique } from './database';

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

/** What a call was made for, in the one update that keeps its answer too. */
type Once = readonly [
  collection: CollectionName,
  query: Readonly<Record<string, unknown>>,
  data: Readonly<Record<string, unknown>>,
  kept: Receipt,
];

/** What is done on the way to an update that keeps a receipt, on condition that this has not been. */
export const notYet = (nonce: string) => ({ 'receipts.nonce': _.neq(nonce) });

/**
 * One try of a call may still be under way when another under the same nonce has been done, and something else after
 * that: it has read the document before. So what keeps a receipt is written only where none is kept under its nonce.
 */
const once = ([collection, query, data, kept]: Once) =>
  [
    collection,
    { ...query, ...notYet(kept.nonce) },
    { ...data, receipts: _.push({ each: [kept], slice: -RECEIPTS_KEPT }) },
  ] as const;

/** Answers how many were written: none also where another try of this call has written before. */
export const updateOnce = (...writing: Once): Promise<number> => update(...once(writing));

/** The same, where what is written holds a unique key. */
export const updateUniqueOnce = (...writing: Once): Promise<number | 'DUPLICATE'> =>
  updateUnique(...once(writing));

/** The same, where nothing but another try of this call, or what has come to pass since, keeps it from being written. */
export async function writeOnce(...writing: Once): Promise<void> {
  if ((await updateOnce(...writing)) === 0) throw new Refused('CONFLICT');
}
