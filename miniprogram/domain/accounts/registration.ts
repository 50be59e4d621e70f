import * as v from 'valibot';
import type { Refusal } from '../errors';
import { id, mobile, text } from '../fields';
import type { Limit } from '../limits';
import { personName } from '../names';
import type { Settings } from '../settings';
import { digest, sameText } from '../sha';
import { DAY } from '../time';

/** Who may register as a volunteer, and what a registration holds. */

export const partsOfDay = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof partsOfDay)[number];

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** '6-morning': Saturday mornings. Monday is 1. */
export type FreeTime = `${(typeof weekdays)[number]}-${PartOfDay}`;
export const freeTimes: readonly FreeTime[] = weekdays.flatMap((weekday) =>
  partsOfDay.map((part): FreeTime => `${weekday}-${part}`),
);

const noneTwice = <T>(items: readonly T[]): boolean => new Set(items).size === items.length;

export const skillsField = v.pipe(v.array(id), v.maxLength(20), v.check(noneTwice));
export const freeTimesField = v.pipe(v.array(v.picklist(freeTimes)), v.maxLength(21), v.check(noneTwice));

/** 父亲, 母亲 … in the person's own words. */
export const relationField = text(10);

export const guardianField = v.strictObject({
  name: personName,
  phone: mobile,
  relation: relationField,
  consent: v.boolean(),
});

export interface Guardian {
  readonly name: string;
  readonly phone: string;
  readonly relation: string;
}

/** Whole years on a day; who was born on 29 February is a year older on 1 March of other years. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

export const isMinor = (birthDate: string, day: string, ages: Settings['accounts']): boolean =>
  ageOn(birthDate, day) < ages.adultAge;

/** Null when they who are concerned agree: to the ID number being kept, or as somebody's guardian. */
export const consentRefusal = (agreed: boolean): Refusal | null =>
  agreed ? null : { code: 'CONSENT_NEEDED' };

/** Null for an account that is not registered yet. */
export const registeredRefusal = (registered: boolean): Refusal | null =>
  registered ? { code: 'ALREADY_REGISTERED', details: { mine: true } } : null;

/** Null when this ID number stands for nobody else who is registered. What there is with it staff tell, face to face. */
export const takenNumberRefusal = (anothers: boolean, holderIsRegistered: boolean): Refusal | null =>
  anothers && holderIsRegistered ? { code: 'ASK_STAFF' } : null;

/** Of an ID number the place and the day of birth: who knows these of somebody has a thousand numbers to try. */
export const alikeIn = (idNumber: string): string => idNumber.slice(0, 14);

/**
 * So often somebody registers with numbers that are alike in a month, all people together: in a county some twenty
 * share a day of birth. Above it staff look at each, and the answer is the same as for a number that is taken.
 */
export const ALIKE: Limit = { times: 5, per: 30 * DAY };

/**
 * Volunteers are 14 at least; until they are of age somebody who is responsible for them agrees.
 * @returns null when nothing stands against it
 */
export function registrationRefusal(
  birthDate: string,
  guardian: Guardian | null,
  today: string,
  ages: Settings['accounts'],
): Refusal | null {
  if (ageOn(birthDate, today) < ages.minimumAge) {
    return { code: 'UNDER_AGE', details: { minimum: ages.minimumAge } };
  }
  if (isMinor(birthDate, today, ages) && guardian === null) {
    return { code: 'GUARDIAN_NEEDED', details: { adult: ages.adultAge } };
  }
  return null;
}

/**
 * Whoever has earned hours, or been where some may yet come of it, is the only one to register again with the same
 * account: nobody can hand them on by withdrawing and letting somebody else register. Before that a name or a number
 * that was wrong can be put right.
 * @param before keyed hash of who it was; undefined when nobody has been yet
 * @param served how many lines, presences and cases about hours the account has
 */
export const registrantRefusal = (before: string | undefined, now: string, served: number): Refusal | null =>
  before === undefined || served === 0 || sameText(before, now) ? null : { code: 'OTHER_PERSON' };

/** Skills that the city knows: a form may be older than the list. */
export const knownSkills = (skills: readonly string[], settings: Settings): string[] =>
  skills.filter((skill) => settings.skills.some((choice) => choice.id === skill));

const NUMBERS = 900_000_000;

/**
 * A volunteer number of nine digits that follows from the account. Two accounts may come to the same one:
 * the index refuses it, and the next attempt gives another.
 */
export function volunteerNumberOf(accountId: string, attempt: number): string {
  const drawn = parseInt(digest(`volunteer:${accountId}:${attempt}`).slice(0, 12), 16);
  return String(100_000_000 + (drawn % NUMBERS));
}

/** '123 456 789': to be read out. */
export const spokenNumber = (number: string): string => number.replace(/(\d{3})(?=\d)/g, '$1 ');
