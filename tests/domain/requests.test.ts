import * as fc from 'fast-check';
import { DAY, HOUR, MINUTE, minuteOfDay } from '#domain/time';
import { isWorkingDay } from '#domain/hours/calendar';
import { canMove } from '#domain/requests/moves';
import { dueAfter, minutesBetween, mostlyWithin } from '#domain/requests/promises';
import { isEarlier, stepRefusal, type Actor, type Facts } from '#domain/requests/rules';
import { dueStep, nextLook, queueOf, stepped } from '#domain/requests/stepped';
import type { Step } from '#domain/requests/steps';
import type { Request } from '#domain/requests/types';
import { masked, titleOf } from '#domain/requests/words';
import { usualSettings } from '../../harness/usual-settings';
import { MORNING } from '../../harness/world';

/** A city with a day off and a Saturday on which people work. */
const rules = {
  requests: usualSettings.requests,
  calendar: { holidays: ['2026-03-04'], workdays: ['2026-03-07'] },
};
const MONDAY = MORNING + DAY + HOUR;

const fresh = (change: Partial<Request> = {}): Request => ({
  id: 'r1',
  at: MONDAY,
  category: 'repair',
  urgency: 'ordinary',
  origin: 'self',
  state: 'submitted',
  ending: null,
  filedBy: 'asker',
  askers: ['asker'],
  followers: ['asker'],
  areas: ['root', 'county', 's1'],
  desks: ['s1', 'root'],
  risen: 0,
  keeper: '',
  dispatcher: '',
  teamId: '',
  insisted: false,
  holder: '',
  going: [],
  tried: [],
  due: MONDAY + HOUR,
  pause: null,
  askedStill: null,
  late: false,
  reopened: 0,
  begunAt: null,
  doneAt: null,
  closedAt: null,
  mergedInto: '',
  history: [],
  ...change,
});

describe('promises', () => {
  const anyMoment = fc.integer({ min: 0, max: 30 * 24 * 60 }).map((minutes) => MORNING + minutes * MINUTE);

  test('end within the hours of desks on working days, and so many minutes of them later', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 5000 }), (from, minutes) => {
        const due = dueAfter(from, minutes, 'ordinary', rules);
        expect(minutesBetween(from, due, 'ordinary', rules)).toBe(minutes);
        expect(isWorkingDay(new Date(due + 8 * HOUR).toISOString().slice(0, 10), rules.calendar)).toBe(true);
        expect(minuteOfDay(due)).toBeGreaterThan(rules.requests.workFrom);
        expect(minuteOfDay(due)).toBeLessThanOrEqual(rules.requests.workTo);
      }),
    );
  });

  test('of danger know no night', () => {
    expect(dueAfter(MORNING - 6 * HOUR, 10, 'danger', rules)).toBe(MORNING - 6 * HOUR + 10 * MINUTE);
  });

  test('say how long it mostly took only of enough', () => {
    expect(mostlyWithin([1, 2, 3, 4])).toBeNull();
    expect(mostlyWithin([10, 1, 3, 2, 4])).toBe(4);
  });
});

describe('a clock that waits for who asked', () => {
  const desk: Actor = { accountId: 'clerk', part: 'desk' };
  test('stands still, does not rise, and has afterwards what was left', () => {
    const asked = fresh({ due: dueAfter(MONDAY, 60, 'ordinary', rules) });
    const waiting = stepped(asked, { kind: 'question', words: '几楼？' }, desk, rules, MONDAY + 20 * MINUTE);
    const alive = { team: true, holder: true, asker: true };
    expect(waiting.due).toBeNull();
    expect(dueStep(waiting, alive, rules, MONDAY + 2 * DAY)).toBeNull();
    const answered = stepped(
      waiting,
      { kind: 'answer', words: '五楼' },
      { accountId: 'asker', part: 'asker' },
      rules,
      MONDAY + DAY,
    );
    expect(answered.due).toBe(dueAfter(MONDAY + DAY, 40, 'ordinary', rules));
    expect(dueStep(waiting, alive, rules, MONDAY + 3 * DAY + 20 * MINUTE)).toEqual({ kind: 'unanswered' });
  });
});

