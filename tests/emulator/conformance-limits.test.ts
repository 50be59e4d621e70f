/** How much CloudBase's database answers at once, asked through the real SDK. */
import { startConformance, type Conformance } from './conformance';

let environment: Conformance;
beforeAll(async () => {
  environment = await startConformance();
});
afterAll(() => environment.close());
beforeEach(() => environment.clear());

const run: Conformance['sdk']['run'] = (work, input) => environment.sdk.run(work, input);
const numbers = (count: number) => Array.from({ length: count }, (_value, n) => ({ n }));

test('an aggregate answers 20 rows unless its last stage says otherwise', async () => {
  await environment.fill(numbers(130));
  const lengths = await run(async ({ db }) => {
    const begun = () => db.collection('things').aggregate().match({});
    const answers = await Promise.all([
      begun().end(),
      begun().limit(120).end(),
      begun().limit(7).end(),
      begun().limit(120).project({ n: 1 }).limit(120).end(),
    ]);
    return answers.map(({ list }) => list?.length);
  });
  expect(lengths).toEqual([20, 120, 7, 120]);
});

test('an aggregate answers 10,000 rows at most', async () => {
  await environment.fill(numbers(10_040));
  const length = await run(async ({ db }) => {
    const { list } = await db.collection('things').aggregate().project({ _id: 1 }).limit(20_000).end();
    return list?.length;
  });
  expect(length).toBe(10_000);
});

test('geoNear with a limit of its own goes past its first hundred', async () => {
  const at = (n: number) => ({ type: 'Point', coordinates: [111.2 + n / 1e5, 34.77] });
  await environment.fill(numbers(150).map(({ n }) => ({ n, place: at(n) })));
  const found = await run(async ({ db }) => {
    const near = new db.Geo.Point(111.2, 34.77);
    const geoNear = { near, spherical: true, distanceField: 'distance', key: 'place', limit: 140 };
    const { list } = await db.collection('things').aggregate().geoNear(geoNear).limit(140).end();
    return (list as { n: number }[]).map(({ n }) => n);
  });
  expect(found).toEqual(numbers(140).map(({ n }) => n));
});
