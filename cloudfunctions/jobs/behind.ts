import type { SweepName, Swept } from '#domain/contract/system';
import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { aggregate, put } from '../core/database';
import { manyBy, stagesFor, type LookUp } from '../core/loading';
import { log } from '../core/log';
import type { AgendaDocument } from './documents';

/**
 * How far behind the jobs are: what a tick has left of the sweeps that it did not finish. It is asked of their indexes in
 * one question, and only where something is left, so that a city that keeps up pays nothing for it.
 */
export type Behind = NonNullable<Swept['behind']>;

/** Where a sweep's work stands, and up to which moment it is due. */
export interface Due {
  readonly name: SweepName;
  readonly on: Pick<LookUp<unknown>, 'from' | 'field'>;
  readonly until: Instant;
}

/** Beyond it the number says no more than that. */
const COUNTED_AT_MOST = 10_000;

export async function behindOf(sweeps: readonly Due[]): Promise<ReadonlyMap<SweepName, Behind>> {
  if (sweeps.length === 0) return new Map();
  const questions = Object.fromEntries(sweeps.map((sweep) => [sweep.name, entriesOf(sweep)]));
  const [found] = await aggregate<Partial<Record<SweepName, Counted[]>>>(
    'settings',
    [{ match: { _id: 'city' } }, { project: { _id: 1 } }],
    1,
    stagesFor(questions),
  );
  return new Map(
    sweeps.flatMap(({ name }) => {
      const [counted] = found?.[name] ?? [];
      return counted ? [[name, { due: counted.due, since: ms(counted.since) }] as const] : [];
    }),
  );
}

interface Counted {
  readonly due: number;
  readonly since: Date;
}

const entriesOf = ({ on: { from, field }, until }: Due) =>
  manyBy<Counted>(from, (name) => [
    {
      lookup: {
        from,
        pipeline: [
          // A date is above this one; what is missing is not, whether the index holds it or not.
          { $match: { [field]: { $gt: new Date(0), $lte: new Date(until) } } },
          { $sort: { [field]: 1 } },
          { $limit: COUNTED_AT_MOST },
          { $group: { _id: null, due: { $sum: 1 }, since: { $min: `$${field}` } } },
        ],
        as: name,
      },
    },
  ]);

/** The entry of the agenda in which operators read it. */
export const BEHIND = 'behind';

/** Written where something is left, and once more when all has been caught up with. */
export async function keepBehind(
  before: AgendaDocument | undefined,
  behind: ReadonlyMap<SweepName, Behind>,
  now: Instant,
): Promise<void> {
  const was = Object.keys(before?.behind ?? {}).length > 0;
  if (behind.size === 0 && !was) return;
  const kept: NonNullable<AgendaDocument['behind']> = {};
  for (const [name, { due, since }] of behind) kept[name] = { due, since: new Date(since) };
  await put('agenda', { _id: BEHIND, at: new Date(now), reached: '', behind: kept });
}

/** One line a sweep and run: what it did, how long the first of it had been due by then, and what is left. */
export function logSwept(name: SweepName, { counts, failed, left, behind }: Swept, late: number): void {
  log('swept', { name, late, ...counts, failed, left, ...behind });
}
