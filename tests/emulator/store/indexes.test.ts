import { codeOf, collection, OVER, refusalOf } from './support';

const rows = Array.from({ length: 100 }, (_, i) => ({
  _id: `d${i}`,
  kind: i % 4,
  rank: i,
  ...(i % 10 === 0 && { live: true }),
}));
const indexes = [
  {
    name: 'kind_rank',
    keys: [
      ['kind', 1],
      ['rank', 1],
    ] as const,
  },
  {
    name: 'live',
    keys: [['live', 1]] as const,
    sparse: true,
  },
];

test.each<[object, { order?: Record<string, 1 | -1>; limit?: number }, string | null, number]>([
  [{ _id: 'd5' }, {}, '_id_', 1],
  [{ _id: { $in: ['d5', 'd6', 'none'] } }, {}, '_id_', 2],
  [{ kind: 1 }, {}, 'kind_rank', 25],
  [{ kind: 1, rank: { $gte: 80 } }, {}, 'kind_rank', 5],
  [{ $and: [{ kind: 1 }, { rank: { $gt: 80, $lt: 90 } }] }, {}, 'kind_rank', 3],
  [{ kind: { $in: [1, 2] }, rank: { $lt: 8 } }, {}, 'kind_rank', 4],
  [{ kind: 1 }, { order: { rank: -1 }, limit: 3 }, 'kind_rank', 3],
  // Two lists, each in order, are read side by side: the next of either may have to be looked at.
  [{ kind: { $in: [1, 2] } }, { order: { rank: -1 }, limit: 3 }, 'kind_rank', 3],
  [{ kind: 1 }, { order: { kind: 1, rank: 1 }, limit: 3 }, 'kind_rank', 3],
  [{}, { order: { kind: -1, rank: -1 }, limit: 3 }, 'kind_rank', 3],
  [{ kind: 1 }, { order: { live: 1 }, limit: 3 }, 'kind_rank', 25],
  [{ rank: 5 }, {}, null, 100],
  [{}, {}, null, 100],
  [{ live: true }, { order: { rank: -1 }, limit: 2 }, 'live', 10],
  [{ live: { $exists: true }, rank: 5 }, {}, 'live', 10],
  [{ live: { $ne: true } }, {}, null, 100],
  [{ live: null }, {}, null, 100],
  [{ $or: [{ kind: 1, rank: 5 }, { rank: 3 }] }, {}, null, 100],
  [{ kind: { $ne: 1 } }, {}, null, 100],
])('%j %j reads %s', async (query, rest, index, rowsRead) => {
  const c = await collection(rows, indexes);
  expect(await c.plan(query as Record<string, unknown>, rest)).toEqual({ collection: 'c', index, rowsRead });
});

test('the branches of an $or are looked up one by one', async () => {
  const c = await collection(rows, indexes);
  const { documents, plans } = await c.store.find('c', {
    query: {
      $or: [
        { kind: 1, rank: { $lt: 10 } },
        { live: true, rank: { $lt: 15 } },
      ],
    },
  });
  expect(documents.map((found) => found['rank'])).toEqual([1, 5, 9, 0, 10]);
  expect(plans).toEqual([
    { collection: 'c', index: 'kind_rank', rowsRead: 3 },
    { collection: 'c', index: 'live', rowsRead: 10 },
  ]);
});

test('$all looks up the rarest value', async () => {
  const grams = rows.map(({ _id, rank }) => ({ _id, grams: ['all', `r${rank}`] }));
  const c = await collection(grams, [{ name: 'grams', keys: [['grams', 1]] }]);
  expect(await c.plan({ grams: { $all: ['all', 'r7'] } })).toEqual({
    collection: 'c',
    index: 'grams',
    rowsRead: 1,
  });
});

describe('over an array', () => {
  const lists = [
    { _id: 'wide', l: [1, 10] },
    { _id: 'low', l: [2, 3] },
    { _id: 'one', l: 6 },
  ];
  const list = [{ name: 'l', keys: [['l', 1]] as const }];

  test('a range may be held by two elements, neither of which is in it', async () => {
    const c = await collection(lists, list);
    expect((await c.ids({ l: { $gt: 5, $lt: 8 } })).sort()).toEqual(['one', 'wide']);
    expect(await c.ids({ l: { $elemMatch: { $gt: 5, $lt: 8 } } })).toEqual([]);
  });

  test('a document found under two elements is found once', async () => {
    const c = await collection(lists, list);
    expect(await c.ids({ l: { $in: [1, 10, 3] } })).toEqual(['wide', 'low']);
    expect(await c.plan({ l: { $gte: 1 } })).toEqual({ collection: 'c', index: 'l', rowsRead: 3 });
  });

  test('an order by it is not that of the index', async () => {
    const c = await collection(lists, list);
    const { documents } = await c.store.find('c', { query: { l: { $lt: 7 } }, order: { l: -1 } });
    expect(documents.map((found) => found._id)).toEqual(['wide', 'one', 'low']);
  });
});

