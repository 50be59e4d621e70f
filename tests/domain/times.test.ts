import fc from 'fast-check';
import { endsNextDay, instantOf, intervalOf, onOneDay, timesOf } from '#domain/activities/times';
import { weeksLater } from '#domain/activities/repeat';
import { clockOf, dayOf, HOUR, MINUTE, startOfDay } from '#domain/time';
import { at } from './support';

const slot = (from: string, to: string, day = '2026-11-22') => intervalOf({ day, from, to });
const hours = (from: string, to: string): number => {
  const times = slot(from, to);
  return times ? (times.end - times.start) / HOUR : NaN;
};

describe('the times of a slot', () => {
  test('end on the same day after they begin, else on the next', () => {
    expect(slot('08:30', '10:30')).toEqual({ start: at(8, 30), end: at(10, 30) });
    expect(slot('22:00', '06:00')).toEqual({ start: at(22), end: at(30) });
    expect([hours('23:59', '00:00'), hours('23:59', '00:01')]).toEqual([1 / 60, 2 / 60]);
    expect([hours('08:30', '08:31'), hours('08:30', '08:29')]).toEqual([1 / 60, 24 - 1 / 60]);
  });

  test('24:00 is the midnight that ends the day, from whenever', () => {
    expect(slot('20:00', '24:00')).toEqual({ start: at(20), end: at(24) });
    expect(slot('20:00', '00:00')).toEqual(slot('20:00', '24:00'));
    expect(timesOf({ start: at(20), end: at(24) })).toEqual({
      day: '2026-11-22',
      from: '20:00',
      to: '24:00',
    });
    expect([
      endsNextDay({ start: at(20), end: at(24) }),
      endsNextDay({ start: at(20), end: at(24) + MINUTE }),
    ]).toEqual([false, true]);
  });

  test('go over the end of a month, a year and a February', () => {
    for (const [day, next] of [
      ['2026-11-30', '2026-12-01'],
      ['2026-12-31', '2027-01-01'],
      ['2028-02-28', '2028-02-29'],
      ['2027-02-28', '2027-03-01'],
    ] as const) {
      const times = slot('22:00', '06:00', day);
      expect(times && [dayOf(times.start), dayOf(times.end), clockOf(times.end)]).toEqual([
        day,
        next,
        '06:00',
      ]);
    }
  });

  test('are none where one of them is no time of the clock', () => {
    for (const [from, to] of [
      ['24:00', '01:00'],
      ['', '08:00'],
      ['08:00', ''],
      ['8:00', '09:00'],
      ['08:00', '24:01'],
      ['08:00', '25:00'],
    ] as const)
      expect([from, to, slot(from, to)]).toEqual([from, to, null]);
    expect(slot('08:00', '09:00', 'tomorrow')).toBeNull();
    expect(instantOf('2026-11-22', '24:00')).toBeNull();
  });

  test('come back as they were given, whatever is shorter than a day', () => {
    const minute = fc.integer({ min: 0, max: 60 * 24 * 365 * 3 }).map((n) => at(0) + n * MINUTE);
    fc.assert(
      fc.property(minute, fc.integer({ min: 1, max: 24 * 60 - 1 }), (start, long) => {
        const interval = { start, end: start + long * MINUTE };
        expect(intervalOf(timesOf(interval))).toEqual(interval);
        expect(endsNextDay(interval)).toBe(startOfDay(start) !== startOfDay(interval.end - 1));
      }),
    );
  });

  test('stay the same a week later', () => {
    const night = { start: at(22), end: at(30) };
    const [later] = weeksLater({ slots: [night] }, 1).slots;
    expect(later && timesOf(later)).toEqual({ day: '2026-11-29', from: '22:00', to: '06:00' });
  });
});

test('slots that begin on one day are one day’s, though a night ends on another', () => {
  const night = { start: at(22), end: at(30) };
  expect(onOneDay([night, { start: at(8), end: at(9) }])).toBe(true);
  expect(onOneDay([night, { start: at(24), end: at(25) }])).toBe(false);
  expect(onOneDay([])).toBe(true);
});
