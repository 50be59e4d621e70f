import { codeOf, collection } from './support';

const when = new Date('2026-03-05T01:00:00Z');
const documents = [
  { _id: 'number', v: 5 },
  { _id: 'text', v: 'abc' },
  { _id: 'date', v: when },
  { _id: 'null', v: null },
  { _id: 'none' },
  { _id: 'empty', v: [] },
  { _id: 'list', v: [1, 10] },
  { _id: 'objects', v: [{ a: 1, b: 2 }, { a: 3 }] },
  { _id: 'object', v: { a: 1, b: [4, 5] } },
  { _id: 'nested', v: [[1, 10]] },
];

test.each<[Record<string, unknown>, string[]]>([
  [{ v: 5 }, ['number']],
  [{ v: null }, ['null', 'none']],
  [{ v: { $ne: null } }, ['number', 'text', 'date', 'empty', 'list', 'objects', 'object', 'nested']],
  [{ v: { $exists: false } }, ['none']],
  [{ v: { $exists: true, $in: [null] } }, ['null']],
  [{ v: when }, ['date']],
  [{ v: { $lt: new Date('2027-01-01') } }, ['date']],
  [{ v: { $gte: 1, $lt: 6 } }, ['number', 'list']],
  // One element is above 5 and another below 8: both conditions hold of the array, though of no element.
  [{ v: { $gt: 5, $lt: 8 } }, ['list']],
  [{ v: { $elemMatch: { $gt: 5, $lt: 8 } } }, []],
  [{ v: { $elemMatch: { $gte: 10 } } }, ['list']],
  [{ v: { $elemMatch: { a: 1, b: 2 } } }, ['objects']],
  [{ v: { $elemMatch: { $elemMatch: { $gt: 5 } } } }, ['nested']],
  [{ v: [1, 10] }, ['list', 'nested']],
  [{ v: [] }, ['empty']],
  [{ v: { $all: [1, 10] } }, ['list']],
  [{ v: { $all: [] } }, []],
  [{ v: { $all: [{ $elemMatch: { a: 1 } }, { $elemMatch: { a: 3 } }] } }, ['objects']],
  [{ v: { $size: 2 } }, ['list', 'objects']],
  [{ v: { $in: [5, /^ab/] } }, ['number', 'text']],
  [{ v: { $nin: [5, null, 1] } }, ['text', 'date', 'empty', 'objects', 'object', 'nested']],
  [{ v: { $not: { $gte: 1 } } }, ['text', 'date', 'null', 'none', 'empty', 'objects', 'object', 'nested']],
  [{ v: /B/i }, ['text']],
  [{ v: { $regex: 'B', $options: 'i' } }, ['text']],
  [{ v: { $mod: [5, 0] } }, ['number', 'list']],
  [{ v: { $type: 'array' } }, ['empty', 'list', 'objects', 'nested']],
  [{ v: { $type: 'date' } }, ['date']],
  [{ 'v.a': 1 }, ['objects', 'object']],
  [{ 'v.0': 1, _id: { $ne: 'nested' } }, ['list']],
  [{ 'v.0.a': 1 }, ['objects']],
  [{ 'v.b': 5 }, ['object']],
  [{ 'v.b': null, v: { $type: 'object' } }, ['objects']],
  [{ 'v.a': { $exists: true } }, ['objects', 'object']],
  [{ v: { a: 1, b: [4, 5] } }, ['object']],
  [{ v: { b: [4, 5], a: 1 } }, []],
  [{ $or: [{ v: 5 }, { v: 'abc' }] }, ['number', 'text']],
  [{ $and: [{ v: { $gt: 0 } }, { v: { $lt: 6 } }] }, ['number', 'list']],
  [{ $nor: [{ v: { $exists: true } }] }, ['none']],
  [{ $expr: { $eq: ['$v', 5] } }, ['number']],
  [{ $expr: { $in: [10, { $cond: [{ $isArray: '$v' }, '$v', []] }] } }, ['list']],
])('%j', async (query, expected) => {
  const c = await collection(documents);
  expect(await c.ids(query)).toEqual(expected);
});

test.each<[Record<string, unknown>]>([
  [{ v: { $unknown: 1 } }],
  [{ $where: 'true' }],
  [{ v: { $in: 5 } }],
  [{ v: { $regex: '(' } }],
  [{ v: { $near: { $geometry: { type: 'Point', coordinates: [1, 1] } } } }],
])('%j is refused, whether or not there are documents', async (query) => {
  const c = await collection();
  expect(await codeOf(c.ids(query))).toBe('DATABASE_REQUEST_FAILED');
});

test('a collection that does not exist is refused', async () => {
  const { store } = await collection();
  expect(await codeOf(store.find('other', { query: {} }))).toBe('DATABASE_COLLECTION_NOT_EXIST');
  expect(await codeOf(store.insert('other', [{ a: 1 }]))).toBe('DATABASE_COLLECTION_NOT_EXIST');
  await store.createCollection('other');
  await store.insert('other', [{ a: 1 }]);
  expect(store.stats()).toEqual({ c: 0, other: 1 });
});

test('sorts by kind, then by value; arrays by their smallest, backwards by their largest', async () => {
  const { store } = await collection([...documents, { _id: 'true', v: true }]);
  const sorted = async (way: 1 | -1): Promise<string[]> => {
    const found = await store.find('c', {
      query: { _id: { $nin: ['null', 'none', 'nested', 'objects'] } },
      order: { v: way },
    });
    return found.documents.map((document) => document._id);
  };
  expect(await sorted(1)).toEqual(['empty', 'list', 'number', 'text', 'object', 'true', 'date']);
  expect(await sorted(-1)).toEqual(['date', 'true', 'object', 'text', 'list', 'number', 'empty']);
});

test.each<[Record<string, unknown>, Record<string, unknown>]>([
  [{ a: 1 }, { _id: 'x', a: 1 }],
  [{ a: true, _id: false }, { a: 1 }],
  [{ 'l.p': 1, _id: 0 }, { l: [{ p: 1 }, { p: 2 }] }],
  [
    { l: 0, n: false },
    { _id: 'x', a: 1 },
  ],
  [
    { 'l.p': 0, a: 0, n: 0 },
    { _id: 'x', l: [{ q: 1 }, {}] },
  ],
  [
    { n: { $slice: [1, 2] }, a: 0, l: 0 },
    { _id: 'x', n: [2, 3] },
  ],
  [
    { n: { $slice: -1 }, a: 0, l: 0 },
    { _id: 'x', n: [4] },
  ],
  [{ l: { $elemMatch: { p: 2 } } }, { _id: 'x', l: [{ p: 2 }] }],
])('projection %j', async (projection, expected) => {
  const { store } = await collection([{ _id: 'x', a: 1, n: [1, 2, 3, 4], l: [{ p: 1, q: 1 }, { p: 2 }] }]);
  const { documents } = await store.find('c', { query: {}, projection });
  expect(documents).toEqual([expected]);
});

test('what goes in and what comes out is shared with nobody', async () => {
  const source = { _id: 'x', list: [{ when: new Date(0) }] };
  const c = await collection([source]);
  source.list[0]?.when.setTime(1);
  const first = await c.get('x');
  (first?.['list'] as { when: Date }[])[0]?.when.setTime(2);
  const [found] = await c.aggregate({ $match: {} });
  (found as typeof source).list.push({ when: new Date(3) });
  expect(await c.get('x')).toEqual({ _id: 'x', list: [{ when: new Date(0) }] });
});
