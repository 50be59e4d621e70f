import fc from 'fast-check';
import type { ActivityState } from '#domain/activities/rules';
import {
  cancelRefusal,
  nextInLine,
  nextThing,
  signupStatus,
  type Mine,
  type SlotFacts,
} from '#domain/signups/rules';
import { at, settings, span } from './support';

const slot: SlotFacts = {
  id: 'v1-0',
  kind: 'shift',
  start: at(9),
  end: at(10),
  capacity: 2,
  taken: 0,
  waiting: 0,
  activityState: 'published',
};
const status = (facts: Partial<SlotFacts> = {}, mine: readonly Mine[] = [], now = at(8)) =>
  signupStatus({ ...slot, ...facts }, mine, settings, now);
const other = (start: number, end: number, state: Mine['state'] = 'confirmed'): Mine => ({
  slotId: 'v2-0',
  state,
  activityState: 'published',
  ...span(start, end),
});

describe('may this person sign up?', () => {
  test('free until the last place, then one can wait, then no more', () => {
    expect(status({ taken: 1 })).toEqual({ status: 'FREE' });
    expect(status({ taken: 2 })).toEqual({ status: 'FULL' });
    expect(status({ taken: 2, waiting: 2 })).toEqual({ status: 'FULL' });
    // A place that has just come free is for those in line.
    expect(status({ taken: 1, waiting: 1 })).toEqual({ status: 'FULL' });
    expect(status({ taken: 2, waiting: 3 })).toEqual({ status: 'NO', code: 'WAITING_LIST_FULL' });
  });

  test('until the slot begins', () => {
    expect(status({}, [], at(9) - 1)).toEqual({ status: 'FREE' });
    expect(status({}, [], at(9))).toEqual({ status: 'NO', code: 'DEADLINE_PASSED' });
  });

  test.each<[ActivityState, string]>([
    ['submitted', 'NOT_OPEN'],
    ['refused', 'NOT_OPEN'],
    ['closed', 'NOT_OPEN'],
    ['cancelled', 'CANCELLED'],
  ])('not in a %s activity', (activityState, code) => {
    expect(status({ activityState })).toEqual({ status: 'NO', code });
  });

  test('once per slot (I2), waiting or confirmed, until cancelled', () => {
    const mine = (state: Mine['state']): Mine => ({ ...other(9, 10, state), slotId: slot.id, ...span(slot.start, slot.end) }); // prettier-ignore
    expect(status({}, [mine('confirmed')])).toEqual({ status: 'NO', code: 'ALREADY_SIGNED_UP' });
    expect(status({ taken: 2 }, [mine('waiting')])).toEqual({ status: 'NO', code: 'ALREADY_SIGNED_UP' });
    expect(status({}, [mine('cancelled')])).toEqual({ status: 'FREE' });
  });

  test('not in two places at once; what ends exactly when this starts does not clash', () => {
    const clash = { status: 'NO', code: 'OVERLAPS', withSlotId: 'v2-0' };
    expect(status({}, [other(at(8), at(9))])).toEqual({ status: 'FREE' });
    expect(status({}, [other(at(10), at(11))])).toEqual({ status: 'FREE' });
    expect(status({}, [other(at(8), at(9) + 1)])).toEqual(clash);
    expect(status({}, [other(at(10) - 1, at(11))])).toEqual(clash);
    expect(status({}, [other(at(9, 10), at(9, 20), 'waiting')])).toEqual(clash);
    expect(status({}, [other(at(8), at(11), 'cancelled')])).toEqual({ status: 'FREE' });
  });

  test('a city may allow overlapping sign-ups', () => {
    const lenient = { ...settings, signups: { ...settings.signups, overlap: 'allow' as const } };
    expect(signupStatus(slot, [other(at(9), at(10))], lenient, at(8))).toEqual({ status: 'FREE' });
  });
});

describe('may a sign-up be cancelled?', () => {
  const refusal = (state: Mine['state'] | null, present: boolean, now: number) =>
    cancelRefusal(state === null ? null : { state }, slot, present, now);

  test('until the slot begins, waiting or confirmed', () => {
    expect(refusal('confirmed', false, at(9) - 1)).toBeNull();
    expect(refusal('waiting', false, at(9) - 1)).toBeNull();
    expect(refusal('confirmed', false, at(9))).toBe('DEADLINE_PASSED');
  });

  test('a second time, or somebody who never signed up, has nothing to cancel', () => {
    expect(refusal('cancelled', false, at(8))).toBe('NOT_SIGNED_UP');
    expect(refusal(null, false, at(8))).toBe('NOT_SIGNED_UP');
  });

  test('not by whoever is already there', () => {
    expect(refusal('confirmed', true, at(8, 45))).toBe('ALREADY_CHECKED_IN');
  });
});

describe('who is next in line', () => {
  test('nobody in an empty line', () => {
    expect(nextInLine([])).toBeNull();
  });

  test('whoever has waited longest, however the line was read; at the same instant the id decides', () => {
    const line = fc.uniqueArray(fc.record({ at: fc.nat(5), id: fc.stringMatching(/^[a-z]{1,3}$/) }), {
      selector: (w) => w.id,
      minLength: 1,
    });
    fc.assert(
      fc.property(line, (waiting) => {
        const before = structuredClone(waiting);
        const next = nextInLine(waiting);
        expect(waiting).toEqual(before);
        expect(nextInLine([...waiting].reverse())).toEqual(next);
        for (const w of waiting) {
          expect(next !== null && (next.at < w.at || (next.at === w.at && next.id <= w.id))).toBe(true);
        }
      }),
    );
  });
});

describe('what a person should see first', () => {
  const coming = (id: string, start: number, change: object = {}) => ({
    id,
    ...span(start, start + 60 * 60 * 1000),
    state: 'confirmed' as const,
    activityState: 'published' as const,
    presence: { state: 'expected' },
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
