import type { AccountDocument, Documents } from '../../../cloudfunctions/documents';
import type { Store } from '../../../emulator/store/types';

/** All that is kept, as an invariant looks at it. */
export interface Kept {
  readonly now: number;
  all<C extends keyof Documents>(collection: C): readonly Documents[C][];
  get<C extends keyof Documents>(collection: C, id: string): Documents[C] | undefined;
}

/** What is broken, a line each; none where all holds. */
export type Invariant = (kept: Kept) => string[];

export function keptIn(store: Store, now: number): Kept {
  const known = new Map<string, ReadonlyMap<string, unknown>>();
  const byId = <C extends keyof Documents>(collection: C): ReadonlyMap<string, Documents[C]> => {
    const found =
      known.get(collection) ?? new Map(store.dump(collection, Infinity).map((each) => [each._id, each]));
    known.set(collection, found);
    return found as ReadonlyMap<string, Documents[C]>;
  };
  return {
    now,
    all: (collection) => [...byId(collection).values()],
    get: (collection, id) => byId(collection).get(id),
  };
}

/** Of nobody any more: given up, given up for another, or kept by nobody. */
export const isGone = ({ openid, keptBy, keptByTeam }: AccountDocument): boolean =>
  /^(gone|parked):/.test(openid) || (openid.startsWith('none:') && (keptBy ?? keptByTeam) === undefined);

/** Somebody whom this is about. */
export function isSomebody(kept: Kept, accountId: string): boolean {
  const account = kept.get('accounts', accountId);
  return account !== undefined && !isGone(account);
}

/** One line for each that it says something of. */
export const each = <T>(list: readonly T[], fault: (one: T) => string | false | undefined): string[] =>
  list.flatMap((one) => fault(one) || []);
