import fc from 'fast-check';
import {
  addWorkingDays,
  confirmBy,
  countdown,
  isWorkingDay,
  remindBefore,
  subtractWorkingDays,
  workingDaysBetween,
} from '#domain/hours/calendar';
import { DAY, dayOf, HOUR, startOfDayNamed } from '#domain/time';

/** The days off and make-up working days of spring and autumn 2026, as the State Council announced them. */
const calendar = {
  holidays: [
    ...['16', '17', '18', '19', '20', '23'].map((d) => `2026-02-${d}`),
    '2026-09-25',
    '2026-10-01',
    '2026-10-02',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
  ],
  workdays: ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'],
};
const settings = { hours: { confirmWithinWorkingDays: 10 }, calendar };
const at = (day: string, hour = 0) => startOfDayNamed(day) + hour * HOUR;

const day = fc.integer({ min: 0, max: 1200 }).map((n) => dayOf(startOfDayNamed('2025-06-01') + n * DAY));
const few = fc.integer({ min: 0, max: 30 });

describe('working days', () => {
  test('Monday to Friday where nothing is decreed', () => {
    expect(
      ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((d) => isWorkingDay(d, calendar)),
    ).toEqual([true, false, false, true]);
  });

  test('a decreed day off is none, a make-up Saturday is one', () => {
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false);
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
    expect(isWorkingDay('2026-02-28', calendar)).toBe(true);
  });

  test('a year that nobody has entered is plain weekdays', () => {
    expect(isWorkingDay('2031-10-01', calendar)).toBe(true);
    expect(isWorkingDay('2031-10-04', calendar)).toBe(false);
  });

  test('over the Spring Festival ten working days take more than three weeks', () => {
    // From Friday the 13th: Saturday the 14th is worked, the 15th to the 23rd is the festival.
    expect(addWorkingDays('2026-02-13', 1, calendar)).toBe('2026-02-14');
    expect(addWorkingDays('2026-02-13', 2, calendar)).toBe('2026-02-24');
    expect(addWorkingDays('2026-02-13', 6, calendar)).toBe('2026-02-28');
    expect(addWorkingDays('2026-02-13', 10, calendar)).toBe('2026-03-05');
  });

  test('over the National Day with both its make-up days', () => {
    expect(addWorkingDays('2026-09-18', 1, calendar)).toBe('2026-09-20');
    expect(addWorkingDays('2026-09-30', 3, calendar)).toBe('2026-10-10');
    expect(addWorkingDays('2026-09-30', 4, calendar)).toBe('2026-10-12');
  });

  test('what is reached is a working day, and exactly so many lie between', () => {
    fc.assert(
      fc.property(day, few, (from, n) => {
        const to = addWorkingDays(from, n, calendar);
        expect(workingDaysBetween(from, to, calendar)).toBe(n);
        if (n > 0) expect(isWorkingDay(to, calendar)).toBe(true);
      }),
    );
  });

  test('there and back from a working day is the same day', () => {
    fc.assert(
      fc.property(day, few, (from, n) => {
        fc.pre(isWorkingDay(from, calendar));
        expect(subtractWorkingDays(addWorkingDays(from, n, calendar), n, calendar)).toBe(from);
      }),
    );
  });

  test('one more day is later, and in steps it comes to the same', () => {
    fc.assert(
      fc.property(day, few, few, (from, n, m) => {
        expect(addWorkingDays(from, n + 1, calendar) > addWorkingDays(from, n, calendar)).toBe(true);
        fc.pre(n > 0);
        expect(addWorkingDays(addWorkingDays(from, n, calendar), m, calendar)).toBe(
          addWorkingDays(from, n + m, calendar),
        );
      }),
    );
  });
});

describe('the deadline for confirming', () => {
  test('is the midnight after the tenth working day; the day of the activity does not count', () => {
    expect(confirmBy(at('2026-11-22', 11), settings)).toBe(at('2026-12-05'));
    expect(confirmBy(at('2026-11-23', 11), settings)).toBe(at('2026-12-08'));
  });

  test('of what ends at midnight counts from the day that it ends', () => {
    expect(confirmBy(at('2026-11-24'), settings)).toBe(confirmBy(at('2026-11-23', 23), settings));
  });

  test('always leaves ten working days on the day itself, and one less on each that follows', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 23 }), (on, hour) => {
        const end = at(on, hour);
        const deadline = confirmBy(end, settings);
        expect(countdown(end, deadline, calendar)).toEqual({ state: 'LEFT', days: 10 });
        const next = addWorkingDays(on, 1, calendar);
        expect(countdown(at(next, hour), deadline, calendar)).toEqual({ state: 'LEFT', days: 9 });
      }),
    );
  });

  test('the last day is the last to its end; then it is over', () => {
    const deadline = confirmBy(at('2026-11-22', 11), settings);
    expect(countdown(deadline - 1, deadline, calendar)).toEqual({ state: 'LEFT', days: 0 });
    expect(countdown(deadline, deadline, calendar)).toEqual({ state: 'OVER', days: 0 });
    expect(countdown(at('2026-12-08', 9), deadline, calendar)).toEqual({ state: 'OVER', days: 2 });
  });

  test('is reminded of in the morning, three working days before', () => {
    const deadline = confirmBy(at('2026-11-22', 11), settings);
    const reminded = remindBefore(deadline, calendar);
    expect(reminded).toBe(at('2026-12-01', 9));
    expect(countdown(reminded, deadline, calendar)).toEqual({ state: 'LEFT', days: 3 });
  });
});
