/** What values mean to MongoDB where they are missing, null or of different kinds, as its manual and its tests say. */
import { codeOf, collection } from './support';

type Fields = Record<string, unknown>;
const REFUSED = 'DATABASE_REQUEST_FAILED';

describe('null and missing in queries', () => {
  const documents = [
    { _id: 'none' },
    { _id: 'null', a: null },
    { _id: 'number', a: 4 },
    { _id: 'object', a: {} },
    { _id: 'object b', a: { b: 'x' } },
    { _id: 'object null', a: { b: null } },
    { _id: 'empty', a: [] },
    { _id: 'array in array', a: [[]] },
    { _id: 'objects', a: [{ b: 1 }, { b: 'x' }] },
    { _id: 'objects some', a: [{ b: 3 }, {}] },
    { _id: 'objects null', a: [{ b: null }, {}] },
    { _id: 'values', a: [1, 'x'] },
    { _id: 'values null', a: [1, null] },
  ];
  const EQUAL = ['none', 'null', 'values null'];
  const B_EQUAL = ['none', 'null', 'number', 'object', 'object null', 'objects some', 'objects null'];
  const without = (ids: string[]) => documents.map((d) => d._id).filter((id) => !ids.includes(id));

  const indexes = [
    [],
    [{ name: 'a', keys: [['a', 1]] as const }],
    [{ name: 'a', keys: [['a', -1]] as const, sparse: true }],
    [{ name: 'b', keys: [['a.b', 1]] as const, sparse: true }],
    [
      {
        name: 'b_id',
        keys: [
          ['a.b', 1],
          ['_id', 1],
        ] as const,
        sparse: true,
      },
    ],
  ];
  const queries: [Fields, string[]][] = [
    [{ a: null }, EQUAL],
    [{ a: { $ne: null } }, without(EQUAL)],
    [{ a: { $in: [null, 75] } }, EQUAL],
    [{ a: { $nin: [null, 75] } }, without(EQUAL)],
    [{ a: { $not: { $gte: null } } }, without(EQUAL)],
    [{ a: { $exists: false } }, ['none']],
    [{ 'a.b': null }, B_EQUAL],
    [{ 'a.b': { $ne: null } }, without(B_EQUAL)],
    [{ 'a.b': { $nin: [null, 75] } }, without(B_EQUAL)],
    [{ $or: [{ 'a.b': null }, { 'a.b': 75 }] }, B_EQUAL],
    [{ a: { $elemMatch: { $eq: null } } }, ['values null']],
    [
      { a: { $elemMatch: { $ne: null } } },
      ['array in array', 'objects', 'objects some', 'objects null', 'values', 'values null'],
    ],
    [{ a: { $elemMatch: { b: null } } }, ['array in array', 'objects some', 'objects null']],
    [{ a: { $elemMatch: { b: { $ne: null } } } }, ['objects', 'objects some']],
    [{ 'a.b': { $elemMatch: { $eq: null } } }, []],
  ];
  test.each(queries)('%j', async (query, expected) => {
    for (const own of indexes) {
      const c = await collection(documents, own);
      expect([own, (await c.ids(query)).sort()]).toEqual([own, [...expected].sort()]);
    }
  });

  test.each<[unknown]>([[null], ['x'], [[1]]])('$elemMatch of %j is refused', async (operand) => {
    const c = await collection(documents);
    expect(await codeOf(c.ids({ a: { $elemMatch: operand } }))).toBe(REFUSED);
  });
});

const value = {
  _id: 'x',
  n: 1,
  s: 'a',
  z: null,
  t: true,
  l: [1, 2],
  e: [],
  d: new Date(0),
  o: { x: 1, y: 2 },
  p: { y: 2, x: 1 },
};
const MISSING = Symbol('missing');

