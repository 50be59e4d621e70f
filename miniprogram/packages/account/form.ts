import { idFault, readIdNumber, tidyIdNumber, type IdFault } from '../../domain/accounts/idnumber';
import { ageOn, freeTimes, relationField, type FreeTime } from '../../domain/accounts/registration';
import { mobile, mobileOrNone } from '../../domain/fields';
import { personName } from '../../domain/names';
import { dayOf, type Instant } from '../../domain/time';
import { fieldFault, thoseSaid } from '../../services/fields';
import { dayWords, isFreeTime, sexWords } from './words';

/** What a registration form holds while it is filled in: as typed, possibly wrong. */
export interface Form {
  readonly name: string;
  readonly phone: string;
  /** Never written to the phone's storage. */
  readonly idNumber: string;
  readonly skills: readonly string[];
  readonly freeTimes: readonly FreeTime[];
  readonly guardianName: string;
  readonly guardianPhone: string;
  readonly guardianRelation: string;
  readonly guardianAgrees: boolean;
  /** To the ID number being kept. */
  readonly agrees: boolean;
  readonly tellsPlace: boolean;
}

export type Ages = Readonly<{ minimumAge: number; adultAge: number }>;
export type Faults = Readonly<Partial<Record<keyof Form, string>>>;

export const emptyForm: Form = {
  name: '',
  phone: '',
  idNumber: '',
  skills: [],
  freeTimes: [],
  guardianName: '',
  guardianPhone: '',
  guardianRelation: '',
  guardianAgrees: false,
  agrees: false,
  tellsPlace: false,
};

/** What an earlier sitting, or an earlier version, left; whatever is not as it should be is left out. */
export function formFrom(kept: unknown, start: Partial<Form> = {}): Form {
  const known: Record<string, unknown> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const word = (field: keyof Form): string => {
    const value = known[field] ?? start[field];
    return typeof value === 'string' ? value : '';
  };
  const list = (field: 'skills' | 'freeTimes'): string[] => {
    const value = known[field];
    return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
  };
  return {
    ...emptyForm,
    name: word('name'),
    phone: word('phone'),
    guardianName: word('guardianName'),
    guardianPhone: word('guardianPhone'),
    guardianRelation: word('guardianRelation'),
    skills: list('skills'),
    freeTimes: list('freeTimes').filter((time): time is FreeTime => isFreeTime(time, freeTimes)),
  };
}

/** What the ID number says, as soon as all of it is there. */
export interface Reading {
  /** '男，1990年5月1日出生，36 岁' */
  readonly tells: string;
  readonly fault: string;
  /** A guardian has to agree. */
  readonly minor: boolean;
}

const idFaults: Readonly<Record<IdFault, string>> = {
  FORM: '身份证号是 18 位，最后一位可以是 X',
  FIFTEEN: '这是 15 位的旧号码，请看新的证件，填 18 位的',
  CHECK_DIGIT: '有一位不对，请对着身份证再看一遍',
  AREA: '开头几位不对，请对着身份证再看一遍',
  BIRTH_DATE: '出生日期那几位不对，请再看一遍',
};

/** What is wrong with a number as typed, in words; '' when it can be somebody's. */
export function idNumberFault(typed: string, now: Instant): string {
  const fault = idFault(tidyIdNumber(typed), dayOf(now));
  return fault ? idFaults[fault] : '';
}

export function readingOf(typed: string, ages: Ages, now: Instant): Reading {
  const nothing = { tells: '', fault: '', minor: false };
  if (tidyIdNumber(typed).length < 18) return nothing;
  const today = dayOf(now);
  const identity = readIdNumber(typed, today);
  if (!identity) return { ...nothing, fault: idNumberFault(typed, now) };
  const age = ageOn(identity.birthDate, today);
  const tells = `${sexWords[identity.sex]}，${dayWords(identity.birthDate)}出生，${age} 岁`;
  const tooYoung = `不满 ${ages.minimumAge} 岁还不能登记为志愿者，欢迎和家长一起来参加活动`;
  return { tells, fault: age < ages.minimumAge ? tooYoung : '', minor: age < ages.adultAge };
}

/** Every place that is not filled in well, in words. `own`: of whoever holds this phone. */
export function faultsOf(form: Form, ages: Ages, now: Instant, own: boolean): Faults {
  const reading = readingOf(form.idNumber, ages, now);
  const unagreed = own ? '要您勾选同意，才能登记' : '要本人在纸上签字同意，才能登记';
  return thoseSaid({
    name: fieldFault(personName, form.name, '请填写真实姓名'),
    idNumber: reading.fault || idNumberFault(form.idNumber, now),
    phone: fieldFault(own ? mobile : mobileOrNone, form.phone, '请填 11 位手机号码'),
    ...(reading.minor && !reading.fault ? guardianFaults(form) : {}),
    agrees: form.agrees ? '' : unagreed,
  });
}

const guardianFaults = (form: Form): Faults => ({
  guardianName: fieldFault(personName, form.guardianName, '请填写监护人姓名'),
  guardianPhone: fieldFault(mobile, form.guardianPhone, '请填监护人的 11 位手机号码'),
  guardianRelation: fieldFault(relationField, form.guardianRelation, '请填写和本人的关系，如：父亲'),
  guardianAgrees: form.guardianAgrees ? '' : '要监护人同意，才能登记',
});

/** What all registrations send. */
export function inputOf(form: Form, ages: Ages, now: Instant) {
  const { minor } = readingOf(form.idNumber, ages, now);
  const guardian = {
    name: form.guardianName,
    phone: form.guardianPhone,
    relation: form.guardianRelation,
    consent: form.guardianAgrees,
  };
  return {
    name: form.name,
    phone: form.phone,
    idNumber: form.idNumber,
    skills: [...form.skills],
    freeTimes: [...form.freeTimes],
    ...(minor && { guardian }),
  };
}

/** Until the city has told its own. */
export const USUAL_AGES: Ages = { minimumAge: 14, adultAge: 18 };
