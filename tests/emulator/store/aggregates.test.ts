import { openStore } from '../../../emulator/store';
import { codeOf, collection, Shortcuts } from './support';

type Fields = Record<string, unknown>;
const rows = [
  { _id: 'a', kind: 'x', n: 1, tags: ['p', 'q'], in: { deep: 1, other: 2 } },
  { _id: 'b', kind: 'y', n: 2, tags: [], in: { deep: 2 } },
  { _id: 'c', kind: 'x', n: 3, in: [{ deep: 3 }, { deep: 4 }] },
];

test.each<[string, Fields[], unknown[]]>([
  [
    '$group',
    [{ $group: { _id: '$kind', n: { $sum: '$n' }, ids: { $push: '$_id' } } }, { $sort: { _id: 1 } }],
    [
      { _id: 'x', n: 4, ids: ['a', 'c'] },
      { _id: 'y', n: 2, ids: ['b'] },
    ],
  ],
  [
    '$group of all',
    [{ $group: { _id: null, total: { $sum: 1 }, most: { $max: '$n' }, mean: { $avg: '$n' } } }],
    [{ _id: null, total: 3, most: 3, mean: 2 }],
  ],
  [
    '$addFields',
    [
      { $match: { _id: 'a' } },
      { $addFields: { twice: { $multiply: ['$n', 2] }, 'in.deep': 9, in2: { x: '$kind' }, kind: '$none' } },
    ],
    [{ _id: 'a', n: 1, tags: ['p', 'q'], in: { deep: 9, other: 2 }, twice: 2, in2: { x: 'x' } }],
  ],
  [
    '$addFields of literals',
    [{ $match: { _id: 'b' } }, { $addFields: { key: { $literal: '$kind' } } }, { $project: { key: 1 } }],
    [{ _id: 'b', key: '$kind' }],
  ],
  [
    '$project',
    [
      { $match: { n: 1 } },
      { $project: { _id: 0, kind: 1, 'in.deep': 1, first: { $arrayElemAt: ['$tags', 0] } } },
    ],
    [{ kind: 'x', in: { deep: 1 }, first: 'p' }],
  ],
  [
    '$project without',
    [{ $match: { n: 1 } }, { $project: { tags: 0, 'in.deep': 0 } }],
    [{ _id: 'a', kind: 'x', n: 1, in: { other: 2 } }],
  ],
  [
    '$unwind',
    [{ $unwind: '$tags' }, { $project: { tags: 1 } }],
    [
      { _id: 'a', tags: 'p' },
      { _id: 'a', tags: 'q' },
    ],
  ],
  [
    '$unwind that keeps',
    [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 'a', tags: 'p', i: 0 },
      { _id: 'a', tags: 'q', i: 1 },
      { _id: 'b', i: null },
      { _id: 'c', i: null },
    ],
  ],
  ['$count', [{ $match: { kind: 'x' } }, { $count: 'total' }], [{ total: 2 }]],
  ['$count of nothing', [{ $match: { kind: 'z' } }, { $count: 'total' }], []],
  [
    '$sortByCount',
    [{ $sortByCount: '$kind' }],
    [
      { _id: 'x', count: 2 },
      { _id: 'y', count: 1 },
    ],
  ],
  [
    '$bucket',
    [{ $bucket: { groupBy: '$n', boundaries: [1, 2, 3], default: 'more' } }],
    [
      { _id: 1, count: 1 },
      { _id: 2, count: 1 },
      { _id: 'more', count: 1 },
    ],
  ],
  [
    '$replaceRoot',
    [{ $match: { _id: 'a' } }, { $replaceRoot: { newRoot: { $mergeObjects: ['$in', { n: '$n' }] } } }],
    [{ deep: 1, other: 2, n: 1 }],
  ],
  [
    '$skip and $limit',
    [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } }],
    [{ _id: 'b', n: 2 }],
  ],
  [
    '$limit, then $skip',
    [{ $sort: { n: 1 } }, { $limit: 2 }, { $skip: 1 }, { $project: { n: 1 } }],
    [{ _id: 'b', n: 2 }],
  ],
  ['$match behind $limit', [{ $sort: { n: 1 } }, { $limit: 1 }, { $match: { kind: 'y' } }], []],
])('%s', async (_, stages, expected) => {
  const c = await collection(rows);
  expect(await c.aggregate(...stages)).toEqual(expected);
});

const day = (text: string): object => ({ $week: { $literal: new Date(text) } });
test.each<[object, unknown]>([
  [day('2026-01-01T00:00:00Z'), 0],
  [day('2026-01-04T00:00:00Z'), 1],
  [day('2023-01-01T00:00:00Z'), 1],
  [day('2024-12-31T00:00:00Z'), 52],
  [{ $week: { date: { $literal: new Date('2026-01-03T17:00:00Z') }, timezone: '+08:00' } }, 1],
  [{ $indexOfCP: ['志愿服务', '服务'] }, 2],
  [{ $indexOfCP: ['𠮷野家', '野'] }, 1],
  [{ $indexOfCP: ['abcabc', 'b', 2] }, 4],
  [{ $indexOfCP: ['abc', 'z'] }, -1],
  [{ $substr: ['abcdef', 2, -1] }, 'cdef'],
  [{ $substr: ['志愿', 3, 3] }, '愿'],
  [{ $substr: ['abc', 1, 99] }, 'bc'],
  [
    {
      $dateToString: {
        date: { $literal: new Date('2026-03-05T17:30:00Z') },
        format: '%Y-%m-%d',
        timezone: '+08:00',
      },
    },
    '2026-03-06',
  ],
])('%j is %j', async (expression, expected) => {
  const c = await collection([{ _id: 'x' }]);
  expect(await c.aggregate({ $project: { _id: 0, value: expression } })).toEqual([{ value: expected }]);
});