/** Anything that anybody may think of doing. */
const people = ['asker', 'clerk', 'second', 'member', 'other', 'leader'];
const someone = fc.constantFrom(...people);
const parts = fc.constantFrom('asker', 'goer', 'team', 'desk') as fc.Arbitrary<Actor['part']>;
const words = fc.constant('说一声');
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  ...(['pass', 'takeIn', 'offer', 'claim', 'still', 'begin'] as const).map((kind) => fc.constant({ kind })),
  ...(
    ['question', 'answer', 'decline', 'object', 'release', 'takeBack', 'cancel', 'notDone', 'finish'] as const
  ).map((kind) => fc.record({ kind: fc.constant(kind), words }) as fc.Arbitrary<Step>),
  fc.record({ kind: fc.constant('dispatch' as const), teamId: fc.constantFrom('t1', 't2'), words }),
  fc.record({ kind: fc.constant('accept' as const), going: fc.constant<string[]>(['member']) }),
  fc.record({
    kind: fc.constant('judge' as const),
    verdict: fc.constantFrom('agree', 'insist'),
    words,
  }) as fc.Arbitrary<Step>,
  fc.record({ kind: fc.constant('handOver' as const), words }),
  fc.record({ kind: fc.constant('extend' as const), until: fc.constant(MONDAY + 20 * DAY), words }),
  fc.record({ kind: fc.constant('confirm' as const), face: fc.constant('good' as const), words }),
);
const facts: Facts = {
  team: { active: true, areas: ['root', 'county', 's1'], mine: false },
  members: ['member'],
  claims: 0,
};
const happening = fc.record({
  step: anyStep,
  who: someone,
  part: parts,
  after: fc.integer({ min: 0, max: 4 * 24 * 60 }),
  teamGone: fc.boolean(),
});

/** What time makes of it until nothing more is due at this moment. */
function tended(request: Request, alive: Parameters<typeof dueStep>[1], now: number): Request {
  let reached = request;
  for (let i = 0; i < 10; i += 1) {
    const step = dueStep(reached, alive, rules, now);
    if (!step) return reached;
    reached = stepped(reached, step, { accountId: '', part: 'system' }, rules, now);
  }
  throw new Error('time never comes to an end with it');
}

describe('whatever anybody does, and whenever', () => {
  test('a request is over, or waits for somebody who is there, and left alone it does not stay with who is silent', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        let request = fresh();
        let now = MONDAY;
        let alive = { team: true, holder: true, asker: true };
        for (const { step, who, part, after, teamGone } of happenings) {
          now += after * MINUTE;
          alive = { ...alive, team: !teamGone };
          request = tended(request, alive, now);
          const actor = { accountId: who, part };
          if (stepRefusal(request, step, actor, facts, rules, now)) continue;
          expect(canMove(step.kind, part, request.state)).toBe(true);
          request = stepped(request, step, actor, rules, now);
          expect(isHeld(request)).toBe(true);
          expect(nextLook(request, rules, now) === null).toBe(request.state === 'closed');
        }
        for (let day = 0; day < 90; day += 1) {
          now = nextLook(request, rules, now) ?? now;
          request = tended(request, { ...alive, team: true }, now);
        }
        expect(request.state === 'closed' || queueOf(request).length > 0).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  /** Somebody has it: a desk, a team, people who go, volunteers around, or who asked. */
  const isHeld = (request: Request): boolean => {
    const { state, teamId, going, pause } = request;
    if (state === 'closed' || state === 'done' || state === 'offered' || pause) return true;
    if (queueOf(request).length > 0) return true;
    return teamId !== '' || going.length > 0;
  };
});

describe('two that are the same', () => {
  test('have one of them that is the earlier, whichever is asked about', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.nat(3), (a, b) => {
        const one = { id: 'a', at: a };
        const other = { id: 'b', at: b };
        expect(isEarlier(one, other)).toBe(!isEarlier(other, one));
      }),
    );
  });
});

