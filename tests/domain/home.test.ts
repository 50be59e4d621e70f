import { monthBefore, monthOf, tellingMonth } from '#domain/home/figures';
import { at } from './support';

const figures = (month: string, personTimes: number, minutes: number) => ({
  month,
  activities: 9,
  personTimes,
  minutes,
});

describe('what the city did', () => {
  it('is told of the month before as long as there is nothing to tell of this one', () => {
    const before = figures('2026-10', 50, 6000);
    expect(tellingMonth(figures('2026-11', 0, 59), before)).toBe(before);
    expect(tellingMonth(figures('2026-11', 0, 60), before).month).toBe('2026-11');
    expect(tellingMonth(figures('2026-11', 1, 0), before).month).toBe('2026-11');
  });

  it.each([
    ['2026-03-01T00:00:00+08:00', '2026-02'],
    ['2026-03-31T23:59:59+08:00', '2026-02'],
    ['2026-01-15T12:00:00+08:00', '2025-12'],
    ['2028-03-31T00:00:00+08:00', '2028-02'],
  ])('the month before %s is %s', (instant, month) => {
    expect(monthBefore(Date.parse(instant))).toBe(month);
  });

  it('is counted by the days of Shanghai', () => {
    expect(monthOf(at(9))).toBe('2026-11');
    expect(monthOf(Date.parse('2026-11-30T16:00:00Z'))).toBe('2026-12');
  });
});
