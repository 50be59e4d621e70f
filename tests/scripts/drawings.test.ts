/** The pictures that ship are those that are drawn, and weigh little. */
import { readFileSync } from 'node:fs';

import { tiers } from '#domain/stations/types';
import { sanmenxia } from '../../scripts/cities/sanmenxia';
import { drawingSheet, SHEET } from '../../scripts/drawings';

const MOST = 12 * 1024;

test('the sheet is made of the drawings: npm run drawings makes it', () => {
  expect(readFileSync(SHEET, 'utf8')).toBe(drawingSheet());
});

test('it weighs little: everybody loads it first', () => {
  expect(Buffer.byteLength(drawingSheet())).toBeLessThanOrEqual(MOST);
});

test('every category of the first city has one, and every tier', () => {
  const names = [...sanmenxia.activityCategories.map(({ id }) => id), ...tiers];
  expect(names.filter((name) => !drawingSheet().includes(`.of-${name} {`))).toEqual([]);
});
