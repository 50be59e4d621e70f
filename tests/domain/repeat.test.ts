import fc from 'fast-check';
import { repeatRefusal, weeksLater, weeksUntilNext } from '#domain/activities/repeat';
import { clockOf, DAY, HOUR, weekdayOf } from '#domain/time';
import { at, settings, span } from './support';

const rules = settings.activities;
const weekly = (start: number) => ({ slots: [span(start, start + HOUR)] });
const most = (start: number, now = at(8)) => {
  for (let times = 1; times <= 60; times += 1) {
    const refused = repeatRefusal(weekly(start), times, rules, now);
    if (refused) return [times - 1, refused.details?.['max']];
  }
  return [60];
};

describe('what is held every week', () => {
  test('keeps weekday and clock time, moves its sign-up along, and moves each slot the same', () => {
    const first = {
      slots: [span(at(9), at(11)), span(at(33), at(34))],
      signupFrom: at(1),
      signupUntil: at(8),
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 52 }), (weeks) => {
        const later = weeksLater(first, weeks);
        const by = weeks * 7 * DAY;
        expect(later.slots.map((s) => [s.start - by, s.end - by])).toEqual(
          first.slots.map((s) => [s.start, s.end]),
        );
        expect([later.signupFrom - by, later.signupUntil - by]).toEqual([at(1), at(8)]);
        for (const [i, slot] of later.slots.entries()) {
          expect(weekdayOf(slot.start)).toBe(weekdayOf(first.slots[i]?.start ?? 0));
          expect(clockOf(slot.start)).toBe(clockOf(first.slots[i]?.start ?? 0));
        }
      }),
    );
  });

  test('without a sign-up time gets none', () => {
    expect(weeksLater(weekly(at(9)), 1)).toEqual(weekly(at(9) + 7 * DAY));
  });

  test('goes no farther than one may post ahead, and no more often than the city allows', () => {
    const weeksAhead = Math.floor(rules.maxDaysAhead / 7) + 1;
    // The last of them may begin on the last moment that can be posted for, not after it.
    expect(most(at(8))).toEqual([
      Math.min(weeksAhead, rules.repeatAtMost),
      Math.min(weeksAhead, rules.repeatAtMost),
    ]);
    const tight = at(8) + (rules.maxDaysAhead - 14) * DAY;
    expect(most(tight)[0]).toBe(3);
    expect(most(tight + 1)[0]).toBe(2);
    // What is posted once is never too often.
    expect(most(at(8) + 400 * DAY)).toEqual([1, 1]);
  });
});

test('an earlier one is proposed for its next weekday to come', () => {
  const WEEK = 7 * DAY;
  expect(weeksUntilNext(at(9), at(9) - 1)).toBe(1);
  expect(weeksUntilNext(at(9), at(9) + WEEK - 1)).toBe(1);
  // Just begun is too late: the one after it.
  expect(weeksUntilNext(at(9), at(9) + WEEK)).toBe(2);
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 400 }), fc.integer({ min: 0, max: DAY }), (days, rest) => {
      const now = at(9) + days * DAY + rest;
      const next = at(9) + weeksUntilNext(at(9), now) * WEEK;
      expect(next).toBeGreaterThan(now);
      if (days > 7) expect(next - now).toBeLessThanOrEqual(WEEK);
    }),
  );
});
