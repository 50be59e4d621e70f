import fc from 'fast-check';
import type { Index } from '../../../emulator/config';
import { openStore, StoreError, type Store } from '../../../emulator/store';
import { compare } from '../../../emulator/store/order';
import { sortValues } from '../../../emulator/store/sort';

const indexes: Index[] = [
  { name: 'a', keys: [['a', 1]] },
  {
    name: 'a_b',
    keys: [
      ['a', 1],
      ['b', -1],
    ],
  },
  {
    name: 'b_a_live',
    keys: [
      ['b', -1],
      ['a', -1],
      ['live', 1],
    ],
  },
  { name: 'live', keys: [['live', 1]], sparse: true },
  {
    name: 'live_b',
    keys: [
      ['live', -1],
      ['b', 1],
    ],
    sparse: true,
  },
  {
    name: 'nx_b',
    keys: [
      ['n.x', -1],
      ['b', 1],
    ],
  },
];

const scalar = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -1, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom('', 'x', 'xy', 'y', null, true, NaN, new Date(5), new Date(7)) },
);
const list = fc.array(scalar, { maxLength: 3 });
const field = fc.oneof({ weight: 1, arbitrary: scalar }, { weight: 1, arbitrary: list });
const nested = fc.oneof(
  scalar,
  fc.record({ x: scalar, y: scalar }, { requiredKeys: [] }),
  fc.array(fc.oneof(scalar, fc.record({ x: scalar, y: scalar }, { requiredKeys: [] })), { maxLength: 3 }),
);
// b stays single, as MongoDB refuses an index over two arrays.
const document = fc.record({ a: field, b: scalar, live: scalar, n: nested }, { requiredKeys: [] });

const condition = fc.oneof(
  scalar,
  scalar.map((value) => ({ $eq: value })),
  scalar.map((value) => ({ $ne: value })),
  fc.tuple(scalar, scalar).map(([from, to]) => ({ $gte: from, $lt: to })),
  fc.tuple(scalar, scalar).map(([from, to]) => ({ $gt: from, $lte: to })),
  fc.array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })),
  fc.array(scalar, { maxLength: 2 }).map((values) => ({ $nin: values })),
  fc.array(scalar, { minLength: 1, maxLength: 2 }).map((values) => ({ $all: values })),
  fc.tuple(scalar, scalar).map(([from, to]) => ({ $elemMatch: { $gte: from, $lte: to } })),
  fc.boolean().map((there) => ({ $exists: there })),
  fc.constantFrom({ $regex: '^x' }, { $not: { $gt: 1 } }, { $type: 'array' }, /^xy/),
);
const simple = fc.record(
  {
    a: condition,
    b: condition,
    live: condition,
    'n.x': condition,
    n: fc.constant({ $elemMatch: { x: 1, y: { $gt: 0 } } }),
  },
  { requiredKeys: [] },
);
const query: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 3, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc.array(simple, { minLength: 1, maxLength: 3 }).map((parts) => ({ $and: parts })),
  },
  { weight: 1, arbitrary: fc.array(simple, { minLength: 1, maxLength: 3 }).map((parts) => ({ $or: parts })) },
  {
    weight: 1,
    arbitrary: fc.tuple(simple, simple, simple).map(([one, two, three]) => ({ ...one, $or: [two, three] })),
  },
);
const way = fc.constantFrom<1 | -1>(1, -1);
const order = fc.option(
  fc.oneof(
    fc.record({ a: way, b: way }),
    fc.record({ b: way, a: way }),
    fc.record({ b: way }),
    fc.record({ live: way, b: way }),
    fc.record({ 'n.x': way, b: way }),
    fc.record({ a: way }),
  ),
  { nil: undefined },
);

interface Case {
  documents: Record<string, unknown>[];
  changes: { at: number; to: Record<string, unknown> | null }[];
  query: Record<string, unknown>;
  order: Record<string, 1 | -1> | undefined;
  offset: number;
  limit: number;
}
const cases: fc.Arbitrary<Case> = fc.record({
  documents: fc.array(document, { maxLength: 25 }),
  changes: fc.array(fc.record({ at: fc.nat(24), to: fc.option(document) }), { maxLength: 8 }),
  query,
  order: order,
  offset: fc.nat(3),
  limit: fc.integer({ min: 1, max: 30 }),
});

async function fill(store: Store, collection: string, { documents, changes }: Case): Promise<void> {
  await store.insert(
    collection,
    documents.map((fields, i) => ({ ...fields, _id: `d${i}` })),
  );
  for (const { at, to } of changes) {
    const target = { query: { _id: `d${at}` }, multi: false };
    if (to) await store.update(collection, { ...target, update: to, replace: true, upsert: true });
    else await store.remove(collection, target);
  }
}

const ids = (documents: { _id: string }[]): string[] => documents.map((found) => found._id).sort();

test('an indexed query finds what a scan finds, in the same order', async () => {
  const used = new Set<string | null>();
  await fc.assert(
    fc.asyncProperty(cases, async (example) => {
      const schema = [
        { name: 'scanned', indexes: [] },
        { name: 'indexed', indexes },
      ];
      const store = await openStore({ directory: 'memory', schema });
      await fill(store, 'scanned', example);
      await fill(store, 'indexed', example);
      const { query, order, offset, limit } = example;

      const scanned = await store.find('scanned', { query });
      const indexed = await store.find('indexed', { query });
      expect(ids(indexed.documents)).toEqual(ids(scanned.documents));
      indexed.plans.forEach((plan) => used.add(plan.index));

      const request = { query, offset, limit, ...(order && { order }) };
      const page = await store.find('indexed', request);
      page.plans.forEach((plan) => used.add(plan.index));
      const size = Math.min(limit, Math.max(0, scanned.documents.length - offset));
      expect(page.documents).toHaveLength(size);
      if (!order) return;
      // What is equal in the order may come in any: compare the places, not the documents.
      const expected = await store.find('scanned', request);
      expect(keys(page.documents, order)).toEqual(keys(expected.documents, order));
    }),
    { numRuns: 300 },
  );
  for (const index of indexes) expect([...used]).toContain(index.name);
});

/** Rank of each document's place among all of them. */
function keys(documents: Record<string, unknown>[], order: Record<string, 1 | -1>): unknown[] {
  expect(sortValues(documents, order)).toEqual(documents);
  return documents.map((found) => Object.keys(order).map((path) => edge(found, path, order[path] ?? 1)));
}

function edge(found: Record<string, unknown>, path: string, way: 1 | -1): unknown {
  const value = path === 'n.x' ? undefined : found[path];
  if (!Array.isArray(value)) return value ?? null;
  return [...(value as unknown[])].sort((x, y) => way * compare(x, y))[0];
}

test('a document with two arrays under one index is refused', async () => {
  const schema = [
    {
      name: 'c',
      indexes: [
        {
          name: 'a_b',
          keys: [
            ['a', 1],
            ['b', 1],
          ] as const,
        },
      ],
    },
  ];
  const store = await openStore({ directory: 'memory', schema });
  await expect(store.insert('c', [{ a: [1, 2], b: [3] }])).rejects.toThrow(StoreError);
  expect(store.stats()).toEqual({ c: 0 });
});
