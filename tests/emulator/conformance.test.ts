/** What the project relies on in CloudBase's database, asked through the real SDK: values, errors, queries. */
import { startConformance, type Conformance } from './conformance';

let environment: Conformance;
beforeAll(async () => {
  environment = await startConformance();
});
afterAll(() => environment.close());
beforeEach(() => environment.clear());

const run: Conformance['sdk']['run'] = (work, input) => environment.sdk.run(work, input);
const fill: Conformance['fill'] = (documents) => environment.fill(documents);

describe('values', () => {
  test('come back as they went', async () => {
    const back = await run(async ({ db }) => {
      const data = {
        _id: 'v',
        at: new Date('2026-03-05T01:02:03.004Z'),
        early: new Date(-1),
        place: new db.Geo.Point(111.19, 34.77),
        list: [1, 'two', null, { three: 3.5 }, [true]],
        large: 2 ** 52,
        small: -0.25,
        text: '文明实践🙂',
        gone: undefined,
        nothing: null,
        empty: {},
      };
      await db.collection('things').add({ data });
      const read = (await db.collection('things').doc('v').get()).data as Record<string, unknown>;
      return { ...read, place: { ...(read['place'] as object) } };
    });
    expect(back).toEqual({
      _id: 'v',
      at: new Date('2026-03-05T01:02:03.004Z'),
      early: new Date(-1),
      place: { longitude: 111.19, latitude: 34.77 },
      list: [1, 'two', null, { three: 3.5 }, [true]],
      large: 2 ** 52,
      small: -0.25,
      text: '文明实践🙂',
      nothing: null,
      empty: {},
    });
  });

  test('a generated id is a string; several documents are added at once', async () => {
    const added = await run(async ({ db }) => {
      const one = await db.collection('things').add({ data: { name: 'a' } });
      const many = await db.collection('things').add({ data: [{ name: 'b' }, { _id: 'c', name: 'c' }] });
      return { one: one._id, many: many._ids };
    });
    expect(added).toEqual({ one: expect.any(String) as string, many: [expect.any(String), 'c'] });
  });

  test('a server date is now, with its offset', async () => {
    const [now, later] = await run(async ({ db }) => {
      const data = { _id: 'd', now: db.serverDate(), in: { later: db.serverDate({ offset: 60_000 }) } };
      await db.collection('things').add({ data });
      const read = (await db.collection('things').doc('d').get()).data as { now: Date; in: { later: Date } };
      return [read.now, read.in.later];
    });
    expect(Math.abs(Number(now) - Date.now())).toBeLessThan(60_000);
    expect(Number(later) - Number(now)).toBe(60_000);
  });
});

describe('errors', () => {
  test('a document that is not there', async () => {
    const read = run(({ db }) => db.collection('things').doc('none').get());
    await expect(read).rejects.toMatchObject({
      errCode: -1,
      message: expect.stringContaining('does not exist') as string,
    });
    const quiet = run(async ({ cloud }) => {
      const { data } = await cloud
        .database({ throwOnNotFound: false })
        .collection('things')
        .doc('none')
        .get();
      return data;
    });
    await expect(quiet).resolves.toBeNull();
  });

  test('a collection that is not there', async () => {
    const read = run(({ db }) => db.collection('not_there').where({ a: 1 }).get());
    await expect(read).rejects.toMatchObject({ errCode: -502005 });
  });

  test('a second document of one id, or of one unique value, keeps the first', async () => {
    await fill([{ _id: 'a', serial: 1 }]);
    const duplicate = {
      errCode: -502001,
      message: expect.stringContaining('duplicate key error collection') as string,
    };
    await expect(run(({ db }) => db.collection('things').add({ data: { _id: 'a' } }))).rejects.toMatchObject(
      duplicate,
    );
    const second = run(({ db }) => db.collection('things').add({ data: { _id: 'b', serial: 1 } }));
    await expect(second).rejects.toMatchObject(duplicate);
    expect(await run(async ({ db }) => (await db.collection('things').count()).total)).toBe(1);
  });

  test('a collection made twice', async () => {
    const make = () => run(({ db }) => db.createCollection('made_here'));
    if (environment.fresh) await make();
    await expect(make()).rejects.toThrow('Table exist');
  });
});

