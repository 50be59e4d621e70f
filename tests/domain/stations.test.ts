import fc from 'fast-check';
import { grams, nameGrams, openState, searchGrams, spokenName } from '#domain/stations/rules';
import type { OpeningHours } from '#domain/stations/types';
import { DAY } from '#domain/time';
import { anyCharacter } from '../support/characters';
import { at } from './support';

/** 2026-11-22 is a Sunday. */
const hours: OpeningHours[] = [
  { weekdays: [7], open: '14:00', close: '17:30' },
  { weekdays: [7], open: '08:30', close: '12:00' },
  { weekdays: [1, 2, 3, 4, 5], open: '08:00', close: '18:00' },
];
const state = (now: number, closed = false) => openState(hours, closed, now);
const shut = { open: false, until: null, opensAt: null };

describe('is the door open?', () => {
  test('from its opening to its closing, to the minute', () => {
    expect(state(at(8, 30) - 1)).toEqual({ open: false, until: null, opensAt: '08:30' });
    expect(state(at(8, 30))).toEqual({ open: true, until: '12:00', opensAt: null });
    expect(state(at(12) - 1)).toEqual({ open: true, until: '12:00', opensAt: null });
    expect(state(at(12))).toEqual({ open: false, until: null, opensAt: '14:00' });
    expect(state(at(14))).toEqual({ open: true, until: '17:30', opensAt: null });
    expect(state(at(17, 30))).toEqual(shut);
  });

  test('by the weekday of the city’s calendar, just before and after its midnight', () => {
    expect(state(at(8) + DAY)).toEqual({ open: true, until: '18:00', opensAt: null });
    expect(state(at(0))).toMatchObject({ opensAt: '08:30' });
    expect(state(at(24))).toMatchObject({ opensAt: '08:00' });
    expect(state(at(10) - DAY)).toEqual(shut);
  });

  test('never when the station is closed or tells no hours', () => {
    expect(state(at(9), true)).toEqual(shut);
    expect(openState([], false, at(9))).toEqual(shut);
  });
});

describe('finding by name', () => {
  const finds = (name: string, query: string) => {
    const index = new Set(grams(name));
    const asked = searchGrams(query);
    return asked.length > 0 && asked.every((g) => index.has(g));
  };

  test('any part of a name finds it', () => {
    const names = fc.oneof(
      fc.string({
        unit: fc.constantFrom(...'湖滨区崖底街道市场社区新时代文明实践站AbC09 ·()'),
        minLength: 1,
        maxLength: 30,
      }),
      fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
    );
    fc.assert(
      fc.property(names, fc.nat(), fc.nat(), (name, from, length) => {
        const characters = [...name];
        const start = from % characters.length;
        const part = characters.slice(start, start + 1 + (length % characters.length)).join('');
        if (searchGrams(part).length > 0) expect(finds(name, part)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('one character finds, letters of either case find, punctuation does not hinder', () => {
    expect(finds('湖滨区新时代文明实践中心', '湖')).toBe(true);
    expect(finds('上阳村ABC便民点', 'abc')).toBe(true);
    expect(finds('上阳村(东区)站', '村东区')).toBe(true);
    expect(finds('𠮷田村', '𠮷田')).toBe(true);
    // A letter that folds otherwise at the end of a word.
    expect(finds('ΟΔΟΣΑ', 'ΟΔΟΣ')).toBe(true);
  });

  test('what is not in the name does not find it', () => {
    expect(finds('湖滨区新时代文明实践中心', '灵宝')).toBe(false);
    expect(finds('湖滨区新时代文明实践中心', '滨湖')).toBe(false);
    expect(finds('湖滨区新时代文明实践中心', '卢')).toBe(false);
  });

  test('a search asks for pairs, and for nothing when there is nothing to ask for', () => {
    expect(searchGrams('湖滨区')).toEqual(['湖滨', '滨区']);
    expect(searchGrams('湖')).toEqual(['湖']);
    expect(searchGrams(' ,。!')).toEqual([]);
  });

  test('a name is indexed by no more than twice its length', () => {
    expect(grams('善'.repeat(60))).toEqual(['善', '善善']);
    expect(grams('甲乙丙')).toHaveLength(5);
  });
});

test('a station is found by its whole name and by what people call it', () => {
  const found = new Set(nameGrams('南沟村新时代文明实践站'));
  expect(spokenName('南沟村新时代文明实践站')).toBe('南沟村站');
  expect(spokenName('三门峡市新时代文明实践中心')).toBe('三门峡市实践中心');
  for (const text of ['南沟村站', '沟村新时代', '实践站', '站']) {
    expect(searchGrams(text).filter((gram) => !found.has(gram))).toEqual([]);
  }
  expect(searchGrams('北沟村站').every((gram) => found.has(gram))).toBe(false);
  expect(spokenName('新时代文明实践广场')).toBe('新时代文明实践广场');
});
