import { digest } from '../sha';
import { DAY, startOfDay, type Instant } from '../time';

/**
 * The city's records are sealed day by day: a digest over every ledger line and every line of the audit log that was
 * written on a day, together with the seal of the day before. The latest root therefore stands for all that was ever
 * written, and it leaves the database: whoever holds an old root can show that a line was changed, taken away or put
 * in later, even by the database's own keepers.
 */
export interface Seal {
  /** 'YYYY-MM-DD': the day that it is about. */
  readonly day: string;
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
  readonly ledger: Tally;
  readonly audit: Tally;
  /** The root of the day before; empty for the first. */
  readonly previous: string;
  readonly root: string;
}

/** How many records there are of one kind, and a digest over all of them, in whatever order they come. */
export interface Tally {
  readonly count: number;
  readonly digest: string;
}

export const tallyOf = (hashes: readonly string[]): Tally => ({
  count: hashes.length,
  digest: digest([...hashes].sort().join('\n')),
});

export const sealWith = (content: Omit<Seal, 'root'>): Seal => ({ ...content, root: rootFor(content) });

function rootFor({ day, from, to, ledger, audit, previous }: Omit<Seal, 'root'>): string {
  const parts = ['seal1', day, from, to, ledger.count, ledger.digest, audit.count, audit.digest, previous];
  return digest(JSON.stringify(parts));
}

/** LEDGER · AUDIT: not what was sealed · ROOT: the seal itself was changed · CHAIN: it does not go on from the one before. */
export type SealFault = 'LEDGER' | 'AUDIT' | 'ROOT' | 'CHAIN';

/** Null while the records of its day are what was sealed then. */
export function sealFault(seal: Seal, found: Pick<Seal, 'ledger' | 'audit'>): SealFault | null {
  if (seal.root !== rootFor(seal)) return 'ROOT';
  if (!isSame(seal.ledger, found.ledger)) return 'LEDGER';
  return isSame(seal.audit, found.audit) ? null : 'AUDIT';
}

const isSame = (a: Tally, b: Tally): boolean => a.count === b.count && a.digest === b.digest;

/** The first of these seals, in order of days, that does not hold by itself or does not go on from the one before. */
export function chainFault(seals: readonly Seal[]): { day: string; fault: SealFault } | null {
  let before: Seal | undefined;
  for (const seal of seals) {
    if (seal.root !== rootFor(seal)) return { day: seal.day, fault: 'ROOT' };
    if (before && (seal.previous !== before.root || seal.from !== before.to))
      return { day: seal.day, fault: 'CHAIN' };
    before = seal;
  }
  return null;
}

/** The day to seal that begins here, once it is over; null until then. */
export function nextToSeal(from: Instant, now: Instant): Pick<Seal, 'from' | 'to'> | null {
  const to = startOfDay(from) + DAY;
  return to <= startOfDay(now) ? { from, to } : null;
}

/** Over every field, whatever the order in which the database hands them out. */
export const recordHash = (record: unknown): string => digest(JSON.stringify(inOrder(record)));

function inOrder(value: unknown): unknown {
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, inOrder(field)]);
}

/** In so many nights all ledgers and all seals have been read again. */
export const NIGHTS = 28;

/** The night of its month in which this is read again. */
export const nightFor = (id: string): number => Number.parseInt(digest(id).slice(0, 8), 16) % NIGHTS;

export const nightOf = (now: Instant): number => Math.floor(startOfDay(now) / DAY + 1) % NIGHTS;