test.each<[Fields, unknown]>([
  [{ $eq: ['$none', null] }, false],
  [{ $eq: ['$none', '$gone'] }, true],
  [{ $eq: ['$z', null] }, true],
  [{ $ne: ['$z', '$none'] }, true],
  [{ $cmp: ['$none', '$z'] }, -1],
  [{ $cmp: ['$z', '$none'] }, 1],
  [{ $cmp: ['b', 'a'] }, 1],
  [{ $gt: ['$none', 1] }, false],
  [{ $lt: ['$none', 1] }, true],
  [{ $lte: ['$none', null] }, true],
  // Numbers, strings, objects, arrays, booleans, dates.
  [{ $lt: ['$z', -5] }, true],
  [{ $lt: [99, ''] }, true],
  [{ $lt: ['z', '$o'] }, true],
  [{ $lt: ['$o', '$e'] }, true],
  [{ $lt: ['$l', false] }, true],
  [{ $lt: ['$t', '$d'] }, true],
  [{ $gte: ['$d', 5] }, true],
  // Objects by the kinds of their fields, then their names, then their values, in order.
  [{ $eq: ['$o', '$p'] }, false],
  [{ $eq: ['$o', { x: '$n', y: 2 }] }, true],
  [{ $lt: ['$o', '$p'] }, true],
  [{ $lt: [{ a: 'z' }, { b: 1 }] }, false],
  [{ $lt: [{ b: 1 }, { a: 2, b: 0 }] }, false],
  [{ $lt: [{ a: 1 }, { a: 1, b: 0 }] }, true],
  [{ $in: ['$none', [null, 1]] }, false],
  [{ $in: ['$z', [null, 1]] }, true],
  [{ $in: ['$o', ['$p']] }, false],
  [{ $in: ['$o', [{ x: 1, y: 2 }]] }, true],
  [{ $indexOfArray: ['$l', 2] }, 1],
  [{ $indexOfArray: ['$none', 2] }, null],
  [{ $size: '$e' }, 0],
  [{ $size: '$l' }, 2],
  [{ $ifNull: ['$none', 7] }, 7],
  [{ $ifNull: ['$z', 7] }, 7],
  [{ $ifNull: ['$e', 7] }, []],
  [{ $cond: ['$none', 1, 2] }, 2],
  [{ $cond: ['$z', 1, 2] }, 2],
  [{ $cond: ['', 1, 2] }, 1],
  [{ $cond: ['$e', 1, 2] }, 1],
  [{ $cond: [0, 1, 2] }, 2],
  [{ $and: ['$n', '$none'] }, false],
  [{ $or: ['$z', 0] }, false],
  [{ $not: ['$none'] }, true],
  [{ $concat: ['a', '$none'] }, null],
  [{ $concat: ['a', null] }, null],
  [{ $arrayElemAt: ['$l', -1] }, 2],
  [{ $arrayElemAt: ['$l', 5] }, MISSING],
  [{ $arrayElemAt: ['$none', 0] }, null],
  [{ $concatArrays: ['$l', '$none'] }, null],
  [{ $add: [1, '$none'] }, null],
  [{ $subtract: ['$d', '$d'] }, 0],
  [{ $max: ['$none', null, 3, 'a'] }, 'a'],
  [{ $min: ['$none', null, 3, 'a'] }, 3],
  [{ $min: [null, '$none'] }, null],
  [{ $sum: ['$l', 3, 'x', null] }, 3],
  [{ $sum: '$l' }, 3],
  [{ $avg: ['$none', 'x'] }, null],
  [{ $filter: { input: '$none', as: 'each', cond: true } }, null],
  [{ $map: { input: '$none', as: 'each', in: 1 } }, null],
  [{ $reduce: { input: '$z', initialValue: 0, in: 1 } }, null],
  [{ $slice: ['$none', 1] }, null],
  [{ $isArray: ['$none'] }, false],
  [{ $mergeObjects: ['$none', '$z', { a: 1 }] }, { a: 1 }],
  [{ $toUpper: '$none' }, ''],
  [{ $type: '$none' }, 'missing'],
  [{ $dateToString: { date: '$none', format: '%Y' } }, null],
  [{ $setUnion: ['$l', '$none'] }, null],
  [
    { $setUnion: [['$o'], ['$p'], ['$o']] },
    [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ],
  ],
  [
    {
      $setIntersection: [
        ['$o', 1],
        ['$p', 1],
      ],
    },
    [1],
  ],
  [
    {
      $setDifference: [
        ['$o', 1],
        ['$p', 1],
      ],
    },
    [{ x: 1, y: 2 }],
  ],
  [{ $switch: { branches: [{ case: '$none', then: 1 }], default: 2 } }, 2],
])('%j is %p', async (expression, expected) => {
  const c = await collection([value]);
  const [found] = await c.aggregate({ $project: { _id: 0, value: expression } });
  expect(found).toEqual(expected === MISSING ? {} : { value: expected });
});

