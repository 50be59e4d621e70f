import fc from 'fast-check';
import * as v from 'valibot';
import { refusalFor, type Caller } from '#domain/accounts/access';
import { activityStates, stateAfter, type ActivityState } from '#domain/activities/lifecycle';
import {
  daysOf,
  postRefusal,
  reviewRefusal,
  spanOf,
  stateAfterCheck,
  verdicts,
  type Verdict,
} from '#domain/activities/rules';
import { contract } from '#domain/contract';
import { activityInput, type ActivityInput, SLOTS_AT_MOST } from '#domain/activities/schemas';
import { DAY, dayOf, HOUR } from '#domain/time';
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
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
  dangerous: false,
  insurance: '',
  venue: { stationId: '411202001001' },
  slots: [slot],
};
const post = (slots: ActivityInput['slots'], now = at(8)) => postRefusal({ ...input, slots }, settings, now);

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

  test('not with a slot of a day or longer, whatever the city allows', () => {
    const city = { ...settings, activities: { ...settings.activities, maxSlotHours: 24 } };
    const lasts = (long: number) =>
      postRefusal({ ...input, slots: [{ ...slot, end: slot.start + long }] }, city, at(8)) === null;
    expect([1, 8 * HOUR, DAY - 1, DAY, DAY + 1].map(lasts)).toEqual([true, true, true, false, false]);
  });

  test('dangerous work needs a word on insurance', () => {
    const judge = (part: object) => postRefusal({ ...input, ...part }, settings, at(8))?.code ?? 'OK';
    expect(judge({ dangerous: true })).toBe('INSURANCE_NEEDED');
    expect(judge({ dangerous: true, insurance: '队里统一买意外险' })).toBe('OK');
    expect(judge({ dangerous: false })).toBe('OK');
  });

  test('skills are those of the city', () => {
    const judge = (skills: string[]) =>
      postRefusal({ ...input, skills }, settings, at(8))?.details?.['field'];
    expect(judge(settings.skills.map((s) => s.id))).toBeUndefined();
    expect(judge(['flying'])).toBe('skills');
  });

  test('sign-up opens before it ends, ends after now, and opens while one can still come', () => {
    const judge = (signupFrom?: number, signupUntil?: number) => {
      const times = { ...(signupFrom && { signupFrom }), ...(signupUntil && { signupUntil }) };
      const refused = postRefusal({ ...input, ...times }, settings, at(7));
      return refused ? [refused.code, refused.details?.['field']] : 'OK';
    };
    expect(judge(at(8), at(8) + 1)).toBe('OK');
    expect(judge(at(6), at(9))).toBe('OK');
    expect(judge(at(8), at(8))).toEqual(['BAD_INPUT', 'signupUntil']);
    expect(judge(at(9))).toEqual(['BAD_INPUT', 'signupFrom']);
    expect(judge(at(9) - 1)).toBe('OK');
    expect(judge(undefined, at(7))).toEqual(['TIME_PASSED', 'signupUntil']);
    expect(judge(undefined, at(7) + 1)).toBe('OK');
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

test('it is held on each day of each slot, and on a day that one only ends on at midnight not', () => {
  const DAY_MS = 24 * HOUR;
  expect(daysOf([span(at(9), at(11))])).toEqual(['2026-11-22']);
  expect(daysOf([span(at(33), at(35)), span(at(9), at(11)), span(at(14), at(15))])).toEqual([
    '2026-11-22',
    '2026-11-23',
  ]);
  expect(daysOf([span(at(20), at(24))])).toEqual(['2026-11-22']);
  expect(daysOf([span(at(20), at(24) + 1)])).toEqual(['2026-11-22', '2026-11-23']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 24 * 60 }), (day, minutes) => {
      const slot = span(at(0) + day * DAY_MS + 90_000, at(0) + day * DAY_MS + 90_000 + minutes * 60_000);
      const days = daysOf([slot]);
      expect(days[0]).toBe(dayOf(slot.start));
      expect(days[days.length - 1]).toBe(dayOf(slot.end - 1));
      expect(days.length).toBeLessThanOrEqual(2);
    }),
  );
});