test.each<[Fields]>([
  [{ $out: 'x' }],
  [{ $limit: 0 }],
  [{ $project: { a: 1, b: 0 } }],
  [{ $addFields: { a: { $bump: 1 } } }],
])('%j is refused', async (stage) => {
  const c = await collection(rows);
  expect(await codeOf(c.aggregate({ $match: { n: 1 } }, stage))).toBe('DATABASE_REQUEST_FAILED');
});

describe('$lookup', () => {
  const schema = [
    { name: 'c', indexes: [] },
    { name: 'slots', indexes: [{ name: 'activity', keys: [['activity', 1]] as const }] },
    { name: 'people', indexes: [{ name: 'teams', keys: [['teams', 1]] as const }] },
  ];
  async function city(): Promise<Shortcuts> {
    const store = await openStore({ directory: 'memory', schema });
    await store.insert('c', [{ _id: 'city', name: '三门峡' }, { _id: 'other' }]);
    await store.insert(
      'slots',
      Array.from({ length: 30 }, (_, i) => ({
        _id: `s${i}`,
        activity: `act${i % 10}`,
        leads: [`p${i}`],
        seq: i,
      })),
    );
    await store.insert(
      'people',
      Array.from({ length: 40 }, (_, i) => ({ _id: `p${i}`, teams: [`t${i % 4}`, `u${i}`] })),
    );
    return new Shortcuts(store);
  }
  const anchor = [{ $match: { _id: 'city' } }, { $addFields: { key: { $literal: 'act3' } } }];
  const slots = { $lookup: { from: 'slots', localField: 'key', foreignField: 'activity', as: 'slot' } };

  test('is served by the index, through arrays of the one before', async () => {
    const c = await city();
    const leads = { $lookup: { from: 'people', localField: 'slot.leads', foreignField: '_id', as: 'lead' } };
    const { documents, plans } = await c.run(...anchor, slots, leads, {
      $project: { 'slot._id': 1, 'lead._id': 1 },
    });
    expect(documents).toEqual([
      {
        _id: 'city',
        slot: [{ _id: 's3' }, { _id: 's13' }, { _id: 's23' }],
        lead: [{ _id: 'p3' }, { _id: 'p13' }, { _id: 'p23' }],
      },
    ]);
    expect(plans).toEqual([
      { collection: 'c', index: '_id_', rowsRead: 1 },
      { collection: 'slots', index: 'activity', rowsRead: 3 },
      { collection: 'people', index: '_id_', rowsRead: 3 },
    ]);
  });

  test('looks into arrays of the foreign documents, each found once', async () => {
    const c = await city();
    const stage = { $lookup: { from: 'people', localField: 'keys', foreignField: 'teams', as: 'found' } };
    const { documents, plans } = await c.run(
      { $match: { _id: 'city' } },
      { $addFields: { keys: ['u1', 't1', 'u2'] } },
      stage,
    );
    expect((documents[0] as { found: unknown[] }).found).toHaveLength(11);
    expect(plans[1]).toEqual({ collection: 'people', index: 'teams', rowsRead: 11 });
  });

  test.each([
    ['a missing field', {}, 'none'],
    ['an empty array', { none: [] }, 'none'],
    ['a path through an empty array', { none: [] }, 'none.x'],
    ['a path through documents without it', { none: [{}] }, 'none.x'],
  ])('%s meets missing fields', async (_what, fields, localField) => {
    const c = await city();
    const lookup = { $lookup: { from: 'c', localField, foreignField: 'name', as: 'found' } };
    const found = await c.aggregate({ $match: { _id: 'city' } }, { $addFields: fields }, lookup);
    expect(found).toMatchObject([{ found: [{ _id: 'other' }] }]);
  });

  test('runs a pipeline with variables, by the index where it compares with $eq', async () => {
    const c = await city();
    const stage = {
      $lookup: {
        from: 'slots',
        let: { wanted: '$key' },
        pipeline: [
          { $match: { $expr: { $and: [{ $eq: ['$activity', '$$wanted'] }, { $gt: ['$seq', 5] }] } } },
          { $sort: { seq: -1 } },
          { $project: { _id: 0, seq: 1, key: '$$wanted' } },
        ],
        as: 'found',
      },
    };
    const { documents, plans } = await c.run(...anchor, stage);
    expect(documents).toMatchObject([
      {
        found: [
          { seq: 23, key: 'act3' },
          { seq: 13, key: 'act3' },
        ],
      },
    ]);
    expect(plans[1]).toEqual({ collection: 'slots', index: 'activity', rowsRead: 3 });
  });

  test('reports a scan of the foreign collection', async () => {
    const c = await city();
    const stage = { $lookup: { from: 'slots', localField: 'key', foreignField: 'seq', as: 'found' } };
    expect((await c.run(...anchor, stage)).plans[1]).toEqual({
      collection: 'slots',
      index: null,
      rowsRead: 30,
    });
  });

  test('from a collection that does not exist is refused', async () => {
    const c = await city();
    const stage = { $lookup: { from: 'nowhere', localField: 'key', foreignField: 'seq', as: 'found' } };
    expect(await codeOf(c.run(...anchor, stage))).toBe('DATABASE_COLLECTION_NOT_EXIST');
  });
});

test('a sample has each document once at most', async () => {
  const c = await collection(rows);
  const found = await c.aggregate({ $sample: { size: 2 } });
  expect(new Set(found.map((document) => (document as Fields)['_id'])).size).toBe(2);
  expect(await c.aggregate({ $sample: { size: 9 } })).toHaveLength(3);
});