test.each<[Fields]>([
  [{ $size: '$none' }],
  [{ $size: '$z' }],
  [{ $size: '$s' }],
  [{ $in: [1, '$none'] }],
  [{ $eq: ['$n'] }],
  [{ $concat: ['a', '$n'] }],
  [{ $concatArrays: ['$l', '$n'] }],
  [{ $arrayElemAt: ['$n', 0] }],
  [{ $add: [1, 'a'] }],
  [{ $divide: [1, 0] }],
  [{ $strLenCP: '$none' }],
  [{ $switch: { branches: [{ case: false, then: 1 }] } }],
])('%j is refused', async (expression) => {
  const c = await collection([value]);
  expect(await codeOf(c.aggregate({ $project: { value: expression } }))).toBe(REFUSED);
});

test('a group leaves out what is missing, keeps null, and tells objects by the order of their fields', async () => {
  const c = await collection(
    [
      { _id: 1, k: { x: 1, y: 2 }, v: 5 },
      { _id: 2, k: { y: 2, x: 1 }, v: null },
      { _id: 3, k: { x: 1, y: 2 } },
      { _id: 4, v: 'a' },
      { _id: 5, k: null, v: { b: 1 } },
    ].map((d) => ({ ...d, _id: String(d._id) })),
  );
  const totals = {
    all: { $push: '$v' },
    set: { $addToSet: '$k' },
    least: { $min: '$v' },
    most: { $max: '$v' },
    first: { $first: '$v' },
  };
  const [all] = await c.aggregate({ $sort: { _id: -1 } }, { $group: { _id: null, ...totals } });
  expect(all).toEqual({
    _id: null,
    all: [{ b: 1 }, 'a', null, 5],
    set: [null, { x: 1, y: 2 }, { y: 2, x: 1 }],
    least: 5,
    most: { b: 1 },
    first: { b: 1 },
  });
  const by = await c.aggregate({ $group: { _id: '$k', count: { $sum: 1 }, last: { $last: '$v' } } });
  expect(by).toEqual([
    { _id: { x: 1, y: 2 }, count: 2, last: null },
    { _id: { y: 2, x: 1 }, count: 1, last: null },
    { _id: null, count: 2, last: { b: 1 } },
  ]);
});

test('a variable of a lookup that is missing meets what is missing, not what is null', async () => {
  const c = await collection([{ _id: 'a' }, { _id: 'b', k: null }, { _id: 'c', k: 1 }]);
  const lookup = {
    from: 'c',
    let: { wanted: '$k' },
    as: 'same',
    pipeline: [{ $match: { $expr: { $eq: ['$k', '$$wanted'] } } }, { $project: { _id: 1 } }],
  };
  const found = (await c.aggregate({ $lookup: lookup })) as { _id: string; same: { _id: string }[] }[];
  expect(found.map(({ same }) => same.map(({ _id }) => _id))).toEqual([['a'], ['b'], ['c']]);
});

test.each<[Fields]>([[{ o: 1, 'o.x': 1 }], [{ 'o.x': 1, o: 1 }], [{ o: 0, 'o.x': 0 }]])(
  'a projection of a field and of a part of it is refused: %j',
  async (projection) => {
    const c = await collection([value]);
    expect(await codeOf(c.store.find('c', { query: {}, projection }))).toBe(REFUSED);
    expect(await codeOf(c.aggregate({ $project: projection }))).toBe(REFUSED);
  },
);

