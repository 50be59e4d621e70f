import fc from 'fast-check';
import * as v from 'valibot';
import { checkDigitOf, idFault, idNumberField, readIdNumber, tidyIdNumber } from '#domain/accounts/idnumber';
import { DAY } from '#domain/time';
import { anyCharacter } from '../support/characters';

const TODAY = '2026-11-22';
const two = (n: number) => String(n).padStart(2, '0');

/** Area, birth and order as any card could have them, and the check digit by the standard's own table. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const REMAINDERS = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
function withCheckDigit(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return digits + (REMAINDERS[sum % 11] ?? '');
}
const births = fc
  .integer({ min: Date.parse('1900-01-01T00:00:00Z') / DAY, max: Date.parse(`${TODAY}T00:00:00Z`) / DAY })
  .map((days) => new Date(days * DAY).toISOString().slice(0, 10));
const provinces = fc.constantFrom(
  11,
  12,
  13,
  14,
  15,
  21,
  22,
  23,
  31,
  32,
  33,
  34,
  35,
  36,
  37,
  41,
  42,
  43,
  44,
  45,
  46,
  50,
  51,
  52,
  53,
  54,
  61,
  62,
  63,
  64,
  65,
);
/** A citizen's; of somebody from Hong Kong, Macao or Taiwan with a residence permit; a foreigner's of a country. */
const areas = fc.oneof(
  fc
    .tuple(provinces, fc.integer({ min: 1000, max: 9999 }))
    .map(([province, county]) => `${province}${county}`),
  fc.constantFrom('810000', '820000', '830000', '710000'),
  fc
    .tuple(provinces, fc.integer({ min: 4, max: 894 }))
    .map(([province, country]) => `9${province}${String(country).padStart(3, '0')}`),
);
const valid = fc
  .record({
    area: areas,
    birth: births,
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, birth, order }) => ({
    birth,
    order,
    number: withCheckDigit(`${area}${birth.replace(/-/g, '')}${String(order).padStart(3, '0')}`),
  }));

describe('an ID number', () => {
  test('the example of the standard is right', () => {
    expect(checkDigitOf('11010519491231002')).toBe('X');
    expect(readIdNumber('11010519491231002X', TODAY)).toEqual({
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
    });
  });

  test('every number made by the table is read: birth date and sex are those in it', () => {
    fc.assert(
      fc.property(valid, ({ number, birth, order }) => {
        const sex = order % 2 === 1 ? 'male' : 'female';
        expect(readIdNumber(number, TODAY)).toEqual({ idNumber: number, birthDate: birth, sex });
        expect(v.is(idNumberField, number)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('any one character changed is refused', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...'0123456789X'), ({ number }, at, other) => {
        fc.pre(number.charAt(at) !== other);
        const changed = number.slice(0, at) + other + number.slice(at + 1);
        expect(readIdNumber(changed, TODAY)).toBeNull();
        expect(v.is(idNumberField, changed)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('any two neighbours exchanged are refused', () => {
    fc.assert(
      fc.property(valid, fc.nat(16), ({ number }, at) => {
        const [a, b] = [number.charAt(at), number.charAt(at + 1)];
        fc.pre(a !== b);
        expect(readIdNumber(number.slice(0, at) + b + a + number.slice(at + 2), TODAY)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same however it is typed', () => {
    for (const typed of [
      '11010519491231002x',
      ' 110105 19491231 002X ',
      '110105-19491231-002x',
      '１１０１０５１９４９１２３１００２Ｘ',
    ])
      expect(tidyIdNumber(typed)).toBe('11010519491231002X');
  });

  test('of fifteen characters is off an old card, and said to be: of before 1999, or a foreigner’s of before 2023', () => {
    for (const old of ['110105491231002', '110105 491231 002', 'kaz110090123105'])
      expect(idFault(tidyIdNumber(old), TODAY)).toBe('FIFTEEN');
    expect(v.is(idNumberField, '110105491231002')).toBe(false);
  });

  test('of a residence permit for Hong Kong, Macao and Taiwan is one: those on the specimens of the police', () => {
    expect(readIdNumber('810000199408230021', TODAY)).toMatchObject({
      birthDate: '1994-08-23',
      sex: 'female',
    });
    expect(readIdNumber('830000199201300022', TODAY)).toMatchObject({
      birthDate: '1992-01-30',
      sex: 'female',
    });
  });

  test('of a foreigner who lives here for good is one, born and of the sex that it says', () => {
    const number = withCheckDigit('94108419800229123');
    expect(readIdNumber(number, TODAY)).toEqual({ idNumber: number, birthDate: '1980-02-29', sex: 'male' });
  });

  test('begins with a province, of which there are no others, or with a foreigner’s 9 and a province', () => {
    const begins = (area: number) => idFault(withCheckDigit(`${area}120219900501001`), TODAY) === null;
    const known = Array.from({ length: 90 }, (_, i) => 10 + i).filter(begins);
    expect(known.join(' ')).toBe(
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ' +
        // A foreigner’s: the 1 after it makes 11, 21 … of the province.
        '91 92 93 94 95 96',
    );
    expect(idFault(withCheckDigit('90108419800229123'), TODAY)).toBe('AREA');
  });

  test('of another length or with letters is none', () => {
    for (const bad of [
      '',
      '1',
      '11010519491231002',
      '11010519491231002XX',
      'A1010519491231002X',
      '01010519491231002X',
      '1101051949123100XX',
      'Ⅺ010519491231002X',
    ])
      expect([bad, idFault(tidyIdNumber(bad), TODAY)]).toEqual([bad, 'FORM']);
  });

  test('has a birth date that exists, from 1900 to today', () => {
    const born = (birth: string) => idFault(withCheckDigit(`411202${birth}001`), TODAY);
    for (const birth of ['19000101', '20240229', '20261122']) expect(born(birth)).toBeNull();
    for (const birth of [
      '18991231',
      '20230229',
      '20261123',
      '20261301',
      '20260001',
      '20260100',
      '19990431',
      '00000000',
    ])
      expect([birth, born(birth)]).toEqual([birth, 'BIRTH_DATE']);
  });

  test('a month is two digits wide, so that nothing slips into the year', () => {
    for (let month = 1; month <= 12; month += 1) {
      expect(idFault(withCheckDigit(`4112021990${two(month)}15002`), TODAY)).toBeNull();
    }
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter, maxLength: 40 }), (typed) => {
        const read = readIdNumber(typed, TODAY);
        if (read) expect(read.idNumber).toMatch(/^\d{17}[\dX]$/);
      }),
    );
  });
});
