import fc from 'fast-check';
import * as v from 'valibot';
import { refusalFor, type Caller } from '#domain/accounts/access';
import {
  activityStates,
  phaseOf,
  postRefusal,
  reviewRefusal,
  spanOf,
  stateAfterCheck,
  stateAfterReview,
  verdicts,
  type ActivityState,
  type Verdict,
} from '#domain/activities/rules';
import { contract } from '#domain/contract';
import { activityInput, type ActivityInput } from '#domain/activities/schemas';
import { DAY, HOUR } from '#domain/time';
import { at, settings, span } from './support';

const slot = { kind: 'shift' as const, name: '上午班', start: at(9), end: at(11), capacity: 5 };
const input: ActivityInput = {
  teamId: 't1',
  title: '陪老人理发',
  category: 'care',
  summary: '帮行动不便的老人理发',
  audience: '',
  bring: '',
  risks: '剪刀锋利,注意安全',
  contactPhone: '13800000000',
  ...{ minimumAge: 0, skills: [], dangerous: false, insurance: '' },
  venue: { stationId: '411202001001' },
  slots: [slot],
};
const post = (slots: ActivityInput['slots'], now = at(8)) => postRefusal({ ...input, slots }, settings, now);

describe('the phase of an activity follows from the clock', () => {
  const activity = { ...span(at(9), at(11)), state: 'published' as const };

  test('coming, running from its start, finished from its end', () => {
    expect(phaseOf(activity, at(9) - 1)).toBe('coming');
    expect(phaseOf(activity, at(9))).toBe('running');
    expect(phaseOf(activity, at(11) - 1)).toBe('running');
    expect(phaseOf(activity, at(11))).toBe('finished');
  });

  test.each<Exclude<ActivityState, 'published'>>(['submitted', 'refused', 'cancelled', 'closed'])(
    '%s is its own phase at any time',
    (state) => {
      for (const now of [at(8), at(10), at(12)]) expect(phaseOf({ ...activity, state }, now)).toBe(state);
    },
  );
});

describe('may it be posted?', () => {
  test('as it stands', () => {
    expect(post([slot])).toBeNull();
  });

  test('not with a slot that has begun, whichever it is', () => {
    expect(post([slot], at(9))).toEqual({ code: 'TIME_PASSED', details: { field: 'slots.0.start' } });
    expect(post([slot], at(9) - 1)).toBeNull();
    const second = { ...slot, start: at(7), end: at(8) };
    expect(post([slot, second])).toEqual({ code: 'TIME_PASSED', details: { field: 'slots.1.start' } });
  });

  test('a slot lasts twelve hours at most', () => {
    expect(post([{ ...slot, end: slot.start + 12 * HOUR }])).toBeNull();
    expect(post([{ ...slot, end: slot.start + 12 * HOUR + 1 }])).toEqual({
      code: 'BAD_INPUT',
      details: { field: 'slots.0.end', max: 12 },
    });
  });

  test('sixty days ahead at most', () => {
    const ahead = (start: number) => post([{ ...slot, start, end: start + HOUR }]);
    expect(ahead(at(8) + 60 * DAY)).toBeNull();
    expect(ahead(at(8) + 60 * DAY + 1)).toEqual({
      code: 'BAD_INPUT',
      details: { field: 'slots.0.start', max: 60 },
    });
  });

  test('not under a category that the city does not have', () => {
    expect(postRefusal({ ...input, category: 'constructor' }, settings, at(8))).toEqual({
      code: 'BAD_INPUT',
      details: { field: 'category' },
    });
  });
});

test('an activity spans all its slots, in whatever order', () => {
  expect(spanOf([span(at(14), at(16)), span(at(9), at(11)), span(at(10), at(15))])).toEqual(
    span(at(9), at(16)),
  );
});

test('the content check decides where a posted activity goes', () => {
  expect(stateAfterCheck('pass', 'content')).toBe('published');
  expect(stateAfterCheck('pass', 'person')).toBe('submitted');
  expect(stateAfterCheck('review', 'content')).toBe('submitted');
  expect(stateAfterCheck('risky', 'content')).toBeNull();
  expect(stateAfterCheck('risky', 'person')).toBeNull();
});

