import fc from 'fast-check';
import { starsOf } from '#domain/hours/stars';
import { settings } from './support';

const thresholds = settings.hours.stars;

test('a star is reached with its very minute', () => {
  expect(starsOf(100 * 60 - 1, thresholds)).toMatchObject({ stars: 0, missing: 1, nextAt: 100 });
  expect(starsOf(100 * 60, thresholds)).toEqual({ stars: 1, missing: 200 * 60, progress: 0, nextAt: 300 });
  expect(starsOf(1500 * 60 - 1, thresholds)).toMatchObject({ stars: 4, missing: 1 });
});

test('with all reached nothing is missing', () => {
  expect(starsOf(1500 * 60, thresholds)).toEqual({ stars: 5, missing: null, progress: 1, nextAt: null });
  expect(starsOf(9000 * 60, thresholds)).toMatchObject({ stars: 5, missing: null });
});

test('nobody has less than none: an empty ledger, and one that corrections took below zero', () => {
  expect(starsOf(0, thresholds)).toEqual({ stars: 0, missing: 6000, progress: 0, nextAt: 100 });
  expect(starsOf(-30, thresholds)).toMatchObject({ stars: 0, missing: 6030, progress: 0 });
});

test('progress lies between 0 and 1 and what is missing leads exactly to the next star', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100000 }), (minutes) => {
      const { stars, missing, progress } = starsOf(minutes, thresholds);
      expect(progress).toBeGreaterThanOrEqual(0);
      expect(progress).toBeLessThanOrEqual(1);
      if (missing !== null) {
        expect(starsOf(minutes + missing, thresholds).stars).toBe(stars + 1);
        expect(starsOf(minutes + missing - 1, thresholds).stars).toBe(stars);
      }
    }),
  );
});