describe('who may do what', () => {
  const refused = (request: Request, step: Step, actor: Actor, more: Facts = facts, now = MONDAY) =>
    stepRefusal(request, step, actor, more, rules, now)?.code ?? null;
  const clerk: Actor = { accountId: 'clerk', part: 'desk' };
  const second: Actor = { accountId: 'second', part: 'desk' };

  test('whoever takes it in keeps it until it is handed over', () => {
    const kept = fresh({ keeper: 'clerk' });
    expect(refused(kept, { kind: 'offer' }, second)).toBe('KEPT_BY_OTHER');
    expect(refused(kept, { kind: 'takeIn' }, second)).toBeNull();
    expect(refused(kept, { kind: 'handOver', words: '' }, second)).toBe('KEPT_BY_OTHER');
    expect(stepped(kept, { kind: 'handOver', words: '' }, clerk, rules, MONDAY).keeper).toBe('');
  });

  test('an objection is decided by another than who sent it', () => {
    const objected = fresh({ state: 'objected', dispatcher: 'clerk', keeper: 'clerk', teamId: 't1' });
    const judge = { kind: 'judge', verdict: 'insist', words: '是你们的' } as const;
    expect(refused(objected, judge, clerk)).toBe('SAME_PERSON');
    expect(refused(objected, judge, second)).toBeNull();
    expect(stepped(objected, judge, second, rules, MONDAY)).toMatchObject({
      state: 'dispatched',
      insisted: true,
    });
  });

  test('nobody sends it to a team of their own, of elsewhere, or that gave it back', () => {
    const to = (team: Facts['team'], tried: readonly string[] = []) =>
      refused(fresh({ tried }), { kind: 'dispatch', teamId: 't1', words: '' }, clerk, {
        ...facts,
        ...(team && { team }),
      });
    const here = { active: true, areas: ['root', 'county', 's2'], mine: false };
    expect(to(here)).toBeNull();
    expect(to({ ...here, areas: ['root'] })).toBeNull();
    expect(to({ ...here, mine: true })).toBe('SAME_PERSON');
    expect(to({ ...here, areas: ['root', 'elsewhere', 's9'] })).toBe('OUTSIDE_AREA');
    expect(to({ ...here, active: false })).toBe('TEAM_NOT_ACTIVE');
    expect(to(here, ['t1'])).toBe('GIVEN_BACK');
  });

  test('a longer time is asked for before it is due', () => {
    const has = fresh({ state: 'accepted', going: ['member'], due: MONDAY + HOUR });
    const later = { kind: 'extend', until: MONDAY + DAY, words: '缺零件' } as const;
    const member: Actor = { accountId: 'member', part: 'goer' };
    expect(refused(has, later, member)).toBeNull();
    expect(refused(has, later, member, facts, MONDAY + HOUR)).toBe('TIME_PASSED');
    expect(refused(has, { ...later, until: MONDAY }, member)).toBe('BAD_INPUT');
    expect(refused(has, later, { accountId: 'other', part: 'goer' })).toBe('NOT_ALLOWED');
  });

  test('it is not done after all for so many days, and never again what who asked closed', () => {
    const closed = fresh({ state: 'closed', ending: 'done', closedAt: MONDAY });
    const asker: Actor = { accountId: 'asker', part: 'asker' };
    const notDone = { kind: 'notDone', words: '' } as const;
    const last = MONDAY + rules.requests.reopenDays * DAY;
    expect(refused(closed, notDone, asker, facts, last - 1)).toBeNull();
    expect(refused(closed, notDone, asker, facts, last)).toBe('TIME_PASSED');
    expect(refused({ ...closed, ending: 'double' }, notDone, asker)).toBe('NOT_IN_THIS_STATE');
  });

  test('one volunteer has so many at once', () => {
    const offered = fresh({ state: 'offered' });
    const claim = (claims: number) =>
      refused(offered, { kind: 'claim' }, { accountId: 'other', part: 'goer' }, { claims });
    expect(claim(rules.requests.claimsAtMost - 1)).toBeNull();
    expect(claim(rules.requests.claimsAtMost)).toBe('TOO_MANY_CLAIMS');
  });
});

describe('numbers in what is written', () => {
  test('of telephones and IDs are masked, dates and house numbers are not', () => {
    expect(masked('电话139 1234-5678，身份证41128219900101123X')).not.toMatch(/\d{4}/);
    expect(masked('３号楼2单元501，2026-03-05来')).toBe('３号楼2单元501，2026-03-05来');
    expect(titleOf('水龙头滴水。电话13912345678')).toBe('水龙头滴水');
  });
});