describe('a reviewer', () => {
  const judge = (state: ActivityState, verdict: Verdict, reason = '', now = at(9) - 1) =>
    reviewRefusal({ state, start: at(9) }, verdict, reason, now)?.code ?? null;

  test('publishes until the activity begins', () => {
    expect(judge('submitted', 'publish')).toBeNull();
    expect(judge('submitted', 'publish', '', at(9))).toBe('TIME_PASSED');
  });

  test('refuses at any time, with a reason', () => {
    expect(judge('submitted', 'refuse', '写清楚')).toBeNull();
    expect(judge('submitted', 'refuse', '写清楚', at(12))).toBeNull();
    expect(judge('submitted', 'refuse')).toBe('REASON_NEEDED');
  });

  test('judges what is submitted and nothing else, once', () => {
    const moments = fc.integer({ min: at(0), max: at(23) });
    const anything = [fc.constantFrom(...activityStates), fc.constantFrom(...verdicts), fc.string(), moments] as const; // prettier-ignore
    fc.assert(
      fc.property(...anything, (state, verdict, reason, now) => {
        if (state !== 'submitted') {
          expect(judge(state, verdict, reason, now)).toBe(state === 'cancelled' ? 'CANCELLED' : 'ALREADY_REVIEWED'); // prettier-ignore
        } else if (judge(state, verdict, reason, now) === null) {
          // What may be judged is judged for good: nobody can judge it again, whenever and however.
          for (const next of verdicts) expect(judge(stateAfterReview[verdict], next, 'x', now)).toBe('ALREADY_REVIEWED'); // prettier-ignore
        }
      }),
    );
  });

  test('serves the place concerned or one above it; leaders judge nothing, their own least of all', () => {
    const person = { accountId: 'a1', known: true, introduced: true, registered: true, teams: [], heads: [] };
    const may = (caller: Caller) =>
      refusalFor(contract['activities.review'].rule, caller, { teamId: 't1', areas: ['all', '4112', '411202'] }); // prettier-ignore
    expect(may({ ...person, leads: [], duties: ['4112'] })).toBeNull();
    expect(may({ ...person, leads: [], duties: ['411203'] })?.code).toBe('NOT_ALLOWED');
    expect(may({ ...person, leads: ['t1'], duties: [] })?.code).toBe('NOT_ALLOWED');
  });
});

describe('what a leader sends', () => {
  const accepts = (change: object) => v.safeParse(activityInput, { ...input, ...change }).success;
  const ownPlace = { name: '黄河公园', address: '东门', place: { longitude: 111.2, latitude: 34.79 } };

  test('at a station or at a place of one’s own, not both, not neither', () => {
    expect(accepts({})).toBe(true);
    expect(accepts({ venue: ownPlace })).toBe(true);
    expect(accepts({ venue: { ...ownPlace, stationId: null } })).toBe(true);
    expect(accepts({ venue: { ...ownPlace, stationId: 's1' } })).toBe(false);
    expect(accepts({ venue: {} })).toBe(false);
  });

  test('one to ten slots that end after they start, with 1 to 500 places', () => {
    expect(accepts({ slots: [] })).toBe(false);
    expect(accepts({ slots: Array(10).fill(slot) })).toBe(true);
    expect(accepts({ slots: Array(11).fill(slot) })).toBe(false);
    expect(accepts({ slots: [{ ...slot, end: slot.start }] })).toBe(false);
    expect(accepts({ slots: [{ ...slot, end: slot.start + 1 }] })).toBe(true);
    const capacities = [0, 1, 500, 501, 1.5, Number.NaN, Infinity, '5'];
    expect(capacities.map((capacity) => accepts({ slots: [{ ...slot, capacity }] }))).toEqual(
      [false, true, true, false, false, false, false, false], // prettier-ignore
    );
  });

  test('the risks must be told (regulation 685 art. 20)', () => {
    expect(accepts({ risks: '' })).toBe(false);
    expect(accepts({ risks: '\u200b \n' })).toBe(false);
    expect(accepts({ bring: '', audience: undefined })).toBe(true);
  });
});
