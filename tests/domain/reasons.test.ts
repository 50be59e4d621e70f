import {
  doubtsOf,
  lookRefusal,
  mutuallyAgreed,
  quarterOf,
  quartersLately,
  wordOf,
} from '#domain/hours/reasons';
import { flags } from '#domain/attendance/rules';

const at = (moment: string) => Date.parse(`${moment}+08:00`);

describe('reasons to look closer at hours', () => {
  test('a quarter begins at midnight in Shanghai', () => {
    expect(quarterOf(at('2026-03-31T23:59:59'))).toBe('2026-Q1');
    expect(quarterOf(at('2026-04-01T00:00:00'))).toBe('2026-Q2');
    expect(quartersLately(at('2026-01-01T00:00:00'))).toEqual(['2026-Q1', '2025-Q4']);
    expect(quartersLately(at('2026-12-31T23:59:59'))).toEqual(['2026-Q4', '2026-Q3']);
  });

  test('a place that was not told, a clock that is off, and a phone without network are no doubts', () => {
    expect(flags.filter((flag) => doubtsOf([flag]).length === 0)).toEqual([
      'NO_LOCATION',
      'CLOSED_BY_SYSTEM',
      'CLOCK_WRONG',
      'OFFLINE',
    ]);
  });

  test('hours that were filed rest on a word where nobody scanned', () => {
    expect(wordOf('MAKE_UP', [])).toBe('named');
    expect(wordOf('CORRECTION', [])).toBeNull();
    expect(wordOf('OVER_DAY', ['BY_LEADER'])).toBe('named');
    expect(wordOf('MAKE_UP', ['AUTO'])).toBe('auto');
  });

  test('two agree to each other’s hours only where both have, in whichever quarter', () => {
    const kept: Parameters<typeof mutuallyAgreed>[0] = [
      { agreedBy: { b: 2, c: 1 } },
      { agreedBy: { b: 1 }, agreedFor: { b: 1, d: 4 } },
    ];
    expect([...mutuallyAgreed(kept)]).toEqual([['b', 4]]);
    expect([...mutuallyAgreed([])]).toEqual([]);
  });

  test('nobody looks at what they confirmed, nor at their own or their family’s', () => {
    const line = { accountId: 'a', confirmedBy: 'l' };
    expect(lookRefusal([line], ['l'])?.code).toBe('SAME_PERSON');
    expect(lookRefusal([line], ['x', 'a'])?.code).toBe('SAME_PERSON');
    expect(lookRefusal([line, { ...line, accountId: 'b' }], ['a'])).toBeNull();
    expect(lookRefusal([], ['a'])).toBeNull();
  });
});
