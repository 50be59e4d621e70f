import type { TallyAdd, TallyDocument } from '../documents';
import { _, find, insert, update } from './database';

/**
 * Sums that are kept, as what they are made of is too much to read each time. Whoever writes something that counts says so
 * in the same write; a sweep adds it to its tally, once, wherever a process dies: the tally first says what it takes, this
 * then says that it is counted, and the sums change last. Nobody else takes anything meanwhile, and whoever finds a tally
 * in the middle of it goes on from there. Until then it is read beside the tally, so that no figure is late.
 */
type Taking = NonNullable<TallyDocument['taking']>;

/** Until nothing waits for this tally. `waiting` finds what does. */
export async function addUp(key: string, waiting: () => Promise<Taking | null>): Promise<void> {
  for (;;) {
    const tally = await tallyOf(key);
    if (tally.taking) await finish(tally, tally.taking);
    else {
      // Read after the tally: what was counted by then is not among it any more.
      const taking = await waiting();
      if (!taking) return;
      const { version } = tally;
      // Somebody else may be quicker: then they take it.
      await update('tallies', { _id: key, version }, { version: _.inc(1), taking: _.set(taking) });
    }
  }
}

async function tallyOf(_id: string): Promise<TallyDocument> {
  const [tally] = await find('tallies', { _id }, { limit: 1 });
  const fresh: TallyDocument = { _id, version: 0, sums: {}, people: [] };
  if (!tally) await insert('tallies', fresh);
  return tally ?? fresh;
}

/** Says of what is taken that it is counted; done again it changes nothing. */
const COUNTED: Readonly<Record<Taking['from'], (taking: Taking, key: string) => Promise<unknown>>> = {
  hours: ({ ids }, key) =>
    update('hours', { _id: _.in(ids), 'counts.in': key }, { 'counts.in': _.pull(key) }),
  activities: ({ ids }) =>
    update('activities', { _id: _.in(ids) }, { toCount: _.remove(), countAt: _.remove() }),
  memberships: async ({ ids, gone = [] }) => {
    if (ids.length > 0) await update('memberships', { _id: _.in(ids) }, { counted: true });
    if (gone.length > 0) await update('memberships', { _id: _.in(gone) }, { counted: _.remove() });
  },
};

async function finish({ _id, version }: TallyDocument, taking: Taking): Promise<void> {
  await COUNTED[taking.from](taking, _id);
  const people = [...new Set(taking.adds.flatMap(({ who }) => (who === undefined ? [] : [who])))];
  await update(
    'tallies',
    { _id, version },
    {
      version: _.inc(1),
      taking: _.remove(),
      ...Object.fromEntries(taking.adds.map((add) => [pathOf(add), _.inc(add.n)])),
      ...(people.length > 0 && { people: _.addToSet({ $each: people }) }),
    },
  );
}

const pathOf = ({ sum, who }: TallyAdd): string => (who === undefined ? `sums.${sum}` : `${sum}.${who}`);

/** Of many things, one addition for each place in the tally. */
export function summed(adds: readonly TallyAdd[]): TallyAdd[] {
  const sums = new Map<string, TallyAdd>();
  for (const add of adds) {
    const path = pathOf(add);
    sums.set(path, { ...add, n: add.n + (sums.get(path)?.n ?? 0) });
  }
  return [...sums.values()];
}