describe('where a posted activity goes', () => {
  const plain = { dangerous: false, crowding: false };

  test('the content check decides, or a person where the city wants that', () => {
    expect(stateAfterCheck('pass', 'content', plain)).toBe('published');
    expect(stateAfterCheck('pass', 'person', plain)).toBe('submitted');
    expect(stateAfterCheck('review', 'content', plain)).toBe('submitted');
    expect(stateAfterCheck('risky', 'content', plain)).toBeNull();
    expect(stateAfterCheck('risky', 'person', plain)).toBeNull();
  });

  test('dangerous work is always looked at by a person', () => {
    const places = (['pass', 'review', 'risky'] as const).map((said) =>
      stateAfterCheck(said, 'content', { ...plain, dangerous: true }),
    );
    expect(places).toEqual(['submitted', 'submitted', null]);
  });
});

describe('a reviewer', () => {
  const judge = (state: ActivityState, verdict: Verdict, reason = '', now = at(9) - 1) =>
    reviewRefusal({ state, ...span(at(9), at(11)) }, verdict, reason, now)?.code ?? null;

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
    const anything = [
      fc.constantFrom(...activityStates),
      fc.constantFrom(...verdicts),
      fc.string(),
      moments,
    ] as const;
    fc.assert(
      fc.property(...anything, (state, verdict, reason, now) => {
        if (state !== 'submitted') {
          const codes = {
            cancelled: 'CANCELLED',
            closed: 'NOT_IN_THIS_STATE',
            draft: 'NOT_IN_THIS_STATE',
            published: 'ALREADY_REVIEWED',
            refused: 'ALREADY_REVIEWED',
          };
          expect(judge(state, verdict, reason, now)).toBe(codes[state]);
        } else if (judge(state, verdict, reason, now) === null) {
          // What may be judged is judged for good: nobody can judge it again, whenever and however.
          const judged = stateAfter(state, verdict) ?? 'draft';
          for (const next of verdicts) expect(judge(judged, next, 'x', now)).toBe('ALREADY_REVIEWED');
        }
      }),
    );
  });

  test('serves the place concerned or one above it; leaders judge nothing, their own least of all', () => {
    const person = { accountId: 'a1', known: true, introduced: true, registered: true, teams: [], heads: [] };
    const may = (caller: Caller) =>
      refusalFor(contract['activities.review'].rule, caller, {
        teamId: 't1',
        areas: ['all', '4112', '411202'],
      });
    expect(may({ ...person, leads: [], duties: ['4112'] })).toBeNull();
    expect(may({ ...person, leads: [], duties: ['411203'] })?.code).toBe('NOT_FOUND');
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

  test('one to eighteen slots that end after they start, with 1 to 500 places', () => {
    expect(accepts({ slots: [] })).toBe(false);
    expect(accepts({ slots: Array(SLOTS_AT_MOST).fill(slot) })).toBe(true);
    expect(accepts({ slots: Array(SLOTS_AT_MOST + 1).fill(slot) })).toBe(false);
    expect(accepts({ slots: [{ ...slot, end: slot.start }] })).toBe(false);
    expect(accepts({ slots: [{ ...slot, end: slot.start + 1 }] })).toBe(true);
    const capacities = [0, 1, 500, 501, 1.5, Number.NaN, Infinity, '5'];
    expect(capacities.map((capacity) => accepts({ slots: [{ ...slot, capacity }] }))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('the risks must be told (regulation 685 art. 20)', () => {
    expect(accepts({ risks: '' })).toBe(false);
    expect(accepts({ risks: '\u200b \n' })).toBe(false);
    expect(accepts({ bring: '', audience: undefined })).toBe(true);
  });
});