test.each<[Fields, unknown]>([
  [{ $addToSet: { l: { y: 2, x: 1 } } }, [{ x: 1, y: 2 }, 5, null, { y: 2, x: 1 }]],
  [{ $addToSet: { l: { x: 1, y: 2 } } }, [{ x: 1, y: 2 }, 5, null]],
  [{ $pull: { l: { x: { $gte: 1 } } } }, [5, null]],
  [{ $pull: { l: null } }, [{ x: 1, y: 2 }, 5]],
  [{ $pull: { l: { $in: [5, null] } } }, [{ x: 1, y: 2 }]],
  [{ $pullAll: { l: [{ y: 2, x: 1 }, 5] } }, [{ x: 1, y: 2 }, null]],
  [{ $unset: { 'l.1': '' } }, [{ x: 1, y: 2 }, null, null]],
  [{ $min: { l: 5 } }, 5],
  [{ $max: { l: 'x' } }, [{ x: 1, y: 2 }, 5, null]],
])('%j makes %j', async (update, expected) => {
  const c = await collection([{ _id: 'x', l: [{ x: 1, y: 2 }, 5, null] }]);
  await c.update({}, update);
  expect((await c.get('x'))?.['l']).toEqual(expected);
});

test.each<[Fields]>([
  [{ $inc: { z: 1 } }],
  [{ $mul: { s: 2 } }],
  [{ $push: { z: 1 } }],
  [{ $addToSet: { n: 1 } }],
])('%j, of a value that it cannot be done to, is refused', async (update) => {
  const c = await collection([value]);
  expect(await codeOf(c.update({}, update))).toBe(REFUSED);
});

test('what replaces a document, or reads it while it writes, counts though nothing is other than before', async () => {
  const c = await collection([{ _id: 'x', n: 1 }]);
  const request = {
    query: { _id: 'x' },
    update: { $set: { n: 1 } },
    replace: false,
    multi: false,
    upsert: false,
  };
  expect((await c.store.update('c', request)).updated).toBe(0);
  expect((await c.store.update('c', { ...request, update: { n: 1 }, replace: true })).updated).toBe(1);
  expect((await c.store.updateAndReturn('c', request)).updated).toBe(1);
});

describe('places', () => {
  const geo = (name: string) => ({ name, keys: [[name, 'geo']] as const, sparse: true });
  const point = (latitude: number) => ({ type: 'Point', coordinates: [111, latitude] });
  const near = { near: point(34), spherical: true, distanceField: 'distance' };

  test.each<[unknown]>([
    [point(95)],
    [{ type: 'Point', coordinates: [200, 0] }],
    [{ x: 1 }],
    ['here'],
    [[1, 2, 3]],
  ])('%j cannot be kept where a geo index is', async (at) => {
    const c = await collection([], [geo('at')]);
    expect(await codeOf(c.store.insert('c', [{ at }]))).toBe(REFUSED);
    await c.store.insert('c', [{ _id: 'x', at: point(34) }, { at: null }, {}]);
    expect(await codeOf(c.update({ _id: 'x' }, { $set: { at } }))).toBe(REFUSED);
    expect((await c.get('x'))?.['at']).toEqual(point(34));
  });

  test('$geoNear says which of two indexes it means', async () => {
    const c = await collection([{ _id: 'x', at: point(34), other: point(35) }], [geo('at'), geo('other')]);
    expect(await codeOf(c.aggregate({ $geoNear: near }))).toBe(REFUSED);
    expect(await c.aggregate({ $geoNear: { ...near, key: 'other' } })).toHaveLength(1);
  });

  test('nothing but $geoNear asks an aggregate for the nearest', async () => {
    const c = await collection([{ _id: 'x', at: point(34) }], [geo('at')]);
    const match = { $match: { at: { $nearSphere: { $geometry: point(34) } } } };
    expect(await codeOf(c.aggregate(match))).toBe(REFUSED);
    expect(await codeOf(c.aggregate({ $limit: 1 }, match))).toBe(REFUSED);
    expect(await codeOf(c.aggregate({ $match: {} }, { $geoNear: near }))).toBe(REFUSED);
  });
});
