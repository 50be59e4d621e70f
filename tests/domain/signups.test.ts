import fc from 'fast-check';
import type { ActivityState } from '#domain/activities/lifecycle';
import { confirmReason } from '#domain/signups/answers';
import type { PersonSignup, Person } from '#domain/signups/person';
import {
  cancelRefusal,
  endingOf,
  largestResize,
  nextThing,
  resizeRefusal,
  signupStatus,
  swapRefusal,
  type HeldSignup,
  type SlotFacts,
} from '#domain/signups/rules';
import { at, lineOf, settings, span } from './support';

const slot: SlotFacts = {
  id: 'v1-0',
  kind: 'shift',
  start: at(9),
  end: at(10),
  capacity: 2,
  taken: 0,
  line: lineOf(),
  revision: 0,
  activityState: 'published',
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  signupFrom: null,
  signupUntil: null,
};
const service: Partial<SlotFacts> = { kind: 'service', capacity: 4 };
const person = (mine: readonly PersonSignup[] = []): Person => ({
  mine,
  birthDate: null,
  skills: [],
  noShows: [],
});
const status = (facts: Partial<SlotFacts> = {}, mine: readonly PersonSignup[] = [], now = at(8), party = 1) =>
  signupStatus({ ...slot, ...facts }, person(mine), party, settings, now);
const FREE = { status: 'FREE', warnings: [] };
const FULL = { status: 'FULL', warnings: [] };
const no = (code: string, details: object = {}) => ({ status: 'NO', code, details });
const other = (start: number, end: number, state: PersonSignup['state'] = 'confirmed'): PersonSignup => ({
  slotId: 'v2-0',
  kind: 'shift',
  state,
  activityState: 'published',
  ...span(start, end),
});

describe('may this person sign up?', () => {
  test('free until the last place, then one can wait, then no more', () => {
    expect(status({ taken: 1 })).toEqual(FREE);
    expect(status({ taken: 2 })).toEqual(FULL);
    expect(status({ taken: 2, line: lineOf(1, 1) })).toEqual(FULL);
    // A place that has just come free is for those in line.
    expect(status({ taken: 1, line: lineOf(1) })).toEqual(FULL);
    expect(status({ taken: 2, line: lineOf(1, 1, 1) })).toEqual(no('WAITING_LIST_FULL'));
  });

  test('until the slot begins, or until its deadline, and not before sign-up opens', () => {
    expect(status({}, [], at(9) - 1)).toEqual(FREE);
    expect(status({}, [], at(9))).toEqual(no('DEADLINE_PASSED'));
    const hours = { signupFrom: at(7), signupUntil: at(8) };
    expect(status(hours, [], at(7) - 1)).toEqual(no('NOT_YET_OPEN', { at: at(7) }));
    expect(status(hours, [], at(7))).toEqual(FREE);
    expect(status(hours, [], at(8) - 1)).toEqual(FREE);
    expect(status(hours, [], at(8))).toEqual(no('DEADLINE_PASSED', { at: at(8) }));
  });

  test.each<[ActivityState, string]>([
    ['draft', 'NOT_OPEN'],
    ['submitted', 'NOT_OPEN'],
    ['refused', 'NOT_OPEN'],
    ['closed', 'NOT_OPEN'],
    ['cancelled', 'CANCELLED'],
  ])('not in a %s activity', (activityState, code) => {
    expect(status({ activityState })).toEqual(no(code));
  });

  test('once per slot (I2), waiting or confirmed, until cancelled', () => {
    const mine = (state: PersonSignup['state']): PersonSignup => ({
      ...other(9, 10, state),
      slotId: slot.id,
      ...span(slot.start, slot.end),
    });
    expect(status({}, [mine('confirmed')])).toEqual(no('ALREADY_SIGNED_UP'));
    expect(status({ taken: 2 }, [mine('waiting')])).toEqual(no('ALREADY_SIGNED_UP'));
    expect(status({}, [mine('cancelled')])).toEqual(FREE);
  });

  test('not against what is asked of the person, with the other slot named', () => {
    expect(status({}, [other(at(8), at(9) + 1)])).toEqual({ ...no('OVERLAPS'), withSlotId: 'v2-0' });
    expect(status({ minimumAge: 18 })).toEqual(no('REGISTRATION_NEEDED', { min: 18 }));
  });

  test('with warnings whether there is a place or a line', () => {
    const warnings = [{ code: 'SKILLS_WANTED' }];
    expect(status({ skills: ['firstAid'] })).toEqual({ status: 'FREE', warnings });
    expect(status({ skills: ['firstAid'], taken: 2 })).toEqual({ status: 'FULL', warnings });
  });
});

