import type { Documents } from '../documents';
import type { CollectionName } from '../schema';
import { QUIET } from './clock';
import { _, update } from './database';
import { earliest, type FieldOf } from './loading';
import { later } from './pieces';
import { inSlices, type Sweep, type Work } from './sweep';

interface Settling<C extends CollectionName, T extends { readonly _id: string }> {
  readonly collection: C;
  /** The moment at which a call began what it may not have finished; it goes with what is settled. */
  readonly since: FieldOf<Documents[C]>;
  /** As many as a slice loads. */
  readonly size: number;
  /** Those that have stood since this moment or before. */
  readonly load: (before: Date) => Promise<readonly T[]>;
  readonly settle: (each: T, work: Work) => Promise<unknown>;
}

/** Brings to an end what a call that died has left, once nobody can be in the middle of it any more. */
export const settling = <C extends CollectionName, T extends { readonly _id: string }>({
  collection,
  since,
  size,
  load,
  settle,
}: Settling<C, T>): Sweep => ({
  on: earliest(collection, since),
  after: () => QUIET,

  slices: (work) =>
    inSlices(
      size,
      () => load(new Date(work.now - QUIET)),
      (each) => {
        // Begun anew meanwhile, it has another moment.
        const still = { _id: each._id, [since]: _.lte(new Date(work.now - QUIET)) };
        const putOff = () => update(collection, still, { [since]: later(work.now) });
        return work.done(() => settle(each, work), putOff);
      },
    ),
});
