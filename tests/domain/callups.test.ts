import fc from 'fast-check';
import {
  answerKinds,
  answerRefusal,
  arrivalOf,
  endRefusal,
  isCalled,
  linkRefusal,
  listRefusal,
  LISTS_AT_MOST,
  NO_COUNTS,
  roundFor,
  settleRefusal,
  standings,
  sumOf,
  type Counts,
  type Standing,
} from '#domain/callups/rules';
import { DAY, HOUR, startOfDayNamed } from '#domain/time';
import { settings } from '../../harness/small-city';

const now = startOfDayNamed('2026-07-21') + 8 * HOUR;

test('only who is on the way is home, and nobody comes once it has begun to end', () => {
  const allowed = (state: 'open' | 'ending' | 'over', answer: (typeof answerKinds)[number]) =>
    standings.filter((standing) => answerRefusal(state, standing, answer) === null);
  expect(allowed('open', 'coming')).toEqual([...standings]);
  expect(allowed('open', 'cannot')).toEqual(['silent', 'cannot', 'coming']);
  for (const state of ['open', 'ending', 'over'] as const)
    expect(allowed(state, 'home')).toEqual(['coming', 'home']);
  for (const state of ['ending', 'over'] as const)
    expect([allowed(state, 'coming'), allowed(state, 'cannot')]).toEqual([[], []]);
});

test('what became of somebody is said of who is out alone, and with words', () => {
  expect(settleRefusal('coming', '送他回家了')).toBeNull();
  expect(settleRefusal('coming', '')?.code).toBe('REASON_NEEDED');
  for (const standing of ['silent', 'cannot', 'home', 'settled'] as const)
    expect(settleRefusal(standing, '有话')?.code).toBe('NOT_COMING');
});

test('it ends while nobody is out, on whatever list', () => {
  const out = (coming: number): Counts => ({ ...NO_COUNTS, silent: 15, cannot: 9, coming });
  expect(endRefusal(sumOf([out(0), out(0)]))).toBeNull();
  expect(endRefusal(sumOf([out(0), out(1)]))).toEqual({ code: 'STILL_OUT', details: { many: 1 } });
  expect(sumOf([])).toEqual(NO_COUNTS);
});

/** Whatever is said in whatever order: each stands in one way, and at the end nobody was forgotten. */
test('of any history, who came and is neither home nor settled keeps it from ending', () => {
  const said = fc.record({
    who: fc.integer({ min: 0, max: 4 }),
    what: fc.constantFrom(...answerKinds, 'settle' as const),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 40 }), (history) => {
      const people: Standing[] = Array.from({ length: 5 }, () => 'silent');
      for (const { who, what } of history) {
        const before = people[who] ?? 'silent';
        const refused =
          what === 'settle' ? settleRefusal(before, '有话') : answerRefusal('open', before, what);
        if (!refused) people[who] = what === 'settle' ? 'settled' : what;
      }
      const counts = people.reduce<Counts>((sum, each) => ({ ...sum, [each]: sum[each] + 1 }), NO_COUNTS);
      expect(Object.values(counts).reduce((sum, many) => sum + many, 0)).toBe(5);
      expect(endRefusal(counts) === null).toBe(!people.includes('coming'));
    }),
  );
});

test('of age, registered, and with one of the skills where some are asked for', () => {
  const person = { birthDate: '2008-07-21', skills: ['driving'] };
  expect(isCalled(person, [], settings, now)).toBe(true);
  expect(isCalled(person, [], settings, now - DAY)).toBe(false);
  expect(isCalled(undefined, [], settings, now)).toBe(false);
  expect(isCalled(person, ['firstAid', 'driving'], settings, now)).toBe(true);
  expect(isCalled(person, ['firstAid'], settings, now)).toBe(false);
});

test('a time that has passed is now', () => {
  expect(arrivalOf(undefined, now)).toBe(now);
  expect(arrivalOf(now - HOUR, now)).toBe(now);
  expect(arrivalOf(now + HOUR, now)).toBe(now + HOUR);
});

test('the first shift that has room and is not over when they are there', () => {
  const round = (id: string, from: number, left = 1) => ({
    id,
    left,
    start: now + from * HOUR,
    end: now + (from + 2) * HOUR,
  });
  const rounds = [round('b', 2), round('a', 0), round('c', 4)];
  expect(roundFor(rounds, now)?.id).toBe('a');
  expect(roundFor(rounds, now + 2 * HOUR)?.id).toBe('b');
  expect(roundFor([round('a', 0, 0), ...rounds.slice(2)], now)?.id).toBe('c');
  expect(roundFor(rounds, now + 6 * HOUR)).toBeUndefined();
});

test('lists and shifts only while it is open', () => {
  expect(listRefusal('open', LISTS_AT_MOST - 1)).toBeNull();
  expect(listRefusal('open', LISTS_AT_MOST)?.code).toBe('CALL_OVER');
  expect(listRefusal('ending', 1)?.code).toBe('CALL_OVER');
  expect(linkRefusal('open', 'published', 1)).toBeNull();
  expect(linkRefusal('over', 'published', 1)?.code).toBe('CALL_OVER');
  expect(linkRefusal('open', 'cancelled', 1)?.code).toBe('NOT_IN_THIS_STATE');
  expect(linkRefusal('open', 'published', 0)?.code).toBe('NOT_A_SHIFT');
});
