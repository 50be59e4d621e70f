import * as v from 'valibot';
import { settingsSchema } from '#domain/settings-schema';
import { settings } from './support';

const accepts = (change: object) => v.is(settingsSchema, { ...settings, ...change });
const stars = (list: unknown) => accepts({ hours: { ...settings.hours, stars: list } });

test('a whole set of settings is taken as it stands', () => {
  expect(v.parse(settingsSchema, settings)).toEqual(settings);
});

test('a part missing or unknown is refused', () => {
  for (const part of Object.keys(settings)) {
    const rest = Object.entries(settings).filter(([key]) => key !== part);
    expect(v.is(settingsSchema, Object.fromEntries(rest))).toBe(false);
  }
  expect(accepts({ ranking: true })).toBe(false);
});

test('stars rise', () => {
  expect(stars([1])).toBe(true);
  expect([[], [100, 100], [300, 100], [0, 100], [1.5], ['100']].map(stars)).toEqual(Array(6).fill(false));
});

test('the least share of a shift is a share', () => {
  const share = (minimumShare: unknown) => accepts({ hours: { ...settings.hours, minimumShare } });
  expect([0, 0.6, 1].map(share)).toEqual([true, true, true]);
  expect([-0.1, 1.1, 60, Number.NaN, '60%'].map(share)).toEqual(Array(5).fill(false));
});

test('every list of choices offers something, by plain ids', () => {
  for (const list of ['teamCategories', 'activityCategories', 'facilities', 'offers']) {
    expect(accepts({ [list]: [] })).toBe(false);
    expect(accepts({ [list]: [{ id: 'a.b', name: '甲' }] })).toBe(false);
    expect(accepts({ [list]: [{ id: 'a', name: '' }] })).toBe(false);
  }
});