describe('may a party sign up?', () => {
  const party = (size: number, facts: Partial<SlotFacts> = {}) =>
    status({ ...service, ...facts }, [], at(8), size);

  test('when all of them find a place, else they wait together', () => {
    expect(party(4)).toEqual(FREE);
    expect(party(3, { taken: 1 })).toEqual(FREE);
    expect(party(3, { taken: 2 })).toEqual(FULL);
  });

  test('past those in line whom what is free does not fit', () => {
    expect(party(1, { taken: 2, line: lineOf(3) })).toEqual(FREE);
    expect(party(2, { taken: 2, line: lineOf(3, 2) })).toEqual(FULL);
  });

  test('not larger than the city allows, nor than the slot is; shifts are taken one by one', () => {
    expect(party(5)).toEqual(no('PARTY_TOO_LARGE', { max: 4 }));
    expect(party(6, { capacity: 50 })).toEqual(no('PARTY_TOO_LARGE', { max: 5 }));
    expect(status({}, [], at(8), 2)).toEqual(no('PARTY_TOO_LARGE', { max: 1 }));
  });

  test('never more people than places, and nobody past somebody in line who would fit', () => {
    const facts = fc.record({
      capacity: fc.integer({ min: 1, max: 8 }),
      taken: fc.nat(8),
      waiting: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(facts, fc.integer({ min: 1, max: 5 }), ({ capacity, taken, waiting }, size) => {
        fc.pre(taken <= capacity && size <= capacity);
        const answer = party(size, { capacity, taken, line: lineOf(...waiting) });
        const free = capacity - taken;
        const expected = size <= free && waiting.every((w) => w > free) ? FREE : FULL;
        expect(answer).toEqual(expected);
      }),
    );
  });
});

const held = (state: HeldSignup['state'], present = false): HeldSignup => ({ state, present });

describe('may a sign-up be cancelled?', () => {
  const refusal = (signup: HeldSignup | null, now: number) => cancelRefusal(signup, slot, now)?.code ?? null;

  test('until the slot begins, waiting or confirmed', () => {
    expect(refusal(held('confirmed'), at(9) - 1)).toBeNull();
    expect(refusal(held('waiting'), at(9) - 1)).toBeNull();
    expect(refusal(held('confirmed'), at(9))).toBe('DEADLINE_PASSED');
  });

  test('a second time, or somebody who never signed up, has nothing to cancel', () => {
    expect(refusal(held('cancelled'), at(8))).toBe('NOT_SIGNED_UP');
    expect(refusal(null, at(8))).toBe('NOT_SIGNED_UP');
  });

  test('not by whoever is already there', () => {
    expect(refusal(held('confirmed', true), at(8, 45))).toBe('ALREADY_CHECKED_IN');
  });

  test('after the deadline for signing up it is noted as late', () => {
    expect(endingOf(null, at(8))).toBe('own');
    expect(endingOf(at(8), at(8) - 1)).toBe('own');
    expect(endingOf(at(8), at(8))).toBe('late');
  });
});

describe('may the size of a party change?', () => {
  const seats: SlotFacts = { ...slot, ...service, taken: 3 };
  const held = { state: 'confirmed' as const, present: false, party: 2 };
  const resize = (
    party: number,
    facts: Partial<SlotFacts> = {},
    own: Partial<typeof held> | { state: HeldSignup['state'] } = {},
    now = at(8),
  ) => resizeRefusal({ ...held, ...own }, { ...seats, ...facts }, party, settings, now)?.code;

  test('fewer can come until the slot begins, though nobody can sign up any more', () => {
    const closed = { signupUntil: at(7), line: lineOf(1) };
    expect([resize(1, closed), resize(1, closed, {}, at(9) - 1), resize(1, closed, {}, at(9))]).toEqual([
      undefined,
      undefined,
      'DEADLINE_PASSED',
    ]);
  });

  test('more can come while places are open to anybody, and no more than a party may be', () => {
    expect([resize(3), resize(4), resize(5)]).toEqual([undefined, 'SLOT_FULL', 'PARTY_TOO_LARGE']);
    expect(resize(3, { line: lineOf(1) })).toBe('SLOT_FULL');
    expect(resize(3, { line: lineOf(2) })).toBeUndefined();
    expect([resize(3, { signupUntil: at(8) }), resize(3, { signupFrom: at(8) + 1 })]).toEqual([
      'DEADLINE_PASSED',
      'NOT_YET_OPEN',
    ]);
    expect([resize(3, { activityState: 'cancelled' }), resize(1, { activityState: 'cancelled' })]).toEqual([
      'CANCELLED',
      'CANCELLED',
    ]);
    expect(resize(2, { kind: 'shift', capacity: 9 }, { party: 1 })).toBe('PARTY_TOO_LARGE');
  });

  test('only by who holds places and is not there yet', () => {
    expect(resize(1, {}, { state: 'waiting' })).toBe('STILL_WAITING');
    expect(resize(1, {}, { state: 'cancelled' })).toBe('NOT_SIGNED_UP');
    expect(resize(1, {}, { present: true })).toBe('ALREADY_CHECKED_IN');
    expect(resizeRefusal(null, seats, 1, settings, at(8))?.code).toBe('NOT_SIGNED_UP');
  });

  test('to as many as a new party of the difference could be, and not past anybody in line', () => {
    const numbers = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(numbers, numbers, fc.array(numbers, { maxLength: 3 }), (party, capacity, waiting) => {
        fc.pre(party <= capacity);
        for (let taken = party; taken <= capacity; taken += 1) {
          const facts = { ...seats, capacity, taken, line: lineOf(...waiting) };
          const most = largestResize({ ...held, party }, facts, settings, at(8));
          const grows = (n: number) => resizeRefusal({ ...held, party }, facts, n, settings, at(8)) === null;
          expect(most).toBeGreaterThanOrEqual(party);
          for (let n = 1; n <= 8; n += 1) expect(grows(n)).toBe(n <= Math.max(most, party) && n <= 5);
          const free = capacity - taken;
          expect(most - party).toBeLessThanOrEqual(free);
          if (waiting.some((size) => size <= free)) expect(most).toBe(party);
        }
      }),
    );
  });
});

