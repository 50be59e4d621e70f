/** What missing, equal and refused mean in CloudBase's database, asked through the real SDK. */
import { startConformance, type Conformance } from './conformance';

let environment: Conformance;
beforeAll(async () => {
  environment = await startConformance();
});
afterAll(() => environment.close());
beforeEach(() => environment.clear());

const run: Conformance['sdk']['run'] = (work, input) => environment.sdk.run(work, input);
const fill: Conformance['fill'] = (documents) => environment.fill(documents);

test('a field that is missing sorts before null in expressions, and is left out of a pushed list', async () => {
  await fill([{ _id: 'a' }, { _id: 'b', n: null }, { _id: 'c', n: 5 }, { _id: 'd', n: 'x' }]);
  const list = await run(async ({ db, $ }) => {
    const { list } = await db
      .collection('things')
      .aggregate()
      .sort({ _id: 1 })
      .group({
        _id: null,
        below: $.push($.lt(['$n', null])),
        equal: $.push($.eq(['$n', null])),
        five: $.push($.gte(['$n', 5])),
        values: $.push('$n'),
      })
      .limit(1)
      .end();
    return list;
  });
  expect(list).toEqual([
    {
      _id: null,
      below: [true, false, false, false],
      equal: [false, true, false, false],
      five: [false, false, true, true],
      values: [null, 5, 'x'],
    },
  ]);
});

test('objects are equal by the order of their fields', async () => {
  await fill([
    { _id: 'a', o: { x: 1, y: 2 } },
    { _id: 'b', o: { y: 2, x: 1 } },
  ]);
  const groups = await run(async ({ db, $ }) => {
    const { list } = await db
      .collection('things')
      .aggregate()
      .group({ _id: '$o', n: $.sum(1) })
      .limit(9)
      .end();
    return list?.length;
  });
  expect(groups).toBe(2);
});

test('a batch keeps what came before a duplicate', async () => {
  await fill([{ _id: 'b', n: 1 }]);
  const add = run(({ db }) =>
    db.collection('things').add({ data: [{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }] }),
  );
  await expect(add).rejects.toThrow('duplicate key error collection');
  const ids = await run(async ({ db }) => (await db.collection('things').orderBy('_id', 'asc').get()).data);
  expect(ids).toEqual([{ _id: 'a' }, { _id: 'b', n: 1 }]);
});

test('to set what is there counts as one, to update it as none', async () => {
  await fill([{ _id: 'a', n: 1 }]);
  const stats = await run(async ({ db }) => {
    const a = db.collection('things').doc('a');
    return [
      (await a.set({ data: { n: 1 } })).stats?.updated,
      (await a.update({ data: { n: 1 } })).stats?.updated,
    ];
  });
  expect(stats).toEqual([1, 0]);
});

test('refuses a size of nothing, and a projection of a field and a part of it', async () => {
  await fill([{ _id: 'a', o: { x: 1 } }]);
  const sized = run(({ db, $ }) =>
    db
      .collection('things')
      .aggregate()
      .project({ n: $.size('$none') })
      .end(),
  );
  await expect(sized).rejects.toThrow('must be an array');
  const both = run(({ db }) => db.collection('things').field({ o: true, 'o.x': true }).get());
  await expect(both).rejects.toMatchObject({ errCode: -502001 });
});

test('a transaction that is over does not exist', async () => {
  await fill([{ _id: 'a', n: 1 }]);
  const late = run(async ({ db }) => {
    const transaction = await db.startTransaction();
    await transaction
      .collection('things')
      .doc('a')
      .update({ data: { n: 2 } });
    await transaction.commit();
    await transaction
      .collection('things')
      .doc('a')
      .update({ data: { n: 3 } });
  });
  await expect(late).rejects.toThrow('[ResourceUnavailable.TransactionNotExist]');
});
