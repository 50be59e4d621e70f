import type { ActionName } from '#domain/contract';
import { limitOf } from '#domain/contract/limits';
import { useIdOf } from '#domain/ids';
import { stretchOf, toldAfter, tooOftenRefusal, type Limit } from '#domain/limits';
import { refuseIf } from '#domain/errors';
import type { Instant } from '#domain/time';
import type { UseDocument } from '../documents';
import { _, insert, update } from './database';
import { logFailure } from './log';

/**
 * How often a person has done a thing lately. Each instance counts what it serves, and tells what it has counted to a
 * document that all of them read along with their question; that is rarely, and beside what the call does, so no call
 * waits for it and ordinary use writes nothing. It counts a WeChat identity, not an account: giving up an account does
 * not begin anew.
 */
export interface Use {
  /** Of the document that is shared. */
  readonly id: string;
  readonly limit: Limit;
  readonly until: Instant;
}

/** The system is counted as one. */
export function useOf(identity: string, action: ActionName, now: Instant): Use {
  const limit = limitOf(action);
  const { from, until } = stretchOf(limit, now);
  return { id: useIdOf(identity, action, from), limit, until };
}

/** What this instance has counted and not told yet. */
interface Counted {
  readonly own: number;
  readonly until: Instant;
}
const counted = new Map<string, Counted>();
/** So many are remembered before those that are over are looked for. */
const FEW = 1000;
let many = FEW;

/**
 * Counts one more, or refuses. What there is to tell is told by the promise, which never fails.
 * @param shared what the question has read; null where none is put: then this instance counts alone
 */
export function countUse(use: Use, shared: number | null, now: Instant): Promise<void> | null {
  const { id, limit, until } = use;
  const own = counted.get(id)?.own ?? 0;
  refuseIf(tooOftenRefusal((shared ?? 0) + own, limit, now));
  if (counted.size >= many) forgetOver(now);
  counted.set(id, { own: own + 1, until });
  return shared === null || own + 1 < toldAfter(limit) ? null : tell(use, shared, own + 1);
}

async function tell({ id, until }: Use, shared: number, own: number): Promise<void> {
  try {
    await addUses(id, shared > 0, own, until);
    counted.delete(id);
  } catch (error) {
    // Counted here still, and told the next time.
    logFailure('uses', error);
  }
}

function forgetOver(now: Instant): void {
  for (const [id, { until }] of counted) if (until <= now) counted.delete(id);
  many = Math.max(FEW, 2 * counted.size);
}

async function addUses(_id: string, known: boolean, n: number, until: Instant): Promise<void> {
  if (!known && (await insert('uses', { _id, n, until: new Date(until) })) === 'INSERTED') return;
  await update('uses', { _id }, { n: _.inc(n) });
}

/**
 * Counts one more in a stretch that begins with the first, exactly, whatever comes at once; false when there have been
 * too many. Where a limit is no matter of ordinary use, but of what somebody might guess.
 */
export async function countExactly(
  _id: string,
  known: UseDocument | undefined,
  { times, per }: Limit,
  now: Instant,
): Promise<boolean> {
  const first = { n: 1, until: new Date(now + per) };
  if (!known && (await insert('uses', { _id, ...first })) === 'INSERTED') return true;
  const over = known && known.until.getTime() <= now;
  if (over && (await update('uses', { _id, until: known.until }, first)) === 1) return true;
  const few = { _id, until: _.gt(new Date(now)), n: _.lt(times) };
  return (await update('uses', few, { n: _.inc(1) })) === 1;
}
