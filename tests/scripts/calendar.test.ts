import { isWorkday } from 'chinese-days';
import { isWorkingDay } from '#domain/hours/calendar';
import { DAY, dayOf, startOfDayNamed } from '#domain/time';
import { workCalendar } from '../../scripts/cities/calendar';

describe('the working-day calendar for a city', () => {
  const calendar = workCalendar();

  test('says of every day of the known years what the package says', () => {
    const end = startOfDayNamed('2027-01-01');
    for (let at = startOfDayNamed('2025-01-01'); at < end; at += DAY) {
      expect([dayOf(at), isWorkingDay(dayOf(at), calendar)]).toEqual([dayOf(at), isWorkday(dayOf(at))]);
    }
  });

  test('holds exceptions of both years and nothing else', () => {
    for (const year of ['2025', '2026']) {
      expect(calendar.holidays.some((d) => d.startsWith(year))).toBe(true);
      expect(calendar.workdays.some((d) => d.startsWith(year))).toBe(true);
    }
    expect(calendar.holidays).toContain('2026-10-01');
    expect(calendar.workdays).toContain('2026-10-10');
    expect(calendar.holidays.length).toBeLessThan(60);
  });
});