describe('may a place be offered to the team?', () => {
  const refusal = (signup: HeldSignup | null, facts: Partial<SlotFacts> = {}, now = at(8)) =>
    swapRefusal(signup, { ...slot, ...facts }, now)?.code ?? null;

  test('by who holds one in a shift, until it begins', () => {
    expect(refusal(held('confirmed'))).toBeNull();
    expect(refusal(held('confirmed'), {}, at(9) - 1)).toBeNull();
    expect(refusal(held('confirmed'), {}, at(9))).toBe('DEADLINE_PASSED');
  });

  test.each([
    ['STILL_WAITING', held('waiting'), {}],
    ['NOT_SIGNED_UP', held('cancelled'), {}],
    ['NOT_SIGNED_UP', null, {}],
    ['ALREADY_CHECKED_IN', held('confirmed', true), {}],
    ['NOT_A_SHIFT', held('confirmed'), { kind: 'service' as const }],
    ['CANCELLED', held('confirmed'), { activityState: 'cancelled' as const }],
  ])('%s', (code, signup, facts) => expect(refusal(signup, facts)).toBe(code));
});

describe('what a holder is asked once more', () => {
  const now = { start: at(9), revision: 2 };
  const agreed = { state: 'confirmed' as const, revision: 2, confirmBy: null };

  test('nothing, when they agreed to what is', () => {
    expect(confirmReason(agreed, now, at(8))).toBeNull();
  });

  test('whether they come, after moving up; it also answers for a change', () => {
    expect(confirmReason({ ...agreed, confirmBy: at(8, 30) }, now, at(8))).toBe('PROMOTED');
    expect(confirmReason({ ...agreed, revision: 1, confirmBy: at(8, 30) }, now, at(8))).toBe('PROMOTED');
    // Until the job has passed the place on it is still theirs.
    expect(confirmReason({ ...agreed, confirmBy: at(8, 30) }, now, at(8, 40))).toBe('PROMOTED');
  });

  test('whether they still come, after a change, waiting or not, until it begins', () => {
    const before = { ...agreed, revision: 1 };
    expect(confirmReason(before, now, at(9) - 1)).toBe('CHANGED');
    expect(confirmReason({ ...before, state: 'waiting' }, now, at(8))).toBe('CHANGED');
    expect(confirmReason({ ...before, state: 'cancelled' }, now, at(8))).toBeNull();
    expect(confirmReason(before, now, at(9))).toBeNull();
  });
});

describe('what a person should see first', () => {
  const coming = (id: string, start: number, change: object = {}) => ({
    id,
    ...span(start, start + 60 * 60 * 1000),
    state: 'confirmed' as const,
    activityState: 'published' as const,
    presence: { state: 'expected' },
    asked: null,
    ...change,
  });
  const first = (list: readonly ReturnType<typeof coming>[], now = at(8)) => nextThing(list, now)?.id ?? null;

  test('the soonest that is not over, to its end', () => {
    const list = [coming('later', at(14)), coming('soon', at(9))];
    expect(first(list)).toBe('soon');
    expect(first(list, at(10) - 1)).toBe('soon');
    expect(first(list, at(10))).toBe('later');
    expect(first(list, at(15))).toBeNull();
  });

  test('where one is checked in comes before all, even after its end', () => {
    const list = [coming('soon', at(9)), coming('here', at(7), { presence: { state: 'present' } })];
    expect(first(list, at(8, 30))).toBe('here');
  });

  test('what waits for an answer comes before what is only held', () => {
    const asked = coming('asked', at(14), { asked: { question: 'PROMOTED' } });
    expect(first([coming('soon', at(9)), asked])).toBe('asked');
    const here = coming('here', at(7), { presence: { state: 'present' } });
    expect(first([here, asked])).toBe('here');
  });

  test('a place held comes before one waited for', () => {
    const waiting = coming('waiting', at(9), { state: 'waiting' });
    expect(first([waiting, coming('held', at(11))])).toBe('held');
    expect(first([waiting])).toBe('waiting');
  });

  test('what is cancelled, left or credited is no longer next', () => {
    expect(first([coming('a', at(9), { activityState: 'cancelled' })])).toBeNull();
    expect(first([coming('a', at(9), { presence: { state: 'left' } })], at(9, 30))).toBeNull();
    expect(first([coming('a', at(9), { presence: { state: 'credited' } })])).toBeNull();
  });
});
