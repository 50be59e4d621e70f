import fc from 'fast-check';
import { contract, isActionName } from '#domain/contract';
import { limitOf } from '#domain/contract/limits';
import { stretchOf, toldAfter, tooOftenRefusal } from '#domain/limits';
import { clockOf, DAY, dayOf, HOUR, MINUTE } from '#domain/time';

const actions = Object.keys(contract).filter(isActionName);
const limits = actions.map(limitOf);
const moments = fc.integer({
  min: Date.parse('2026-01-01T00:00:00Z'),
  max: Date.parse('2036-01-01T00:00:00Z'),
});
const pers = fc.constantFrom(MINUTE, 10 * MINUTE, HOUR, DAY, 30 * DAY);

test('every action has a limit that an honest person does not meet by looking again and again', () => {
  for (const { times, per } of limits) {
    expect(times).toBeGreaterThanOrEqual(10);
    // A stretch begins at a full hour, minute or day.
    expect([per % DAY, DAY % per]).toContain(0);
  }
});

test('a stretch holds its moment, ends where the next begins, and those of a day begin at midnight', () => {
  fc.assert(
    fc.property(moments, pers, (now, per) => {
      const { from, until } = stretchOf({ times: 1, per }, now);
      expect(from <= now && now < until && until - from === per).toBe(true);
      expect(stretchOf({ times: 1, per }, until).from).toBe(until);
      if (per === DAY) expect([clockOf(from), dayOf(from)]).toEqual(['00:00', dayOf(now)]);
    }),
  );
});

test('goes as often as the limit says, and then when the stretch is over', () => {
  const now = Date.parse('2026-03-01T08:20:00+08:00');
  const limit = { times: 3, per: HOUR };
  expect([0, 1, 2].map((done) => tooOftenRefusal(done, limit, now))).toEqual([null, null, null]);
  expect(tooOftenRefusal(3, limit, now)).toEqual({
    code: 'TOO_OFTEN',
    details: { at: Date.parse('2026-03-01T09:00:00+08:00') },
  });
});

test('is told in time: never later than half of what may be done', () => {
  for (const limit of limits) expect(toldAfter(limit)).toBeLessThanOrEqual(Math.max(8, limit.times / 2));
});
