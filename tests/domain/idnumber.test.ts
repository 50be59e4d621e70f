import fc from 'fast-check';
import * as v from 'valibot';
import { checkDigitOf, idFault, idNumberField, readIdNumber, tidyIdNumber } from '#domain/accounts/idnumber';
import { DAY } from '#domain/time';

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
const valid = fc
  .record({
    area: fc.integer({ min: 110000, max: 829999 }),
    birth: births,
    order: fc.integer({ min: 0, max: 999 }),
  }) // prettier-ignore
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
      // prettier-ignore
      expect(tidyIdNumber(typed)).toBe('11010519491231002X');
  });

  test('of another length, with letters, or of fifteen digits as before 1999, is none', () => {
    for (const bad of [
      '',
      '1',
      '110105491231002',
      '11010519491231002',
      '11010519491231002XX',
      'A1010519491231002X',
      '01010519491231002X',
      '1101051949123100XX',
      'Ⅺ010519491231002X',
    ])
      // prettier-ignore
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
      // prettier-ignore
      expect([birth, born(birth)]).toEqual([birth, 'BIRTH_DATE']);
  });

  test('a month is two digits wide, so that nothing slips into the year', () => {
    for (let month = 1; month <= 12; month += 1) {
      expect(idFault(withCheckDigit(`4112021990${two(month)}15002`), TODAY)).toBeNull();
    }
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const read = readIdNumber(typed, TODAY);
        if (read) expect(read.idNumber).toMatch(/^\d{17}[\dX]$/);
      }),
    );
  });
});
