import type { Instant } from '#domain/time';
import { _, aggregate, update } from '../core/database';
import { earliest } from '../core/loading';
import { later } from '../core/pieces';
import type { Sweep } from '../core/sweep';
import { addUp, summed } from '../core/tallies';
import type { HoursDocument, TallyAdd } from '../documents';

/** Lines of one slice, and lines that are added to one tally together. */
const BATCH = 200;
const TOGETHER = 500;

/** What a line carries until it is counted. */
export const countedLater = (adds: readonly TallyAdd[], now: Instant): HoursDocument['counts'] => ({
  at: new Date(now),
  in: [...new Set(adds.map(({ to }) => to))],
  adds: [...adds],
});

/** Adds lines to the tallies that they name. */
export const countHours: Sweep = {
  on: earliest('hours', 'counts.at'),

  async *slices(work) {
    for (;;) {
      const lines = await linesDue(work.now);
      const putOff = (some: readonly DueLine[]) =>
        update('hours', asRead(some, work.now), { 'counts.at': later(work.now) });
      const keyed = await work.those(lines, keysOf, (line) => putOff([line]));
      const failed = new Set<string>();
      for (const key of new Set(keyed.flatMap(({ found }) => found))) {
        if (!(await work.done(() => addUp(key, () => waitingFor(key))))) failed.add(key);
        yield;
      }
      const isCounted = (keys: readonly string[]): boolean => !keys.some((key) => failed.has(key));
      const counted = keyed.filter(({ found }) => isCounted(found)).map(({ each }) => each);
      const left = keyed.filter(({ found }) => !isCounted(found)).map(({ each }) => each);
      if (counted.length > 0) await update('hours', asRead(counted, work.now), { counts: _.remove() });
      if (left.length > 0) await putOff(left);
      work.count('counted', counted.length);
      if (lines.length < BATCH) return;
      yield;
    }
  },
};

type DueLine = Pick<HoursDocument, '_id' | 'counts'>;

const keysOf = ({ counts }: DueLine): string[] => [...(counts?.in ?? [])];

/** Those of them that still are due. */
const asRead = (lines: readonly DueLine[], now: Instant) => ({
  _id: _.in(lines.map(({ _id }) => _id)),
  'counts.at': _.lte(new Date(now)),
});

const linesDue = (now: Instant): Promise<DueLine[]> =>
  aggregate<DueLine>(
    'hours',
    [
      { match: { 'counts.at': _.lte(new Date(now)) } },
      { sort: { 'counts.at': 1 } },
      { project: { counts: 1 } },
    ],
    BATCH,
  );

async function waitingFor(key: string) {
  const lines = await aggregate<DueLine>(
    'hours',
    [{ match: { 'counts.in': key } }, { project: { counts: 1 } }],
    TOGETHER,
  );
  if (lines.length === 0) return null;
  const adds = lines.flatMap(({ counts }) => counts?.adds.filter(({ to }) => to === key) ?? []);
  return { from: 'hours' as const, ids: lines.map(({ _id }) => _id), adds: summed(adds) };
}
