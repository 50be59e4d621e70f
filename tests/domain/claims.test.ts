import type { Case, Level } from '#domain/hours/cases';
import {
  filingRefusal,
  hoursRefusal,
  levelAfter,
  mayCredit,
  shareOf,
  type Claim,
} from '#domain/hours/claims';
import {
  bookRefusal,
  furtherRefusal,
  isSeenTo,
  settledState,
  settleRefusal,
  decisionRefusal,
} from '#domain/hours/decisions';
import { at, settings, span } from './support';

const rules = settings.hours;
const reach = { teamId: 't1', areas: ['city', 's1'], centres: ['s1'], cityId: 'city' };
const leader = { accountId: 'l', leads: ['t1'], duties: [] };
const staff = { accountId: 's', leads: [], duties: ['s1'] };
const made: Case = {
  ...reach,
  kind: 'MAKE_UP',
  state: 'open',
  level: 'team',
  risen: 0,
  further: false,
  accountId: 'v',
  filedBy: 'filer',
};
const contest: Case = { ...made, kind: 'CONTEST', filedBy: 'v' };

test('hours stand of shifts that are over, and are filed of what was ever open', () => {
  const slot = { kind: 'shift' as const, ...span(at(8), at(10)) };
  expect(hoursRefusal(slot, at(10))).toBeNull();
  expect(hoursRefusal(slot, at(10) - 1)).toEqual({ code: 'NOT_FINISHED', details: { at: at(10) } });
  expect(hoursRefusal({ ...slot, kind: 'service' }, at(8))).toEqual({ code: 'NOT_A_SHIFT' });
  expect(filingRefusal('shift', 'cancelled')).toBeNull();
  expect(filingRefusal('shift', 'submitted')).toEqual({ code: 'NOT_OPEN' });
  expect(filingRefusal('service', 'submitted')).toEqual({ code: 'NOT_A_SHIFT' });
});

