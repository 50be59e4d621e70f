import type { SweepName } from '#domain/contract/system';
import type { Settings } from '#domain/settings';
import { DAY, startOfDay, type Instant } from '#domain/time';
import { inChunks } from './chunks';
import type { LookUp } from './loading';
import { Pieces } from './pieces';

/** One run of a sweep: what it stands on, and what it has done so far. */
export class Work extends Pieces {
  readonly counts: Record<string, number> = {};

  constructor(
    name: SweepName,
    readonly settings: Settings,
    readonly now: Instant,
  ) {
    super(name);
  }

  count(what: string, many: number): void {
    this.counts[what] = (this.counts[what] ?? 0) + many;
  }
}

/**
 * Does what is due, a piece at a time. Whoever runs it may stop at any yield and never come back, so between two of
 * them the database holds all that the next run has to know.
 */
export type Slices = AsyncGenerator<void, void, void>;

/** Work that an index finds. */
export interface Sweep {
  /** The index of moments in which it stands, earliest first; what is done leaves it or moves on in it. */
  readonly on: LookUp<{ at: Date } | undefined>;
  /** How long after that moment it is due, in milliseconds; at once where it is left out. */
  readonly after?: (settings: Settings) => number;
  slices(work: Work): Slices;
}

/** Work that the calendar finds: what it has to do stands in no index. */
export interface Routine {
  /** When it is due again after a run at this moment. */
  next(now: Instant): Instant;
  slices(work: Work, progress: Progress): Slices;
}

/** Of a routine of every night: the next time that it is so many milliseconds after midnight. */
export const nightly =
  (at: number) =>
  (now: Instant): Instant => {
    const today = startOfDay(now) + at;
    return now < today ? today : today + DAY;
  };

/** How far a routine has come, kept so that one whose time was up goes on from there. */
export interface Progress {
  /** When this run was due, by which one can tell when the last one began; 0 by hand and the first time. */
  readonly due: Instant;
  /** Empty at the beginning. */
  readonly reached: string;
  readonly reach: (point: string) => Promise<void>;
}

/** So many pieces of a sweep whose pieces touch nothing in common: each mostly waits for the database. */
export const SIDE_BY_SIDE = 4;
/** The same of pieces that wait for WeChat, too. */
export const SIDE_BY_SIDE_AT_WECHAT = 8;

/**
 * Handles what is loaded slice after slice until no more is due. A slice is as many documents as one answer of the
 * database carries with ease; what was handled and is still found is left for the next run.
 *
 * @param atOnce how many are handled side by side
 */
export async function* inSlices<T extends { readonly _id: string }>(
  size: number,
  load: () => Promise<readonly T[]>,
  handle: (each: T) => Promise<unknown>,
  atOnce = 1,
): Slices {
  const handled = new Set<string>();
  for (;;) {
    const slice = await load();
    const fresh = slice.filter(({ _id }) => !handled.has(_id));
    for (const some of inChunks(fresh, atOnce)) {
      for (const { _id } of some) handled.add(_id);
      await Promise.all(some.map(handle));
      yield;
    }
    if (slice.length < size || fresh.length === 0) return;
  }
}
