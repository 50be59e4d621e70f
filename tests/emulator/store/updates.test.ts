import { codeOf, collection } from './support';

type Fields = Record<string, unknown>;

test.each<[Fields, Fields, Fields]>([
  [{ a: 1 }, { $set: { 'b.c': 2 } }, { a: 1, b: { c: 2 } }],
  [{ l: [1, 2] }, { $set: { 'l.1': 9, 'l.3': 8 } }, { l: [1, 9, null, 8] }],
  [{ l: [{ a: 1 }] }, { $set: { 'l.0.a': 2 } }, { l: [{ a: 2 }] }],
  [{ a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
  [{ l: [1, 2] }, { $unset: { 'l.0': '' } }, { l: [null, 2] }],
  [{ a: 1 }, { $inc: { a: 2, 'b.c': 3 } }, { a: 3, b: { c: 3 } }],
  [{ a: 2 }, { $mul: { a: 4, b: 3 } }, { a: 8, b: 0 }],
  [{ a: 5, b: 5 }, { $min: { a: 3, b: 9 } }, { a: 3, b: 5 }],
  [{ a: 5, b: 5 }, { $max: { a: 3, b: 9, c: 1 } }, { a: 5, b: 9, c: 1 }],
  [{ a: 1, b: 2 }, { $rename: { a: 'c.d' } }, { b: 2, c: { d: 1 } }],
  [{}, { $push: { l: 1 } }, { l: [1] }],
  [{ l: [1] }, { $push: { l: [2, 3] } }, { l: [1, [2, 3]] }],
  [{ l: [1] }, { $push: { l: { $each: [2, 3] } } }, { l: [1, 2, 3] }],
  [{ l: [1] }, { $push: { l: { $each: [2, 3], $position: 0 } } }, { l: [2, 3, 1] }],
  [{ l: [4, 1] }, { $push: { l: { $each: [3], $sort: -1, $slice: 2 } } }, { l: [4, 3] }],
  [
    { l: [{ s: 2 }] },
    { $push: { l: { $each: [{ s: 1 }], $sort: { s: 1 }, $slice: -5 } } },
    { l: [{ s: 1 }, { s: 2 }] },
  ],
  [{ l: [1, 2, 1, 3] }, { $pull: { l: 1 } }, { l: [2, 3] }],
  [{ l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
  [{ l: [{ a: 1, b: 1 }, { a: 2 }] }, { $pull: { l: { a: 1 } } }, { l: [{ a: 2 }] }],
  [{ l: [{ a: 1 }, { a: 7 }] }, { $pull: { l: { a: { $gt: 5 } } } }, { l: [{ a: 1 }] }],
  [{ l: [1, 2, 3] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
  [{ l: [1] }, { $addToSet: { l: { $each: [1, 2, 2] } } }, { l: [1, 2] }],
  [{ l: [{ a: 1 }] }, { $addToSet: { l: { a: 1 } } }, { l: [{ a: 1 }] }],
  [{ l: [1, 2, 3] }, { $pop: { l: 1 } }, { l: [1, 2] }],
  [{ l: [1, 2, 3] }, { $pop: { l: -1 } }, { l: [2, 3] }],
])('%j with %j', async (before, update, after) => {
  const c = await collection([before]);
  expect(await c.after(update)).toEqual(after);
});

test.each<[Fields]>([
  [{ $set: { a: 1, 'a.b': 2 } }],
  [{ $set: { 'a.b': 1 }, $inc: { a: 2 } }],
  [{ $inc: { n: 1 }, $set: { n: 2 } }],
  [{ $rename: { n: 'm' }, $set: { m: 1 } }],
  [{ $set: { _id: 'other' } }],
  [{ $inc: { text: 1 } }],
  [{ $inc: { n: 'x' } }],
  [{ $push: { n: 1 } }],
  [{ $set: { 'n.x': 1 } }],
  [{ $set: { 'l.x': 1 } }],
  [{ $set: { 'l.$': 1 } }],
  [{ $set: { 'a..b': 1 } }],
  [{ $bump: { n: 1 } }],
  [{}],
])('%j is refused and changes nothing', async (update) => {
  const document = { _id: 'x', n: 1, text: 't', l: [1] };
  const c = await collection([document]);
  expect(await codeOf(c.update({}, update))).toBe('DATABASE_REQUEST_FAILED');
  expect(await c.get('x')).toEqual(document);
});

test('an update that fails on one document keeps what it did before, and does no more', async () => {
  const c = await collection([
    { _id: 'a', n: 1 },
    { _id: 'b', n: 'x' },
    { _id: 'c', n: 1 },
  ]);
  expect(await codeOf(c.update({}, { $inc: { n: 1 } }))).toBe('DATABASE_REQUEST_FAILED');
  expect([(await c.get('a'))?.['n'], (await c.get('c'))?.['n']]).toEqual([2, 1]);
});

test('counts the documents that it changed', async () => {
  const c = await collection([{ n: 1 }, { n: 2 }]);
  expect(await c.update({}, { $set: { n: 2 } })).toBe(1);
  expect(await c.update({ n: 3 }, { $set: { n: 4 } })).toBe(0);
});

test('an upsert starts from what its query compares for equality', async () => {
  const c = await collection();
  const request = {
    query: { _id: 'x', kind: 'k', n: { $gt: 5 } },
    update: { $inc: { n: 1 } },
    replace: false,
    multi: false,
    upsert: true,
  };
  expect(await c.store.update('c', request)).toMatchObject({ updated: 0, upsertedId: 'x' });
  expect(await c.get('x')).toEqual({ _id: 'x', kind: 'k', n: 1 });
  // It does not find n > 5, so it would insert a second document with the same id.
  expect(await codeOf(c.store.update('c', request))).toBe('DATABASE_REQUEST_FAILED');
});

test('a replacement keeps nothing but the id', async () => {
  const c = await collection([{ _id: 'x', a: 1, b: 2 }]);
  expect(await c.update({ _id: 'x' }, { c: 3 }, { replace: true })).toBe(1);
  expect(await c.get('x')).toEqual({ _id: 'x', c: 3 });
  expect(await codeOf(c.update({ _id: 'x' }, { $set: { c: 4 } }, { replace: true }))).toBe(
    'DATABASE_REQUEST_FAILED',
  );
});

test('updateAndReturn gives the document as it is afterwards', async () => {
  const c = await collection([{ _id: 'x', n: 1 }]);
  const request = {
    query: { n: 1 },
    update: { $inc: { n: 1 } },
    replace: false,
    multi: false,
    upsert: false,
  };
  expect(await c.store.updateAndReturn('c', request)).toMatchObject({
    updated: 1,
    document: { _id: 'x', n: 2 },
  });
  expect(await c.store.updateAndReturn('c', request)).toMatchObject({ updated: 0, document: null });
});

test('twenty buyers of five places: five get one', async () => {
  const c = await collection([{ _id: 'slot', taken: 0, roster: {} }]);
  const buyers = Array.from({ length: 20 }, (_, i) =>
    c.update(
      { _id: 'slot', taken: { $lt: 5 }, [`roster.p${i}`]: { $exists: false } },
      { $inc: { taken: 1 }, $set: { [`roster.p${i}`]: { at: i } } },
    ),
  );
  const results = await Promise.all(buyers);
  expect(results.filter((updated) => updated === 1)).toHaveLength(5);
  const slot = await c.get('slot');
  expect(slot?.['taken']).toBe(5);
  expect(Object.keys(slot?.['roster'] as object)).toHaveLength(5);
});
