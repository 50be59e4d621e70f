/** What the project relies on in CloudBase's database, asked through the real SDK: writes, transactions. */
import { startConformance, type Conformance } from './conformance';
import type { Sdk } from './fixtures/sdk-process';

let environment: Conformance;
beforeAll(async () => {
  environment = await startConformance();
});
afterAll(() => environment.close());
beforeEach(() => environment.clear());

const run: Conformance['sdk']['run'] = (work, input) => environment.sdk.run(work, input);
const fill: Conformance['fill'] = (documents) => environment.fill(documents);

describe('writes', () => {
  const after = (work: (sdk: Sdk) => Promise<unknown>) =>
    run(work).then(() => run(async ({ db }) => (await db.collection('things').doc('a').get()).data));

  test('an update of an object goes into it, field by field; an empty one does nothing', async () => {
    await fill([{ _id: 'a', nest: { y: 1, z: 1 } }]);
    const updated = await after(({ db }) =>
      db
        .collection('things')
        .doc('a')
        .update({ data: { nest: { z: 2 }, none: {} } }),
    );
    expect(updated).toEqual({ _id: 'a', nest: { y: 1, z: 2 } });
  });

  test('the update commands', async () => {
    await fill([
      { _id: 'a', n: 1, m: 2, list: [1, 2, 3], set: ['p'], roster: { p1: { at: 1 }, p2: { at: 2 } } },
    ]);
    const updated = await after(({ db, _ }) =>
      db
        .collection('things')
        .doc('a')
        .update({
          data: {
            n: _.inc(4),
            m: _.mul(3),
            list: _.push([4, 5]),
            set: _.addToSet('p'),
            'roster.p1': _.remove(),
            'roster.p3': _.set({ at: 3 }),
            top: _.max(9),
          },
        }),
    );
    expect(updated).toEqual({
      _id: 'a',
      n: 5,
      m: 6,
      list: [1, 2, 3, 4, 5],
      set: ['p'],
      roster: { p2: { at: 2 }, p3: { at: 3 } },
      top: 9,
    });
    const pulled = await after(({ db, _ }) =>
      db
        .collection('things')
        .doc('a')
        .update({ data: { list: _.pull(_.gte(3)) } }),
    );
    expect(pulled).toMatchObject({ list: [1, 2] });
  });

  test('set replaces, and makes what is not there', async () => {
    await fill([{ _id: 'b', n: 1 }]);
    const documents = await run(async ({ db }) => {
      await db
        .collection('things')
        .doc('a')
        .set({ data: { n: 2 } });
      await db
        .collection('things')
        .doc('b')
        .set({ data: { m: 3 } });
      return (await db.collection('things').orderBy('_id', 'asc').get()).data;
    });
    expect(documents).toEqual([
      { _id: 'a', n: 2 },
      { _id: 'b', m: 3 },
    ]);
  });

  test('twenty buyers on a stock of five: five get one', async () => {
    await fill([{ _id: 'a', taken: 0 }]);
    const outcome = await run(async ({ db, _ }) => {
      const buy = (person: number) =>
        db
          .collection('things')
          .where({ _id: 'a', taken: _.lt(5), [`roster.p${String(person)}`]: _.exists(false) })
          .update({
            data: { taken: _.inc(1), [`roster.p${String(person)}`]: _.set({ at: new Date(0) }) },
          });
      const results = await Promise.all(Array.from({ length: 20 }, (_value, person) => buy(person)));
      const { data } = await db.collection('things').doc('a').get();
      const { taken, roster } = data as { taken: number; roster: object };
      return {
        updated: results.filter(({ stats }) => stats?.updated === 1).length,
        taken,
        roster: Object.keys(roster).length,
      };
    });
    expect(outcome).toEqual({ updated: 5, taken: 5, roster: 5 });
  });

  test('many at once, updated and removed by a query', async () => {
    await fill([1, 2, 3].map((n) => ({ _id: String(n), n, name: 'x' })));
    const stats = await run(async ({ db, _ }) => {
      const things = db.collection('things');
      const updated = await things.where({ name: 'x', n: _.gt(1) }).update({ data: { n: _.inc(1) } });
      const removed = await things.where({ name: 'x', n: 4 }).remove();
      return [updated.stats?.updated, removed.stats?.removed, (await things.count()).total];
    });
    expect(stats).toEqual([2, 1, 2]);
  });
});

describe('transactions', () => {
  test('all or nothing, unseen until the end', async () => {
    await fill([{ _id: 'a', n: 1 }]);
    const seen = await run(async ({ db }) => {
      const n = async () => ((await db.collection('things').doc('a').get()).data as { n: number }).n;
      const first = await db.startTransaction();
      await first
        .collection('things')
        .doc('a')
        .update({ data: { n: 2 } });
      const during = await n();
      await first.rollback();
      const rolledBack = await n();
      await db.runTransaction(async (transaction) => {
        await transaction
          .collection('things')
          .doc('a')
          .update({ data: { n: 3 } });
        await transaction.collection('things').add({ data: { _id: 'b' } });
      });
      return [during, rolledBack, await n(), (await db.collection('things').count()).total];
    });
    expect(seen).toEqual([1, 1, 3, 2]);
  });

  test('two that change one document: the second is told by name', async () => {
    await fill([{ _id: 'a', n: 1 }]);
    const outcome = await run(async ({ db }) => {
      const [one, two] = [await db.startTransaction(), await db.startTransaction()];
      const read = async (transaction: typeof one) => transaction.collection('things').doc('a').get();
      await Promise.all([read(one), read(two)]);
      await one
        .collection('things')
        .doc('a')
        .update({ data: { n: 2 } });
      const write = async () => {
        await two
          .collection('things')
          .doc('a')
          .update({ data: { n: 3 } });
        await two.commit();
      };
      const [first, second] = await Promise.allSettled([one.commit(), write()]);
      return [
        first.status,
        second.status,
        second.status === 'rejected' ? JSON.stringify(second.reason) + String(second.reason) : '',
      ];
    });
    expect(outcome.slice(0, 2)).toEqual(['fulfilled', 'rejected']);
    expect(outcome[2]).toContain('[ResourceUnavailable.TransactionConflict]');
  });
});