test('a day above the limit is for staff that reach it, but never their own nor of those they keep', () => {
  const may = (level: Level, who: typeof staff | null, near = false) => mayCredit(level, reach, who, near);
  expect([may('team', null, true), may('centre', null), may('centre', staff), may('city', staff)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(may('centre', staff, true)).toBe(false);
});

test('the level of what is filed follows from the day; taking hours away is for the team', () => {
  expect([levelAfter(470, 10, rules), levelAfter(470, 11, rules), levelAfter(715, 10, rules)]).toEqual([
    'team',
    'centre',
    'city',
  ]);
  expect(levelAfter(900, -10, rules)).toBe('team');
});

describe('what of a claim is credited at once', () => {
  const claim: Claim = { minutes: 60, borneOut: 60, ofDay: 0, written: false };
  const share = (over: Partial<Claim>, may: (level: Level) => boolean = (level) => level === 'team') =>
    shareOf({ ...claim, ...over }, rules, may);

  test('what something else than the confirmer says; the rest waits for a second person', () => {
    expect(share({})).toEqual({ alone: 60, rest: null });
    expect(share({ borneOut: 45 })).toEqual({
      alone: 45,
      rest: { kind: 'CORRECTION', minutes: 15, level: 'team' },
    });
    expect(share({ borneOut: 0 })).toEqual({
      alone: 0,
      rest: { kind: 'MAKE_UP', minutes: 60, level: 'team' },
    });
    expect(share({ minutes: 0 })).toEqual({ alone: 0, rest: null });
  });

  test('nothing above the limit of the day, for whoever may not confirm that', () => {
    expect(share({ ofDay: 421 })).toEqual({
      alone: 0,
      rest: { kind: 'OVER_DAY', minutes: 60, level: 'centre' },
    });
    expect(share({ ofDay: 420 }).alone).toBe(60);
    expect(share({ ofDay: 421 }, () => true)).toEqual({ alone: 60, rest: null });
    // What is borne out stays within the limit: the rest alone goes to the level of the whole.
    expect(share({ ofDay: 440, borneOut: 30 })).toEqual({
      alone: 30,
      rest: { kind: 'CORRECTION', minutes: 30, level: 'centre' },
    });
  });

  test('what an earlier try has written is not written again', () => {
    expect(share({ written: true, ofDay: 480 })).toEqual({ alone: 0, rest: null });
    expect(share({ written: true, borneOut: 45 })).toMatchObject({ alone: 0, rest: { kind: 'CORRECTION' } });
  });
});

describe('who decides about a case, and what', () => {
  const code = (c: Partial<Case>, verdict: 'approve' | 'refuse' | 'explain' = 'approve', reason = '') =>
    decisionRefusal({ ...made, ...c }, leader, ['near'], verdict, reason)?.code ?? null;

  test('once, by a second person, with a reason for whatever is no approval', () => {
    expect(code({})).toBeNull();
    expect(code({ state: 'approved', filedBy: 'l' })).toBe('ALREADY_DECIDED');
    expect(code({ filedBy: 'l' }, 'explain')).toBe('SAME_PERSON');
    expect(code({ teamId: 't2' })).toBe('NOT_ALLOWED');
    expect(code({}, 'explain')).toBe('BAD_INPUT');
    expect([code({}, 'refuse'), code({}, 'refuse', '没有到场')]).toEqual(['REASON_NEEDED', null]);
  });

  test('a question is settled by what is filed for the same person and shift, while it is open', () => {
    const asked = { ...contest, slotId: 'v1-1' };
    const filed = { accountId: 'v', slotId: 'v1-1' };
    const settle = (over: Partial<typeof asked>, about = filed) =>
      settleRefusal({ ...asked, ...over }, about, leader, [])?.code ?? null;
    expect(settle({})).toBeNull();
    expect(settle({ state: 'answered' })).toBe('ALREADY_DECIDED');
    expect(settle({}, { ...filed, slotId: 'v1-2' })).toBe('NOT_FOUND');
    expect(settle({}, { ...filed, accountId: 'w' })).toBe('NOT_FOUND');
    expect(settle({ filedBy: 'l' })).toBe('SAME_PERSON');
    expect(settleRefusal(undefined, filed, leader, [])).toEqual({ code: 'NOT_FOUND' });
  });

  test('a question is taken further once, after it was answered', () => {
    expect(furtherRefusal({ ...contest, state: 'answered' })).toBeNull();
    expect(furtherRefusal({ ...contest, state: 'answered', further: true })).toEqual({
      code: 'ALREADY_ASKED',
    });
    expect(furtherRefusal(contest)).toEqual({ code: 'ALREADY_DECIDED' });
    expect([furtherRefusal(made)?.code, furtherRefusal(undefined)?.code]).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test('a question that waits for what was filed becomes what that became', () => {
    const settling: Case = { ...contest, state: 'settling' };
    const becomes = (state: Case['state'] | undefined) => settledState(settling, state && { state });
    expect([becomes('approved'), becomes('refused'), becomes('open'), becomes(undefined)]).toEqual([
      'settled',
      'answered',
      'settling',
      'settling',
    ]);
    expect(settledState(contest, { state: 'approved' })).toBe('open');
  });

  test('hours are booked while the books have room, and made up for once', () => {
    const hours = { minutes: 60, most: 60, recorded: true };
    expect(bookRefusal('OVER_DAY', hours)).toBeNull();
    expect(bookRefusal('MAKE_UP', hours)).toEqual({ code: 'ALREADY_RECORDED' });
    expect(bookRefusal('OVER_DAY', { ...hours, most: 59 })).toEqual({
      code: 'ABOVE_SHIFT',
      details: { max: 59 },
    });
  });

  test('hours that wait or were approved are asked for by nobody again', () => {
    expect([isSeenTo(made), isSeenTo({ ...made, state: 'approved' })]).toEqual([true, true]);
    expect([isSeenTo({ ...made, state: 'refused' }), isSeenTo(contest)]).toEqual([false, false]);
  });
});
