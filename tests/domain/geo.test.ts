import fc from 'fast-check';
import { distanceBetween, type Place } from '#domain/geo';

const places: fc.Arbitrary<Place> = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
});
const halfway = Math.PI * 6378100;

test('from Sanmenxia to Lingbao it is some 42 km', () => {
  const metres = distanceBetween(
    { longitude: 111.1943, latitude: 34.7825 },
    { longitude: 110.8851, latitude: 34.5218 },
  );
  expect(metres).toBeGreaterThan(40000);
  expect(metres).toBeLessThan(43000);
});

test('a degree of latitude is 1/360 of the way round', () => {
  const metres = distanceBetween({ longitude: 111, latitude: 34 }, { longitude: 111, latitude: 35 });
  expect(metres).toBeCloseTo(halfway / 180, 3);
});

test('a distance is a number from 0 to half the way round, the same both ways, 0 to itself', () => {
  fc.assert(
    fc.property(places, places, (a, b) => {
      const there = distanceBetween(a, b);
      expect(there).toBeGreaterThanOrEqual(0);
      expect(there).toBeLessThanOrEqual(halfway * (1 + 1e-12));
      expect(Math.abs(there - distanceBetween(b, a))).toBeLessThan(1e-3);
      expect(distanceBetween(a, a)).toBe(0);
    }),
  );
});

test('the other side of the earth is half the way round, wherever one stands', () => {
  fc.assert(
    fc.property(places, (a) => {
      const antipode = {
        latitude: -a.latitude,
        longitude: a.longitude > 0 ? a.longitude - 180 : a.longitude + 180,
      };
      expect(Math.abs(distanceBetween(a, antipode) - halfway)).toBeLessThan(1);
    }),
    { numRuns: 500 },
  );
});

test('a rounding error on the other side of the earth makes no distance that is no number', () => {
  const a = { latitude: -75.77766468015874, longitude: -42.410646964390594 };
  const b = { latitude: 75.77766468015874, longitude: 137.5893530356094 };
  expect(distanceBetween(a, b)).toBeCloseTo(halfway, 0);
});
