import * as v from 'valibot';
import { compact } from '../typed';

/**
 * The number on a resident identity card, GB 11643: six digits of area, eight of birth, three of order
 * (odd for men) and a check digit by ISO 7064 MOD 11-2. Made alike are those on the residence permits of people
 * from Hong Kong, Macao and Taiwan (since 2018) and on the cards of foreigners who live here for good (since
 * December 2023), so all of them register with what their card says.
 */
export type Sex = 'male' | 'female';

export interface Identity {
  /** 18 characters, the last of which may be X. */
  readonly idNumber: string;
  /** 'YYYY-MM-DD' */
  readonly birthDate: string;
  readonly sex: Sex;
}

/** FIFTEEN: off an old card, of before 1999 or a foreigner's of before 2023; the new one says eighteen. */
export type IdFault = 'FORM' | 'FIFTEEN' | 'CHECK_DIGIT' | 'AREA' | 'BIRTH_DATE';

const FORM = /^[1-9]\d{16}[\dX]$/;
const FIFTEEN = /^(?:\d{3}|[A-Z]{3})\d{12}$/;
/** The province that gave it, with a 9 before it on a foreigner's; 71 Taiwan; 81, 82 and 83 on residence permits. */
const AREA = /^(?:9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])|71|8[1-3])/;
const CHECK_DIGITS = '10X98765432';

/** As people type it: in groups, from a keyboard with wide digits, with a small x or what looks like one. */
export const tidyIdNumber = (typed: string): string => compact(typed).replace(/[×хХ]/g, 'X').toUpperCase();

/** Of the first seventeen digits: each weighs 2 to the power of its distance from the end, modulo 11. */
export function checkDigitOf(digits: string): string {
  let remainder = 0;
  for (const digit of digits.slice(0, 17)) remainder = ((remainder + Number(digit)) * 2) % 11;
  return CHECK_DIGITS.charAt(remainder);
}

/** What is wrong with it; null when it can be somebody's who is born by `today` ('YYYY-MM-DD'). */
export function idFault(idNumber: string, today: string): IdFault | null {
  const fault = faultAtAnyTime(idNumber);
  if (fault !== null) return fault;
  return isBirthDate(birthDateIn(idNumber), today) ? null : 'BIRTH_DATE';
}

function faultAtAnyTime(idNumber: string): IdFault | null {
  if (FIFTEEN.test(idNumber)) return 'FIFTEEN';
  if (!FORM.test(idNumber)) return 'FORM';
  if (checkDigitOf(idNumber) !== idNumber.charAt(17)) return 'CHECK_DIGIT';
  return AREA.test(idNumber) ? null : 'AREA';
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

/** All but its birth date: whether its bearer is born yet is for the one who knows today. */
export const idNumberField = v.pipe(
  v.string(),
  v.maxLength(100),
  v.transform(tidyIdNumber),
  v.check((idNumber) => faultAtAnyTime(idNumber) === null),
);
