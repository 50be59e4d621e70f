import { isAhead, isLapsed, confirmRefusal, type Agreement } from '#domain/signups/answers';
import { isNoShow, warnings, type Person } from '#domain/signups/person';
import {
  signupStatus,
  takeOverRefusal,
  takeRefusal,
  withoutHold,
  type Offered,
  type SlotFacts,
  type Wish,
} from '#domain/signups/rules';
import { at, lineOf, settings, span } from './support';

const slot: SlotFacts = {
  id: 'v1-0',
  kind: 'shift',
  ...span(at(9), at(10)),
  capacity: 2,
  taken: 0,
  line: lineOf(),
  revision: 3,
  activityState: 'published',
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  signupFrom: null,
  signupUntil: null,
};
const anybody: Person = { mine: [], birthDate: null, skills: [], noShows: [] };
const wish: Wish = { wait: false, despite: [], revision: 3 };
const skilled: Partial<SlotFacts> = { skills: ['firstAid'] };

describe('what is answered to somebody who signs up', () => {
  const taken = (facts: Partial<SlotFacts> = {}, wished: Partial<Wish> = {}) => {
    const here = { ...slot, ...facts };
    const status = signupStatus(here, anybody, 1, settings, at(8));
    return takeRefusal(status, here, { ...wish, ...wished });
  };

  test('nothing where a place is free, or where they would wait', () => {
    expect(taken()).toBeNull();
    expect(taken({ taken: 2 }, { wait: true })).toBeNull();
  });

  test('that the slot is full, with how many wait and how many places are left to those in line', () => {
    expect(taken({ taken: 2, line: lineOf(1) })).toEqual({
      code: 'SLOT_FULL',
      details: { waiting: 1, left: 0 },
    });
    expect(taken({ taken: 1, line: lineOf(1) })).toMatchObject({ details: { waiting: 1, left: 1 } });
  });

  test('that time or place has changed, only to who says what they saw', () => {
    expect(taken({ revision: 4 })).toEqual({ code: 'CHANGED' });
    expect(taken({ revision: 4 }, { revision: undefined })).toBeNull();
  });

  test('a warning until it is accepted', () => {
    expect(taken(skilled)).toEqual({ code: 'SKILLS_WANTED', details: { warning: true } });
    expect(taken(skilled, { despite: warnings })).toBeNull();
  });

  test('why nobody can sign up, before anything else', () => {
    expect(taken({ activityState: 'cancelled', revision: 4 })?.code).toBe('CANCELLED');
    expect(taken({ signupFrom: at(8) + 1 })).toMatchObject({
      code: 'NOT_YET_OPEN',
      details: { at: at(8) + 1 },
    });
  });

  test('for who holds the last place already it is free, whoever waits', () => {
    const full = { ...slot, taken: 2, line: lineOf(1) };
    expect(signupStatus(withoutHold(full, 1), anybody, 1, settings, at(8))).toMatchObject({ status: 'FREE' });
  });
});

describe('may this holder confirm?', () => {
  const moved: Agreement = { state: 'confirmed', revision: 3, confirmBy: at(8, 30) };
  const code = (agreed: Partial<Agreement>, facts: Partial<SlotFacts> = {}, seen = 3, now = at(8)) =>
    confirmRefusal({ ...moved, ...agreed }, { ...slot, ...facts }, seen, now)?.code ?? null;

  test('who moved up, also late, while the place is still theirs; and who agreed to another time', () => {
    expect([code({}), code({}, {}, 3, at(8, 45)), code({ revision: 2, confirmBy: null })]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test('nobody who was not asked, nor what they have not seen', () => {
    expect(code({ confirmBy: null })).toBe('NOTHING_TO_CONFIRM');
    expect(code({}, {}, 2)).toBe('CHANGED');
  });

  test('not what is cancelled, given up or begun, in this order', () => {
    expect(code({ state: 'cancelled' }, { activityState: 'cancelled' }, 2, at(9))).toBe('CANCELLED');
    expect(code({ state: 'cancelled' }, {}, 2, at(9))).toBe('NOT_SIGNED_UP');
    expect(code({}, {}, 2, at(9))).toBe('DEADLINE_PASSED');
  });
});

test('a place lapses from the moment it was to be confirmed, until its slot begins', () => {
  const lapses = (by: number | null, now: number, facts: Partial<SlotFacts> = {}) =>
    isLapsed(by, { ...slot, ...facts }, now);
  expect([lapses(at(8), at(8) - 1), lapses(at(8), at(8)), lapses(at(8), at(9))]).toEqual([
    false,
    true,
    false,
  ]);
  expect(lapses(null, at(8))).toBe(false);
  expect(lapses(at(8), at(8), { activityState: 'cancelled' })).toBe(false);
  expect([isAhead(slot, at(9) - 1), isAhead(slot, at(9))]).toEqual([true, false]);
});

describe('may this place be taken over?', () => {
  const offered: Offered = { state: 'confirmed', present: false, offered: true };
  const code = (
    place: Partial<Offered> = {},
    { facts = {}, holds = false, wished = {}, now = at(8) } = {},
  ) => {
    const taker = { person: anybody, holds };
    return takeOverRefusal(
      { ...offered, ...place },
      { ...slot, ...facts },
      taker,
      { ...wish, ...wished },
      settings,
      now,
    )?.code;
  };

  test('by a teammate who can come, as long as it is offered', () => {
    expect(code()).toBeUndefined();
    expect(code({ offered: false })).toBe('NOT_FOUND');
    expect(code({}, { holds: true })).toBe('ALREADY_SIGNED_UP');
    // Who holds a place themselves learns no more of what is not offered.
    expect(code({ offered: false }, { holds: true, now: at(9) })).toBe('NOT_FOUND');
    expect(code({}, { facts: { minimumAge: 18 } })).toBe('REGISTRATION_NEEDED');
  });

  test('how its holder gave it up is not told; that it is over or called off is', () => {
    expect([code({ state: 'cancelled' }), code({ present: true }), code({ state: 'waiting' })]).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
      'NOT_FOUND',
    ]);
    expect([code({}, { now: at(9) }), code({}, { facts: { activityState: 'cancelled' } })]).toEqual([
      'DEADLINE_PASSED',
      'CANCELLED',
    ]);
  });

  test('as they saw it, and with every warning accepted', () => {
    expect(code({}, { facts: { revision: 4 } })).toBe('CHANGED');
    expect(code({}, { facts: skilled })).toBe('SKILLS_WANTED');
    expect(code({}, { facts: skilled, wished: { despite: warnings } })).toBeUndefined();
  });
});

test('who held a place and did not come, where the desk was used or the leader says so', () => {
  const away = { state: 'confirmed', stayedAway: true, absent: false } as const;
  expect([isNoShow(away, true), isNoShow(away, false), isNoShow({ ...away, absent: true }, false)]).toEqual([
    true,
    false,
    true,
  ]);
  expect([
    isNoShow({ ...away, stayedAway: false }, true),
    isNoShow({ ...away, state: 'waiting' }, true),
  ]).toEqual([false, false]);
});
