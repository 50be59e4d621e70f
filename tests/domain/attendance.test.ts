import {
  checkInRefusal,
  checkOutRefusal,
  closesAt,
  placeFlags,
  unheldRefusal,
} from '#domain/attendance/rules';
import type { Pair, Stays } from '#domain/attendance/stays';
import { distanceBetween } from '#domain/geo';
import type { SignupState } from '#domain/signups/rules';
import { DAY } from '#domain/time';
import { at, settings, span } from './support';

const slot = span(at(8), at(10));
const rules = settings.attendance;
const pair = { in: at(8), out: at(8, 30) };
const stays = (pairs: number, openSince: number | null = null): Stays => ({
  pairs: Array.from({ length: pairs }, () => pair),
  openSince,
  closedBySystem: false,
});
const checkIn = (
  now: number,
  known: Stays | null = null,
  signup: SignupState | null = 'confirmed',
  elsewhere: Pair[] = [],
) => checkInRefusal(slot, signup, known, rules, now, elsewhere);

describe('what was not held', () => {
  const off = { state: 'cancelled', cancelledAt: at(9) } as const;
  const coming = (now: number) => ({ move: 'in', at: now }) as const;

  test('is come to until it was called off, not from that moment on; left at any time', () => {
    expect(unheldRefusal(off, coming(at(9) - 1))).toBeNull();
    expect(unheldRefusal(off, coming(at(9)))).toEqual({ code: 'CANCELLED' });
    expect(unheldRefusal(off, { move: 'out', at: at(9, 30) })).toBeNull();
    expect(unheldRefusal({ ...off, cancelledAt: null }, coming(0))).toEqual({ code: 'CANCELLED' });
  });

  test('is come to by nobody where it was never published', () => {
    for (const state of ['draft', 'submitted', 'refused'] as const) {
      expect(unheldRefusal({ state, cancelledAt: null }, coming(at(9)))).toEqual({ code: 'NOT_OPEN' });
    }
    for (const state of ['published', 'closed'] as const) {
      expect(unheldRefusal({ state, cancelledAt: null }, coming(at(9)))).toBeNull();
    }
  });
});

describe('check-in', () => {
  test('opens 30 minutes before and ends with the shift, to the millisecond', () => {
    expect(checkIn(at(7, 30) - 1)).toEqual({ code: 'TOO_EARLY', details: { at: at(7, 30) } });
    expect(checkIn(at(7, 30))).toBeNull();
    expect(checkIn(at(10) - 1)).toBeNull();
    expect(checkIn(at(10))).toEqual({ code: 'TOO_LATE', details: { at: at(10) } });
  });

  test('needs a confirmed sign-up', () => {
    expect(checkIn(at(9), null, null)).toMatchObject({ code: 'NOT_SIGNED_UP' });
    expect(checkIn(at(9), null, 'cancelled')).toMatchObject({ code: 'NOT_SIGNED_UP' });
    expect(checkIn(at(9), null, 'waiting')).toMatchObject({ code: 'STILL_WAITING' });
  });

  test('a second scan while present is no fault, even one that arrives after the end (I3)', () => {
    expect(checkIn(at(9), stays(0, at(8)))).toBeNull();
    expect(checkIn(at(11), stays(3, at(8)))).toBeNull();
  });

  test('whoever left may come back, three stays at most', () => {
    expect(checkIn(at(9), stays(2))).toBeNull();
    expect(checkIn(at(9), stays(3))).toMatchObject({ code: 'TOO_MANY_PAIRS' });
  });

  test('stays in other slots of the activity count too, on the same day alone', () => {
    expect(checkIn(at(9), stays(1), 'confirmed', [pair])).toBeNull();
    expect(checkIn(at(9), stays(1), 'confirmed', [pair, pair])).toMatchObject({ code: 'TOO_MANY_PAIRS' });
    const yesterday = { in: pair.in - DAY, out: pair.out - DAY };
    expect(checkIn(at(9), stays(2), 'confirmed', [yesterday])).toBeNull();
  });

  test('what is told late is judged as it was then', () => {
    const later = { in: at(9, 30), out: at(9, 40) };
    const known = { ...stays(2), pairs: [pair, pair, later] };
    expect(checkIn(at(9), known)).toBeNull();
    expect(checkIn(at(9, 50), known)).toMatchObject({ code: 'TOO_MANY_PAIRS' });
  });
});

describe('check-out', () => {
  test('needs a check-in before it', () => {
    expect(checkOutRefusal(null, at(9))).toMatchObject({ code: 'NOT_CHECKED_IN' });
    expect(checkOutRefusal(stays(0), at(9))).toMatchObject({ code: 'NOT_CHECKED_IN' });
    expect(checkOutRefusal(stays(0, at(9)), at(8))).toMatchObject({ code: 'NOT_CHECKED_IN' });
  });

  test('is taken while present, and again after it (I3)', () => {
    expect(checkOutRefusal(stays(0, at(8)), at(9))).toBeNull();
    expect(checkOutRefusal(stays(1), at(9))).toBeNull();
  });

  test('the system closes an hour after the end, at the end where nobody has to check out', () => {
    expect(closesAt(slot, rules)).toBe(at(11));
    expect(closesAt(slot, rules, 'inOnly')).toBe(at(10));
    expect(closesAt(slot, rules, 'auto')).toBe(at(10));
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
