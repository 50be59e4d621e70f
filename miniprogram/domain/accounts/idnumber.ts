import * as v from 'valibot';

/**
 * The number on a resident identity card, GB 11643: six digits of area, eight of birth, three of order
 * (odd for men) and a check digit by ISO 7064 MOD 11-2.
 */
export type Sex = 'male' | 'female';

export interface Identity {
  /** 18 characters, the last of which may be X. */
  readonly idNumber: string;
  /** 'YYYY-MM-DD' */
  readonly birthDate: string;
  readonly sex: Sex;
}

export type IdFault = 'FORM' | 'CHECK_DIGIT' | 'BIRTH_DATE';

const FORM = /^[1-9]\d{16}[\dX]$/;
const CHECK_DIGITS = '10X98765432';

/** As people type it: in groups, with a small x, from a keyboard with wide digits. */
export const tidyIdNumber = (typed: string): string =>
  typed
    .replace(/[０-９Ｘｘ]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s-]/g, '')
    .toUpperCase();

/** Of the first seventeen digits: each weighs 2 to the power of its distance from the end, modulo 11. */
export function checkDigitOf(digits: string): string {
  let remainder = 0;
  for (const digit of digits.slice(0, 17)) remainder = ((remainder + Number(digit)) * 2) % 11;
  return CHECK_DIGITS.charAt(remainder);
}

/** What is wrong with it; null when it can be somebody's who is born by `today` ('YYYY-MM-DD'). */
export function idFault(idNumber: string, today: string): IdFault | null {
  if (!FORM.test(idNumber)) return 'FORM';
  if (checkDigitOf(idNumber) !== idNumber.charAt(17)) return 'CHECK_DIGIT';
  return isBirthDate(birthDateIn(idNumber), today) ? null : 'BIRTH_DATE';
}

/** Birth date and sex as the number says; null when it cannot be a number of anybody. */
export function readIdNumber(typed: string, today: string): Identity | null {
  const idNumber = tidyIdNumber(typed);
  if (idFault(idNumber, today) !== null) return null;
  const sex = Number(idNumber.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { idNumber, birthDate: birthDateIn(idNumber), sex };
}

const birthDateIn = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** The cards are given to people born from 1900 on. */
function isBirthDate(day: string, today: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return false;
  return day >= '1900-01-01' && day <= today;
}

/** Form and check digit; whether its bearer is born yet is for the one who knows today. */
export const idNumberField = v.pipe(
  v.string(),
  v.maxLength(40),
  v.transform(tidyIdNumber),
  v.check((idNumber) => FORM.test(idNumber) && checkDigitOf(idNumber) === idNumber.charAt(17)),
);
