import fc from 'fast-check';
import {
  clockOf,
  covered,
  dayOf,
  HOUR,
  MINUTE,
  minuteOfDay,
  overlaps,
  startOfDay,
  startOfDayNamed,
  union,
  weekdayOf,
  within,
  type Interval,
} from '#domain/time';
import { at, DAY_NAME, span } from './support';

declare const timeZoneOfTests: string;

const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2099, 0, 1) });

test('the zone that the project names is the one in force', () => {
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(timeZoneOfTests);
  expect(new Date(0).getTimezoneOffset()).toBe(timeZoneOfTests === 'Asia/Shanghai' ? -480 : 0);
});

describe('days and clock times are those of Shanghai', () => {
  const midnight = Date.UTC(2026, 10, 21, 16);

  test('a day begins at 16:00 UTC of the day before', () => {
    expect(startOfDayNamed(DAY_NAME)).toBe(midnight);
    expect([dayOf(midnight - 1), dayOf(midnight)]).toEqual(['2026-11-21', '2026-11-22']);
    expect([startOfDay(midnight - 1), startOfDay(midnight)]).toEqual([midnight - 24 * HOUR, midnight]);
  });

  test('weekdays count from Monday', () => {
    const week = [...Array(7).keys()].map((i) => weekdayOf(Date.UTC(2026, 10, 16 + i, 4)));
    expect(week).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([weekdayOf(midnight - 1), weekdayOf(midnight)]).toEqual([6, 7]);
  });

  test('the clock reads local time', () => {
    expect([clockOf(midnight), clockOf(at(8, 30)), clockOf(midnight - 1)]).toEqual([
      '00:00',
      '08:30',
      '23:59',
    ]);
    expect([minuteOfDay(midnight), minuteOfDay(midnight - 1)]).toEqual([0, 1439]);
  });

  test('day, weekday and clock agree with the ICU calendar at any instant', () => {
    const calendar = new Intl.DateTimeFormat('en-CA', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(`${dayOf(instant)}, ${clockOf(instant)}`).toBe(calendar.format(instant));
        expect(startOfDayNamed(dayOf(instant))).toBe(startOfDay(instant));
        expect(startOfDay(instant) + minuteOfDay(instant) * MINUTE).toBeLessThanOrEqual(instant);
      }),
    );
  });
});

describe('intervals are half-open', () => {
  test('one that ends exactly when the other starts does not overlap it', () => {
    expect(overlaps(span(at(8), at(9)), span(at(9), at(10)))).toBe(false);
    expect(overlaps(span(at(8), at(9) + 1), span(at(9), at(10)))).toBe(true);
    expect(overlaps(span(at(8), at(12)), span(at(9), at(10)))).toBe(true);
  });

  test('what lies within is cut at both ends, and nothing is null', () => {
    expect(within(span(at(7), at(11)), span(at(8), at(10)))).toEqual(span(at(8), at(10)));
    expect(within(span(at(9), at(11)), span(at(8), at(10)))).toEqual(span(at(9), at(10)));
    expect(within(span(at(10), at(11)), span(at(8), at(10)))).toBeNull();
    expect(within(span(at(11), at(9)), span(at(8), at(12)))).toBeNull();
  });
});

describe('overlapping presence counts once (I5)', () => {
  const interval = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: -5, max: 20 }))
    .map(([start, length]) => span(start, start + length));
  const list = fc.array(interval, { maxLength: 12 });
  const holds = (intervals: readonly Interval[], t: number) =>
    intervals.some((i) => i.start <= t && t < i.end);

  test('touching stays become one, a gap stays a gap, empty and reversed ones vanish', () => {
    expect(union([span(3, 5), span(1, 3), span(7, 8), span(9, 9), span(12, 10)])).toEqual([
      span(1, 5),
      span(7, 8),
    ]);
    expect(covered([])).toBe(0);
  });

  test('the union covers the same instants, sorted and apart; its length is their number', () => {
    fc.assert(
      fc.property(list, (intervals) => {
        const merged = union(intervals);
        const instantsCovered = [...Array(100).keys()].filter((t) => holds(intervals, t));
        expect([...Array(100).keys()].filter((t) => holds(merged, t))).toEqual(instantsCovered);
        merged.slice(1).forEach((next, i) => expect(next.start).toBeGreaterThan(merged[i]?.end ?? Infinity));
        expect(covered(intervals)).toBe(instantsCovered.length);
      }),
    );
  });

  test('a stay counted twice adds nothing, and order does not matter', () => {
    fc.assert(
      fc.property(list, (intervals) => {
        expect(union([...intervals, ...intervals].reverse())).toEqual(union(intervals));
        expect(union(union(intervals))).toEqual(union(intervals));
      }),
    );
  });
});