test('an update moves a document in the index', async () => {
  const c = await collection(rows, indexes);
  await c.update({ _id: 'd3' }, { $set: { kind: 9 }, $unset: { rank: '' } });
  expect(await c.ids({ kind: 9 })).toEqual(['d3']);
  expect(await c.ids({ kind: 3, rank: 3 })).toEqual([]);
  await c.store.remove('c', { query: { kind: 9 }, multi: true });
  expect(await c.ids({ kind: 9 })).toEqual([]);
});

describe('a unique index', () => {
  const unique = [{ name: 'phone', keys: [['phone', 1]] as const, unique: true }];

  test('refuses a second document with the value, in the words that callers look for', async () => {
    const c = await collection([{ phone: '1' }], unique);
    await expect(c.store.insert('c', [{ phone: '1' }])).rejects.toThrow('duplicate key error collection');
    expect(await codeOf(c.store.insert('c', [{ phone: '1' }]))).toBe('DATABASE_REQUEST_FAILED');
  });

  test('takes a missing field for null', async () => {
    const c = await collection([{ phone: null }], unique);
    expect(await codeOf(c.store.insert('c', [{ other: 1 }]))).toBe('DATABASE_REQUEST_FAILED');
  });

  test('passes over a missing field when it is sparse', async () => {
    const c = await collection(
      [{ a: 1 }],
      unique.map((index) => ({ ...index, sparse: true })),
    );
    await c.store.insert('c', [{ a: 2 }, { phone: '1' }]);
    expect(await codeOf(c.store.insert('c', [{ phone: '1' }]))).toBe('DATABASE_REQUEST_FAILED');
  });

  test('holds each element of a list, of other documents only: what one lets go of another takes', async () => {
    const keys = [{ name: 'keys', keys: [['keys', 1]] as const, unique: true }];
    const c = await collection(
      [
        { _id: 'a', keys: ['none:a'] },
        { _id: 'b', keys: ['none:b'] },
      ],
      keys,
    );
    expect(await c.update({ _id: 'a' }, { $set: { keys: ['none:a', 'seat'] } })).toBe(1);
    const take = () => codeOf(c.update({ _id: 'b' }, { $set: { keys: ['none:b', 'seat'] } }));
    expect(await take()).toBe('DATABASE_REQUEST_FAILED');
    expect(await c.ids({ keys: 'seat' })).toEqual(['a']);
    await c.update({}, { $push: { keys: { $each: [], $slice: 1 } } });
    expect(await take()).toBe('no error');
    expect(await c.ids({ keys: 'seat' })).toEqual(['b']);
  });

  test('refuses an update too, and lets a document keep its own value', async () => {
    const c = await collection(
      [
        { _id: 'a', phone: '1' },
        { _id: 'b', phone: '2' },
      ],
      unique,
    );
    expect(await c.update({ _id: 'a' }, { $set: { phone: '1', n: 1 } })).toBe(1);
    expect(await codeOf(c.update({ _id: 'a' }, { $set: { phone: '2' } }))).toBe('DATABASE_REQUEST_FAILED');
    expect(await c.ids({ phone: '1' })).toEqual(['a']);
  });

  test('refuses a batch from the first duplicate on: what came before stays', async () => {
    const c = await collection([], unique);
    const batch = ['1', '2', '1', '3'].map((phone, i) => ({ _id: String(i), phone }));
    expect(await codeOf(c.store.insert('c', batch))).toBe('DATABASE_REQUEST_FAILED');
    expect(await c.ids({})).toEqual(['0', '1']);
    const again = [{ _id: '3' }, { _id: '1' }, { _id: '4' }];
    expect(await codeOf(c.store.insert('c', again))).toBe('DATABASE_REQUEST_FAILED');
    expect(await c.ids({})).toEqual(['0', '1', '3']);
  });

  test('refuses a batch in a transaction as a whole', async () => {
    const c = await collection([{ _id: 'a' }], unique);
    const transaction = await c.store.startTransaction(new Date());
    const batch = [{ _id: 'b', phone: '1' }, { _id: 'a' }];
    expect(await codeOf(c.store.insert('c', batch, transaction))).toBe('DATABASE_REQUEST_FAILED');
    expect(await refusalOf(c.store.commitTransaction(transaction))).toContain(OVER);
    expect(await c.ids({})).toEqual(['a']);
  });

  test('holds for ids without being declared', async () => {
    const c = await collection([{ _id: 'a' }]);
    await expect(c.store.insert('c', [{ _id: 'a' }])).rejects.toThrow('duplicate key error collection');
    expect(await codeOf(c.store.insert('c', [{ _id: 'b' }, { _id: 'b' }]))).toBe('DATABASE_REQUEST_FAILED');
  });
});

test('a collection has twenty indexes at most', async () => {
  const named = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `n${i}`, keys: [[`n${i}`, 1]] as const }));
  await collection([{ n1: 1 }], named(20));
  expect(await codeOf(collection([], named(21)))).toBe('DATABASE_REQUEST_FAILED');
});
