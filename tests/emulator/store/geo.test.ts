import fc from 'fast-check';
import type { Index } from '../../../emulator/config';
import { distance, type Position } from '../../../emulator/store/geometry';
import { codeOf, collection, type Shortcuts } from './support';

const indexes: Index[] = [
  {
    name: 'location',
    keys: [
      ['location', 'geo'],
      ['tier', 1],
    ],
  },
];
const point = ([longitude, latitude]: Position): object => ({
  type: 'Point',
  coordinates: [longitude, latitude],
});
const near = (at: Position, rest: object = {}): object => ({
  $nearSphere: { $geometry: point(at), ...rest },
});
const city: Position = [111.2, 34.77];

test('distances are those of a sphere of 6378.1 km', () => {
  expect(distance([0, 0], [90, 0])).toBeCloseTo((Math.PI / 2) * 6378100, 3);
  expect(distance([0, 90], [120, -90])).toBeCloseTo(Math.PI * 6378100, 3);
  expect(distance([179.5, 0], [-179.5, 0])).toBeCloseTo((Math.PI / 180) * 6378100, 3);
  expect(distance([111.2, 34.77], [111.2, 34.77])).toBe(0);
});

const position: fc.Arbitrary<Position> = fc.oneof(
  fc.tuple(fc.double({ min: 110, max: 112, noNaN: true }), fc.double({ min: 34, max: 35, noNaN: true })),
  fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })),
  fc.constantFrom<Position>([180, 0], [-180, 0], [0, 90], [50, 90], [0, -90], [111, 34], [111, 34]),
);
const stations = fc.array(fc.record({ at: position, tier: fc.constantFrom('a', 'b') }), { maxLength: 60 });

async function filled(places: { at: Position; tier: string }[]): Promise<Shortcuts> {
  return collection(
    places.map(({ at, tier }, i) => ({ _id: `s${i}`, location: point(at), tier })),
    indexes,
  );
}

test('finds the nearest, as comparing with each does', async () => {
  const reach = fc.option(fc.double({ min: 0, max: 3e6, noNaN: true }), { nil: undefined });
  await fc.assert(
    fc.asyncProperty(
      stations,
      position,
      fc.integer({ min: 1, max: 20 }),
      reach,
      reach,
      async (places, from, limit, min, max) => {
        const c = await filled(places);
        const edges = {
          ...(min !== undefined && { $minDistance: min }),
          ...(max !== undefined && { $maxDistance: max }),
        };
        const { documents } = await c.store.find('c', {
          query: { location: near(from, edges), tier: 'a' },
          limit,
        });
        const all = places
          .filter(({ tier }) => tier === 'a')
          .map(({ at }) => distance(from, at))
          .filter((away) => away >= (min ?? 0) && away <= (max ?? Infinity))
          .sort((one, other) => one - other)
          .slice(0, limit);
        const found = documents.map((document) =>
          distance(from, (document['location'] as { coordinates: Position }).coordinates),
        );
        expect(found).toHaveLength(all.length);
        found.forEach((away, i) => expect(Math.abs(away - (all[i] ?? NaN))).toBeLessThan(0.1));
      },
    ),
    { numRuns: 50 },
  );
});

test('finds what is in a circle, as comparing with each does', async () => {
  await fc.assert(
    fc.asyncProperty(
      stations,
      position,
      fc.double({ min: 0, max: 3.2, noNaN: true }),
      async (places, from, angle) => {
        const c = await filled(places);
        const found = await c.ids({ location: { $geoWithin: { $centerSphere: [from, angle] } } });
        const all = places.flatMap(({ at }, i) => (distance(from, at) <= angle * 6378100 ? [`s${i}`] : []));
        expect(found.sort()).toEqual(all.sort());
      },
    ),
    { numRuns: 50 },
  );
});

