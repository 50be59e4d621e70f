import {
  checkInVerdict,
  checkOutVerdict,
  closesAt,
  placeFlags,
  type AttendanceFacts,
} from '#domain/attendance/rules';
import { distanceBetween } from '#domain/geo';
import type { SignupState } from '#domain/signups/rules';
import { at, settings, span } from './support';

const slot = span(at(8), at(10));
const rules = settings.attendance;
const pair = { in: at(8), out: at(8, 30) };
const facts = (pairs: number, openSince: number | null = null): AttendanceFacts => ({
  pairs: Array.from({ length: pairs }, () => pair),
  openSince,
});
const checkIn = (
  now: number,
  attendance: AttendanceFacts | null = null,
  signup: SignupState | null = 'confirmed',
) => checkInVerdict(slot, signup, attendance, rules, now);

describe('check-in', () => {
  test('opens 30 minutes before and ends with the shift, to the millisecond', () => {
    expect(checkIn(at(7, 30) - 1)).toEqual({ verdict: 'NO', code: 'TOO_EARLY', at: at(7, 30) });
    expect(checkIn(at(7, 30))).toEqual({ verdict: 'DO' });
    expect(checkIn(at(10) - 1)).toEqual({ verdict: 'DO' });
    expect(checkIn(at(10))).toEqual({ verdict: 'NO', code: 'TOO_LATE', at: at(10) });
  });

  test('needs a confirmed sign-up', () => {
    expect(checkIn(at(9), null, null)).toMatchObject({ code: 'NOT_SIGNED_UP' });
    expect(checkIn(at(9), null, 'cancelled')).toMatchObject({ code: 'NOT_SIGNED_UP' });
    expect(checkIn(at(9), null, 'waiting')).toMatchObject({ code: 'STILL_WAITING' });
  });

  test('a second scan while present changes nothing, even one that arrives after the end (I3)', () => {
    expect(checkIn(at(9), facts(0, at(8)))).toEqual({ verdict: 'DONE' });
    expect(checkIn(at(11), facts(3, at(8)))).toEqual({ verdict: 'DONE' });
  });

  test('whoever left may come back, three stays at most', () => {
    expect(checkIn(at(9), facts(2))).toEqual({ verdict: 'DO' });
    expect(checkIn(at(9), facts(3))).toMatchObject({ code: 'TOO_MANY_PAIRS' });
  });
});

describe('check-out', () => {
  test('needs a check-in', () => {
    expect(checkOutVerdict(null)).toMatchObject({ code: 'NOT_CHECKED_IN' });
    expect(checkOutVerdict(facts(0))).toMatchObject({ code: 'NOT_CHECKED_IN' });
  });

  test('is done once; a second scan changes nothing (I3)', () => {
    expect(checkOutVerdict(facts(0, at(8)))).toEqual({ verdict: 'DO' });
    expect(checkOutVerdict(facts(1))).toEqual({ verdict: 'DONE' });
    expect(checkOutVerdict(facts(1, at(9)))).toEqual({ verdict: 'DO' });
  });

  test('the system closes an hour after the end', () => {
    expect(closesAt(slot, rules)).toBe(at(11));
  });
});

describe('the place of a scan is a flag, never a refusal', () => {
  const venue = { longitude: 111.2, latitude: 34.78 };
  const north = (metres: number) => ({ ...venue, latitude: venue.latitude + metres / 111319.5 });

  test('inside the fence nothing, outside FAR_AWAY, untold NO_LOCATION', () => {
    expect(placeFlags(north(499), venue, rules)).toEqual([]);
    expect(placeFlags(north(501), venue, rules)).toEqual(['FAR_AWAY']);
    expect(placeFlags(null, venue, rules)).toEqual(['NO_LOCATION']);
  });

  test('exactly at the fence is inside', () => {
    const fenceMetres = distanceBetween(north(400), venue);
    expect(placeFlags(north(400), venue, { ...rules, fenceMetres })).toEqual([]);
    expect(placeFlags(north(400), venue, { ...rules, fenceMetres: fenceMetres - 0.001 })).toEqual([
      'FAR_AWAY',
    ]);
  });
});
