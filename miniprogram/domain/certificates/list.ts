import { hashOf, type LedgerLine } from '../hours/ledger';
import { digest } from '../sha';

/** A line of the ledger that a certificate lists. The hash is over all that the line says, so no copy of it is needed. */
export interface ListedLine {
  readonly lineId: string;
  readonly hash: string;
}

/** How far a list is read: how many of its lines, and a digest over their hashes in order. */
export interface ListPlace {
  readonly count: number;
  readonly digest: string;
}

export const LIST_START: ListPlace = { count: 0, digest: '' };

/** Page by page it comes to the same place as all at once. */
export const readOn = (from: ListPlace, hashes: readonly string[]): ListPlace =>
  hashes.reduce(
    ({ count, digest: before }, hash) => ({ count: count + 1, digest: digest(`${before}\n${hash}`) }),
    from,
  );

/** A stretch of a list, as it was read: where it goes on from, where it ends, and whether the ledger bears it out. */
export interface ListPage {
  readonly from: ListPlace;
  readonly to: ListPlace;
  readonly holds: boolean;
}

/** @param found the lines of the ledger that the list names there, in whatever order */
export function listPage(
  from: ListPlace,
  hashes: readonly string[],
  accountId: string,
  found: readonly LedgerLine[],
): ListPage {
  const own = found.filter((line) => line.accountId === accountId && hashOf(line) === line.hash);
  const whole = new Set(own.map((line) => line.hash));
  const holds = hashes.length > 0 && hashes.every((hash) => whole.has(hash));
  return { from, to: readOn(from, hashes), holds };
}

/** How far these pages have come. */
export const placeAfter = (pages: readonly ListPage[]): ListPlace =>
  pages[pages.length - 1]?.to ?? LIST_START;

/**
 * What pages say of a list together: HOLDS once all of it is read and every line borne out, ALTERED as soon as one is
 * not, or one page does not go on where the one before has ended; null while there is more to read.
 */
export function listVerdict(list: ListPlace, pages: readonly ListPage[]): 'HOLDS' | 'ALTERED' | null {
  let place = LIST_START;
  for (const { from, to, holds } of pages) {
    const goesOn = from.count === place.count && from.digest === place.digest && to.count > place.count;
    if (!holds || !goesOn || to.count > list.count) return 'ALTERED';
    place = to;
  }
  if (place.count < list.count) return null;
  return place.digest === list.digest ? 'HOLDS' : 'ALTERED';
}