const square = [
  [
    [111, 34],
    [112, 34],
    [112, 35],
    [111, 35],
    [111, 34],
  ],
  [
    [111.4, 34.4],
    [111.6, 34.4],
    [111.6, 34.6],
    [111.4, 34.6],
    [111.4, 34.4],
  ],
];
const overDateLine = [
  [
    [170, -10],
    [-170, -10],
    [-170, 10],
    [170, 10],
    [170, -10],
  ],
];
test.each<[string, unknown[], Position[], Position[]]>([
  [
    'a square with a hole',
    square,
    [
      [111.2, 34.5],
      [111, 34],
      [111, 34.5],
    ],
    [
      [111.5, 34.5],
      [110.9, 34.5],
      [111.5, 35.2],
      [-69, -34.5],
    ],
  ],
  [
    'a square turned the other way',
    square.map((ring) => [...ring].reverse()),
    [[111.2, 34.5]],
    [
      [111.5, 34.5],
      [110, 34],
    ],
  ],
  [
    'a square over the date line',
    overDateLine,
    [
      [180, 0],
      [-175, 5],
      [175, 5],
    ],
    [
      [0, 0],
      [165, 0],
      [-165, 0],
    ],
  ],
])('points in %s', async (_, coordinates, inside, outside) => {
  const c = await filled([...inside, ...outside].map((at) => ({ at, tier: 'a' })));
  const expected = inside.map((_at, i) => `s${i}`);
  for (const operator of ['$geoWithin', '$geoIntersects']) {
    const query = { location: { [operator]: { $geometry: { type: 'Polygon', coordinates } } } };
    expect((await c.ids(query)).sort()).toEqual(expected);
    const unindexed = await collection(
      [...inside, ...outside].map((at, i) => ({ _id: `s${i}`, location: point(at) })),
    );
    expect(await unindexed.ids(query)).toEqual(expected);
  }
});

/** The same density, over a larger square. */
function grid(count: number): object[] {
  const side = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, i) => ({
    location: point([
      city[0] + ((i % side) - side / 2) * 0.005,
      city[1] + (Math.floor(i / side) - side / 2) * 0.005,
    ]),
    tier: i % 3 === 0 ? 'a' : 'b',
  }));
}

test('reads the neighbourhood only, however many there are', async () => {
  const read = async (count: number): Promise<number> => {
    const c = await collection(grid(count) as Record<string, unknown>[], indexes);
    const plan = await c.plan({ location: near(city), tier: 'a' }, { limit: 20 });
    expect(plan?.index).toBe('location');
    return plan?.rowsRead ?? NaN;
  };
  const [few, many] = [await read(1480), await read(33000)];
  expect(few).toBeLessThan(100);
  expect(Math.abs(many - few)).toBeLessThan(20);
});

test('a document that moves is found where it is', async () => {
  const c = await filled([{ at: city, tier: 'a' }]);
  await c.update({ _id: 's0' }, { $set: { location: point([112, 35]) } });
  expect(await c.ids({ location: near(city, { $maxDistance: 1000 }) })).toEqual([]);
  expect(await c.ids({ location: near([112, 35], { $maxDistance: 1 }) })).toEqual(['s0']);
  await c.update({ _id: 's0' }, { $unset: { location: '' } });
  expect(await c.ids({ location: near([112, 35]) })).toEqual([]);
});

test('$geoNear tells the distance, and a $limit behind it ends the reading', async () => {
  const c = await collection(grid(1480) as Record<string, unknown>[], indexes);
  const geoNear = {
    near: point(city),
    distanceField: 'away.metres',
    spherical: true,
    query: { tier: 'a' },
    includeLocs: 'at',
  };
  const { documents, plans } = await c.run(
    { $geoNear: geoNear },
    { $limit: 5 },
    { $project: { _id: 0, location: 1, away: 1, at: 1 } },
  );
  const found = documents as { location: { coordinates: Position }; at: object; away: { metres: number } }[];
  expect(found).toHaveLength(5);
  for (const { location, away, at } of found) {
    expect(away.metres).toBe(distance(city, location.coordinates));
    expect(at).toEqual(location);
  }
  expect(found.map(({ away }) => away.metres)).toEqual(
    found.map(({ away }) => away.metres).sort((a, b) => a - b),
  );
  expect(plans[0]?.rowsRead).toBeLessThan(40);
});

test('near needs a geo index, and a place that is one', async () => {
  const without = await collection([{ location: point(city) }]);
  expect(await codeOf(without.ids({ location: near(city) }))).toBe('DATABASE_REQUEST_FAILED');
  const c = await filled([]);
  expect(await codeOf(c.ids({ location: near([200, 0]) }))).toBe('DATABASE_REQUEST_FAILED');
  expect(await codeOf(c.ids({ location: near(city, { $maxDistance: -1 }) }))).toBe('DATABASE_REQUEST_FAILED');
});

test('$geoNear ends after 100 documents unless it says how many itself', async () => {
  const c = await collection(grid(1480) as Record<string, unknown>[], indexes);
  const geoNear = { near: point(city), distanceField: 'away', spherical: true };
  const found = async (own: object, limit: number) =>
    (await c.aggregate({ $geoNear: { ...geoNear, ...own } }, { $limit: limit })).length;
  expect(await found({}, 300)).toBe(100);
  expect(await found({}, 30)).toBe(30);
  expect(await found({ limit: 250 }, 300)).toBe(250);
  expect(await found({ limit: 250, num: 200 }, 300)).toBe(200);
});