describe('queries', () => {
  const numbers = (count: number) =>
    Array.from({ length: count }, (_value, n) => ({ _id: `n${String(n).padStart(4, '0')}`, n }));

  test('100 by default, 1000 at most, in order and in pages', async () => {
    await fill(numbers(1100));
    const [plain, all, page] = await run(async ({ db }) => {
      const things = db.collection('things');
      const list = async (query: { get(): Promise<{ data?: unknown }> }) =>
        (await query.get()).data as { n: number }[];
      return [
        (await list(things)).length,
        (await list(things.limit(5000))).length,
        (await list(things.orderBy('n', 'desc').skip(2).limit(3))).map(({ n }) => n),
      ];
    });
    expect([plain, all, page]).toEqual([100, 1000, [1097, 1096, 1095]]);
  });

  test('commands, dotted paths, arrays, expressions', async () => {
    await fill([
      { _id: 'a', n: 1, tags: ['x', 'y'], in: { deep: 'p' }, name: '文明实践站' },
      { _id: 'b', n: 2, tags: ['y'], in: { deep: 'q' }, name: '志愿者' },
      { _id: 'c', n: 3, tags: [], name: 'Station' },
    ]);
    const found = await run(async ({ db, _ }) => {
      const ids = async (query: Record<string, unknown>) => {
        const { data } = await db.collection('things').where(query).orderBy('_id', 'asc').get();
        return (data as { _id: string }[]).map(({ _id }) => _id).join('');
      };
      return {
        range: await ids({
          n: _.gt(1).lte(3),
        }),
        among: await ids({ n: _.in([1, 3]) }),
        none: await ids({ n: _.nin([1, 3]) }),
        all: await ids({ tags: _.all(['x', 'y']) }),
        element: await ids({ tags: 'y' }),
        dotted: await ids({ 'in.deep': 'q' }),
        nested: await ids({ in: { deep: 'p' } }),
        missing: await ids({ in: _.exists(false) }),
        either: await ids(_.or([{ n: 1 }, { tags: _.size(0) }])),
        pattern: await ids({ name: db.RegExp({ regexp: 'station', options: 'i' }) }),
        literal: await ids({ name: /^文明/ }),
        dropped: await ids({ n: 1, in: undefined }),
      };
    });
    expect(found).toEqual({
      range: 'bc',
      among: 'ac',
      none: 'b',
      all: 'a',
      element: 'ab',
      dotted: 'b',
      nested: 'a',
      missing: 'c',
      either: 'ac',
      pattern: 'c',
      literal: 'a',
      dropped: 'a',
    });
  });

  test('only the fields asked for', async () => {
    await fill([{ _id: 'a', n: 1, m: 2 }]);
    const read = await run(async ({ db }) => (await db.collection('things').field({ n: true }).get()).data);
    expect(read).toEqual([{ _id: 'a', n: 1 }]);
  });

  test('nearest first, within a distance in metres', async () => {
    const near = (metres: number) => ({ type: 'Point', coordinates: [111.2 + metres / 91_440, 34.77] });
    await fill(
      [900, 100, 5000, 300].map((metres) => ({ _id: `m${String(metres)}`, place: near(metres), name: 'x' })),
    );
    const ids = await run(async ({ db, _ }) => {
      const geometry = new db.Geo.Point(111.2, 34.77);
      const place = _.geoNear({ geometry, maxDistance: 2000 });
      const { data } = await db.collection('things').where({ place, name: 'x' }).limit(3).get();
      return (data as { _id: string }[]).map(({ _id }) => _id);
    });
    expect(ids).toEqual(['m100', 'm300', 'm900']);
  });
});

describe('aggregation', () => {
  test('one question over several collections', async () => {
    await fill([
      { _id: 'city', key: 'settings' },
      { _id: 's1', parent: 'city', n: 1 },
      { _id: 's2', parent: 'city', n: 2 },
    ]);
    const list = await run(async ({ db, $ }) => {
      const { list } = await db
        .collection('things')
        .aggregate()
        .match({ _id: 'city' })
        .addFields({ wanted: $.literal('s2') })
        .lookup({ from: 'things', localField: 'wanted', foreignField: '_id', as: 'one' })
        .end();
      return list;
    });
    expect(list).toEqual([
      { _id: 'city', key: 'settings', wanted: 's2', one: [{ _id: 's2', parent: 'city', n: 2 }] },
    ]);
  });

  test('groups and sums', async () => {
    await fill([1, 2, 3, 4].map((n) => ({ n, name: n % 2 ? 'odd' : 'even' })));
    const list = await run(async ({ db, $ }) => {
      const { list } = await db
        .collection('things')
        .aggregate()
        .group({ _id: '$name', total: $.sum('$n'), count: $.sum(1) })
        .sort({ _id: 1 })
        .end();
      return list;
    });
    expect(list).toEqual([
      { _id: 'even', total: 6, count: 2 },
      { _id: 'odd', total: 4, count: 2 },
    ]);
  });
});
