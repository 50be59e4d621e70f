import { unlessRefused } from '#domain/errors';
import { categoryRefusal, otherThanReadRefusal, reasonRefusal, verdictRefusal } from '#domain/refusals';
import {
  homeRefusal,
  leaderSeatRefusal,
  namedLeaderRefusal,
  openingRefusal,
  resubmitRefusal,
} from '#domain/teams/founding';
import { viewRefusal } from '#domain/teams/lifecycle';
import { headRefusal, isBeingHandedOver, type Membership } from '#domain/teams/membership';
import { settings } from './support';

const category = settings.teamCategories[0]?.id ?? '';

describe('founding a team', () => {
  test('at a station that is open, in a category that the city has', () => {
    const code = (closed: boolean, of: string) => homeRefusal({ closed }, of, settings)?.code ?? 'OK';
    expect(code(false, category)).toBe('OK');
    expect(code(true, 'unheard of')).toBe('STATION_CLOSED');
    expect(code(false, 'unheard of')).toBe('BAD_INPUT');
  });

  test('a refused one is mended by its founder, and there is none for others', () => {
    const team = { state: 'refused', founderId: 'a1' } as const;
    expect(resubmitRefusal(team, 'a1')).toBeNull();
    expect(resubmitRefusal(team, 'a2')).toEqual({ code: 'NOT_FOUND' });
    expect(resubmitRefusal(undefined, 'a1')).toEqual({ code: 'NOT_FOUND' });
    expect(resubmitRefusal({ ...team, state: 'active' }, 'a1')).toEqual({ code: 'NOT_IN_THIS_STATE' });
  });

  test('staff name the leader by number and name', () => {
    expect(namedLeaderRefusal({ name: '王队长' }, '王队长')).toBeNull();
    expect(namedLeaderRefusal({ name: '王队长' }, '李队长')).toEqual({ code: 'NOT_FOUND' });
    expect(namedLeaderRefusal(undefined, '王队长')).toEqual({ code: 'NOT_FOUND' });
  });

  test('its leader needs a seat, but for one whom a try that was broken off has seated', () => {
    const full = { code: 'TOO_MANY_TEAMS', details: { max: 5 } };
    expect(leaderSeatRefusal({ isSeated: false, held: 4 }, 5)).toBeNull();
    expect(leaderSeatRefusal({ isSeated: false, held: 5 }, 5)).toEqual(full);
    expect(leaderSeatRefusal({ isSeated: true, held: 5 }, 5)).toBeNull();
    expect(openingRefusal(true, { isSeated: false, held: 5 }, 5)).toEqual(full);
    expect(openingRefusal(false, { isSeated: false, held: 5 }, 5)).toEqual({ code: 'NOT_FOUND' });
  });

  test('until it is approved only those concerned see it', () => {
    expect(viewRefusal('submitted', true)).toBeNull();
    expect(viewRefusal('submitted', false)).toEqual({ code: 'NOT_FOUND' });
    expect(viewRefusal('dissolved', false)).toBeNull();
  });
});

describe('handing a team over', () => {
  const theirs = (role: Membership['role'], state: Membership['state'] = 'active'): Membership => ({
    role,
    state,
    at: 0,
  });

  test('is for the one whom both the role and the team name', () => {
    expect(headRefusal(true, 'a1', 'a1')).toBeNull();
    expect(headRefusal(true, 'a2', 'a1')).toEqual({ code: 'NOT_ALLOWED' });
    expect(headRefusal(false, 'a1', 'a1')).toEqual({ code: 'NOT_ALLOWED' });
  });

  test('was broken off where the new leader has the role and the team the old one', () => {
    expect(isBeingHandedOver(theirs('leader'), 'a2', 'a1')).toBe(true);
    expect(isBeingHandedOver(theirs('leader'), 'a1', 'a1')).toBe(false);
    expect(isBeingHandedOver(theirs('deputy'), 'a2', 'a1')).toBe(false);
    expect(isBeingHandedOver(theirs('leader', 'left'), 'a2', 'a1')).toBe(false);
    expect(isBeingHandedOver(null, 'a2', 'a1')).toBe(false);
  });
});

describe('what several areas refuse', () => {
  test('whoever says no says why', () => {
    expect(reasonRefusal('')).toEqual({ code: 'REASON_NEEDED' });
    expect(verdictRefusal('refuse', '')).toEqual({ code: 'REASON_NEEDED' });
    expect(verdictRefusal('refuse', '重名')).toBeNull();
    expect(verdictRefusal('approve', '')).toBeNull();
  });

  test('what was read is what is judged, where the call says what was read', () => {
    expect(otherThanReadRefusal(1, 1)).toBeNull();
    expect(otherThanReadRefusal(undefined, 1)).toBeNull();
    expect(otherThanReadRefusal(1, 2)).toEqual({ code: 'CONFLICT' });
  });

  test('a category that the settings do not have', () => {
    expect(categoryRefusal([{ id: 'food' }], 'food')).toBeNull();
    expect(categoryRefusal([{ id: 'food' }], 'books')).toEqual({
      code: 'BAD_INPUT',
      details: { field: 'category' },
    });
  });

  test('what a rule lets pass is there', () => {
    expect(unlessRefused('it', null)).toBe('it');
    expect(() => unlessRefused('it', { code: 'NOT_FOUND' })).toThrow('NOT_FOUND');
    expect(() => unlessRefused(undefined, { code: 'NOT_FOUND' })).toThrow('NOT_FOUND');
    expect(() => unlessRefused(undefined, null)).toThrow('what is not there');
  });
});
