import fc from 'fast-check';
import {
  ageOn,
  coolingUntil,
  personRefusal,
  warningsFor,
  type SlotRequirements,
  type PersonSignup,
  type Person,
} from '#domain/signups/person';
import type { Settings } from '#domain/settings';
import { DAY, MINUTE, overlaps } from '#domain/time';
import { at, DAY_NAME, settings, span } from './support';

const slot: SlotRequirements = {
  id: 'v1-0',
  kind: 'shift',
  start: at(9),
  end: at(10),
  minimumAge: 0,
  skills: [],
  skillsNeeded: false,
};
const person = (over: Partial<Person> = {}): Person => ({
  mine: [],
  birthDate: null,
  skills: [],
  noShows: [],
  ...over,
});
const other = (start: number, end: number, over: Partial<PersonSignup> = {}): PersonSignup => ({
  slotId: 'v2-0',
  kind: 'shift',
  state: 'confirmed',
  activityState: 'published',
  ...span(start, end),
  ...over,
});
const rules = (over: Partial<Settings['signups']>): Settings => ({
  ...settings,
  signups: { ...settings.signups, ...over },
});
const refusal = (who: Person, asking: Partial<SlotRequirements> = {}, by = settings, now = at(8)) =>
  personRefusal({ ...slot, ...asking }, who, by, now)?.code ?? null;
const told = (who: Person, asking: Partial<SlotRequirements> = {}, by = settings) =>
  warningsFor({ ...slot, ...asking }, who, by).map(({ code }) => code);

describe('two things at once', () => {
  const clash = person({ mine: [other(at(9, 30), at(11))] });

  test.each([
    ['refuse', 'OVERLAPS', []],
    ['warn', null, ['OVERLAPS']],
    ['allow', null, []],
  ] as const)('%s: refused %s, told %j', (overlap, code, warnings) => {
    expect(refusal(clash, {}, rules({ overlap }))).toBe(code);
    expect(told(clash, {}, rules({ overlap }))).toEqual(warnings);
  });

  test('names the other slot', () => {
    expect(personRefusal(slot, clash, settings, at(8))).toMatchObject({ withSlotId: 'v2-0' });
    expect(warningsFor(slot, clash, rules({ overlap: 'warn' }))).toEqual([
      { code: 'OVERLAPS', withSlotId: 'v2-0' },
    ]);
  });

  test('what ends exactly when this starts is no clash; nor is what was cancelled', () => {
    const none = [
      other(at(8), at(9)),
      other(at(10), at(11)),
      other(at(9), at(10), { state: 'cancelled' }),
      other(at(9), at(10), { activityState: 'cancelled' }),
    ];
    expect(refusal(person({ mine: none }))).toBeNull();
    expect(refusal(person({ mine: [other(at(8), at(9) + 1, { state: 'waiting' })] }))).toBe('OVERLAPS');
  });
});

describe('rest between two shifts', () => {
  const withRest = (rest: Settings['signups']['rest']) => rules({ rest, restMinutes: 30 });
  const tight = person({ mine: [other(at(10, 29), at(11))] });

  test.each([
    ['refuse', 'REST_TOO_SHORT', []],
    ['warn', null, ['REST_TOO_SHORT']],
    ['allow', null, []],
  ] as const)('%s: refused %s, told %j', (rest, code, warnings) => {
    expect(refusal(tight, {}, withRest(rest))).toBe(code);
    expect(told(tight, {}, withRest(rest))).toEqual(warnings);
  });

  test('exactly as long as asked is enough, before and after', () => {
    const enough = person({ mine: [other(at(10, 30), at(11)), other(at(7), at(8, 30))] });
    expect(refusal(enough, {}, withRest('refuse'))).toBeNull();
    expect(refusal(person({ mine: [other(at(7), at(8, 31))] }), {}, withRest('refuse'))).toBe(
      'REST_TOO_SHORT',
    );
  });

  test('nobody needs rest from being served', () => {
    expect(refusal(tight, { kind: 'service' }, withRest('refuse'))).toBeNull();
    const served = person({ mine: [other(at(10), at(11), { kind: 'service' })] });
    expect(refusal(served, {}, withRest('refuse'))).toBeNull();
  });

  test('two shifts overlap, or lack rest, or neither: never two of them, whichever comes first', () => {
    const hour = fc.integer({ min: 0, max: 1440 });
    fc.assert(
      fc.property(hour, hour, fc.integer({ min: 1, max: 300 }), fc.nat(120), (a, b, long, restMinutes) => {
        const one = other(at(0, a), at(0, a + long), { slotId: 'one' });
        const two = { ...slot, ...span(at(0, b), at(0, b + long)) };
        const by = rules({ overlap: 'warn', rest: 'warn', restMinutes });
        const codes = told(person({ mine: [one] }), two, by);
        const gap = Math.max(two.start - one.end, one.start - two.end);
        const expected = overlaps(one, two)
          ? ['OVERLAPS']
          : gap < restMinutes * MINUTE
            ? ['REST_TOO_SHORT']
            : [];
        expect(codes).toEqual(expected);
        const back = { ...slot, ...span(one.start, one.end) };
        expect(told(person({ mine: [other(two.start, two.end)] }), back, by)).toEqual(codes);
      }),
    );
  });
});

