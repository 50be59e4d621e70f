import fc from 'fast-check';
import * as v from 'valibot';
import {
  ageOn,
  freeTimes,
  freeTimesField,
  guardianField,
  knownSkills,
  registrantRefusal,
  registrationRefusal,
  skillsField,
  spokenNumber,
  volunteerNumberOf,
} from '#domain/accounts/registration';
import { settings } from './support';

const TODAY = '2026-11-22';
const ages = { ...settings.accounts, minimumAge: 14, adultAge: 18 };
const guardian = { name: '张爸爸', phone: '13900000009', relation: '父亲' };

describe('age', () => {
  test('is reached on the birthday, not the day before', () => {
    expect(ageOn('2012-11-22', '2026-11-21')).toBe(13);
    expect(ageOn('2012-11-22', '2026-11-22')).toBe(14);
    expect(ageOn('2012-11-23', TODAY)).toBe(13);
  });

  test('of who was born on 29 February grows on 1 March of other years', () => {
    expect([ageOn('2012-02-29', '2026-02-28'), ageOn('2012-02-29', '2026-03-01')]).toEqual([13, 14]);
    expect([ageOn('2012-02-29', '2028-02-28'), ageOn('2012-02-29', '2028-02-29')]).toEqual([15, 16]);
  });

  test('never falls from one day to the next', () => {
    const day = fc
      .integer({ min: 0, max: 40_000 })
      .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, day, (birth, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(ageOn(birth, early)).toBeLessThanOrEqual(ageOn(birth, late));
      }),
    );
  });
});

describe('registering', () => {
  const refusal = (birth: string, by: typeof guardian | null = null) =>
    registrationRefusal(birth, by, TODAY, ages)?.code ?? 'OK';

  test('under fourteen it is refused, with a guardian too', () => {
    expect(refusal('2012-11-23', guardian)).toBe('UNDER_AGE');
    expect(registrationRefusal('2020-01-01', null, TODAY, ages)?.details).toEqual({ minimum: 14 });
  });

  test('from fourteen to eighteen a guardian agrees; from eighteen nobody has to', () => {
    expect(refusal('2012-11-22')).toBe('GUARDIAN_NEEDED');
    expect(refusal('2012-11-22', guardian)).toBe('OK');
    expect(refusal('2008-11-23')).toBe('GUARDIAN_NEEDED');
    expect(refusal('2008-11-22')).toBe('OK');
    expect(refusal('1950-01-01')).toBe('OK');
  });

  test('the ages are the city’s', () => {
    const own = { ...ages, minimumAge: 16, adultAge: 20 };
    expect(registrationRefusal('2011-01-01', guardian, TODAY, own)?.code).toBe('UNDER_AGE');
    expect(registrationRefusal('2007-11-01', null, TODAY, own)?.code).toBe('GUARDIAN_NEEDED');
  });
});

describe('registering again', () => {
  test('the first time it is anybody, and while nothing was earned; after that the same one alone', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 1 }), (before, now, lines) => {
        expect(registrantRefusal(undefined, now, lines)).toBeNull();
        expect(registrantRefusal(now, now, lines)).toBeNull();
        expect(registrantRefusal(before, now, 0)).toBeNull();
        expect(registrantRefusal(before, now, lines)?.code).toBe(before === now ? undefined : 'OTHER_PERSON');
      }),
    );
  });
});

describe('what a registration holds', () => {
  test('a guardian is named, can be called, and answers yes or no', () => {
    for (const consent of [true, false]) expect(v.is(guardianField, { ...guardian, consent })).toBe(true);
    for (const bad of [guardian, { ...guardian, consent: 1 }, { ...guardian, phone: '1', consent: true }])
      expect(v.is(guardianField, bad)).toBe(false);
  });

  test('free times are the week’s twenty-one, none of them twice', () => {
    expect(freeTimes).toHaveLength(21);
    expect(v.is(freeTimesField, freeTimes)).toBe(true);
    for (const bad of [['0-morning'], ['8-morning'], ['1-night'], ['1-morning', '1-morning'], '1-morning'])
      expect(v.is(freeTimesField, bad)).toBe(false);
  });

  test('skills are ids, none twice, at most twenty, and only those that the city knows are kept', () => {
    expect(v.is(skillsField, ['haircut', 'haircut'])).toBe(false);
    expect(
      v.is(
        skillsField,
        Array.from({ length: 21 }, (_, i) => `s${i}`),
      ),
    ).toBe(false);
    const [known] = settings.skills;
    expect(knownSkills([known?.id ?? '', 'juggling'], settings)).toEqual([known?.id]);
  });
});

describe('a volunteer number', () => {
  test('has nine digits, follows from account and attempt, and is read in threes', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.nat(5), (accountId, attempt) => {
        const number = volunteerNumberOf(accountId, attempt);
        expect(number).toMatch(/^[1-9]\d{8}$/);
        expect(volunteerNumberOf(accountId, attempt)).toBe(number);
        expect(volunteerNumberOf(accountId, attempt + 1)).not.toBe(number);
      }),
    );
    expect(spokenNumber('123456789')).toBe('123 456 789');
  });

  test('hardly ever is another’s: ten thousand accounts, at most one twice', () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => volunteerNumberOf(`a${i}`, 0));
    expect(new Set(numbers).size).toBeGreaterThanOrEqual(9_999);
  });
});
