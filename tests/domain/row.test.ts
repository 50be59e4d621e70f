import fc from 'fast-check';
import { activityStates, moveRefusal } from '#domain/activities/lifecycle';
import { rowToCancel, rowToJudge } from '#domain/activities/row';
import { reviewRefusal, verdicts } from '#domain/activities/rules';
import { HOUR } from '#domain/time';
import { at } from './support';

const WEEK = 7 * 24 * HOUR;
const date = fc.record({
  state: fc.constantFrom(...activityStates),
  revision: fc.integer({ min: 0, max: 2 }),
  week: fc.integer({ min: -2, max: 4 }),
});
const rows = fc
  .array(date, { maxLength: 12 })
  .map((dates) =>
    dates.map(({ week, ...d }, id) => ({ ...d, id, start: at(9) + week * WEEK, end: at(11) + week * WEEK })),
  );
/** Before, during and after the date of this week. */
const now = fc.constantFrom(at(9) - 1, at(9), at(11) - 1, at(11));

describe('a weekly row at once', () => {
  test('is judged where each alone could be, but for what was edited since; and says why where nothing is', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(...verdicts),
        fc.constantFrom('', '不行'),
        now,
        (row, verdict, reason, t) => {
          const { open, why } = rowToJudge(row, verdict, reason, t);
          const alone = row.filter((d) => d.revision === 0 && !reviewRefusal(d, verdict, reason, t));
          expect(new Set(open)).toEqual(new Set(alone));
          expect(open.map((d) => d.start)).toEqual(open.map((d) => d.start).sort((a, b) => a - b));
          expect(why === null).toBe(open.length > 0);
        },
      ),
    );
  });

  test('is called off where each alone could be and has not begun', () => {
    fc.assert(
      fc.property(rows, now, (row, t) => {
        const { open, why } = rowToCancel(row, t);
        const alone = row.filter((d) => d.start > t && !moveRefusal(d, 'cancel', 'leader', t));
        expect(new Set(open)).toEqual(new Set(alone));
        expect(why === null).toBe(open.length > 0);
      }),
    );
  });

  test('the last date says why', () => {
    const dates = [{ state: 'published' as const }, { state: 'cancelled' as const }].map((d, i) => ({
      ...d,
      revision: 0,
      start: at(9) + i * WEEK,
      end: at(11) + i * WEEK,
    }));
    expect(rowToCancel(dates, at(9)).why).toEqual({ code: 'CANCELLED' });
    expect(rowToCancel(dates.slice(0, 1), at(9)).why).toEqual({ code: 'TIME_PASSED' });
    expect(rowToJudge(dates, 'publish', '', at(8)).why).toEqual({ code: 'CANCELLED' });
    expect(rowToJudge(dates.slice(0, 1), 'publish', '', at(8)).why).toEqual({ code: 'ALREADY_REVIEWED' });
    expect([rowToCancel([], at(8)).why, rowToJudge([], 'refuse', '不行', at(8)).why]).toEqual([
      { code: 'NOT_FOUND' },
      { code: 'NOT_FOUND' },
    ]);
  });
});