describe('age', () => {
  test.each([
    ['2026-11-22', '2010-11-22', 16],
    ['2026-11-22', '2010-11-23', 15],
    ['2027-02-28', '2011-03-01', 15],
    ['2027-02-28', '2012-02-29', 14],
    ['2027-03-01', '2012-02-29', 15],
    ['2028-02-29', '2012-02-29', 16],
  ])('on %s, born on %s: %d', (day, birthDate, age) => expect(ageOn(day, birthDate)).toBe(age));

  test('counts on the day of the shift, and has to be known', () => {
    const born = (birthDate: string | null) => refusal(person({ birthDate }), { minimumAge: 16 });
    expect(born(null)).toBe('REGISTRATION_NEEDED');
    expect(born(`2010${DAY_NAME.slice(4)}`)).toBeNull();
    expect(born('2010-11-23')).toBe('TOO_YOUNG');
  });

  test('is not asked of who is served, nor where none is asked', () => {
    expect(refusal(person(), { minimumAge: 16, kind: 'service' })).toBeNull();
    expect(refusal(person(), { minimumAge: 0 })).toBeNull();
  });
});

describe('skills wanted', () => {
  test('are told to who has none of them, and refused to nobody', () => {
    const skills = ['firstAid', 'driving'];
    expect(told(person(), { skills })).toEqual(['SKILLS_WANTED']);
    expect(told(person({ skills: ['driving'] }), { skills })).toEqual([]);
    expect(told(person(), { skills, kind: 'service' })).toEqual([]);
    expect(refusal(person(), { skills })).toBeNull();
  });

  test('where they are needed, refuse who has none of them, and are told to nobody', () => {
    const needed = { skills: ['firstAid', 'driving'], skillsNeeded: true };
    const registered = { birthDate: '1990-05-01' };
    expect(refusal(person(), needed)).toBe('REGISTRATION_NEEDED');
    expect(refusal(person(registered), needed)).toBe('SKILLS_NEEDED');
    expect(refusal(person({ ...registered, skills: ['driving'] }), needed)).toBeNull();
    expect(refusal(person(), { ...needed, kind: 'service' })).toBeNull();
    expect(refusal(person(), { ...needed, skills: [] })).toBeNull();
    expect(refusal(person({ birthDate: '2015-01-01' }), { ...needed, minimumAge: 16 })).toBe('TOO_YOUNG');
    expect(told(person(registered), needed)).toEqual([]);
  });
});

describe('after no-shows', () => {
  const noShows = { count: 3, withinDays: 60, coolingDays: 14 };
  const now = at(8);
  const days = (...ago: number[]) => ago.map((d) => now - d * DAY);

  test('nothing happens below the count, or when they are long past', () => {
    expect(coolingUntil([], noShows, now)).toBeNull();
    expect(coolingUntil(days(1, 2), noShows, now)).toBeNull();
    expect(coolingUntil(days(1, 2, 60), noShows, now)).toBeNull();
  });

  test('so many days from the last of them', () => {
    expect(coolingUntil(days(13, 20, 30), noShows, now)).toBe(now + DAY);
    expect(coolingUntil(days(14, 20, 30), noShows, now)).toBeNull();
    expect(coolingUntil(days(1, 2, 3), { ...noShows, coolingDays: 0 }, now)).toBeNull();
  });

  test('one shift at a time, services as ever', () => {
    const cooling = (mine: PersonSignup[]) => person({ mine, noShows: days(1, 2, 3) });
    const later = (over: Partial<PersonSignup> = {}) => other(at(14), at(15), over);
    expect(refusal(cooling([]))).toBeNull();
    expect(refusal(cooling([later()]))).toBe('COOLING_OFF');
    expect(refusal(cooling([later({ state: 'waiting' })]))).toBe('COOLING_OFF');
    expect(refusal(cooling([later({ kind: 'service' })]))).toBeNull();
    expect(refusal(cooling([later({ state: 'cancelled' })]))).toBeNull();
    expect(refusal(cooling([later()]), { kind: 'service' })).toBeNull();
    expect(personRefusal(slot, cooling([later()]), settings, now)?.details).toEqual({ at: now + 13 * DAY });
  });
});
