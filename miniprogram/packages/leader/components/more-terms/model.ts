import type { AttendanceMode, Choice } from '../../../../domain/settings';
import { startOfDayNamed } from '../../../../domain/time';
import { clockWords, date, weekday } from '../../../../services/format';
import type { Draft, DraftMoment } from '../../post/draft';

export type Terms = Pick<
  Draft,
  'minimumAge' | 'skills' | 'skillsNeeded' | 'signupFrom' | 'signupUntil' | 'mode'
>;

export interface Option<T> {
  readonly value: T;
  readonly name: string;
  readonly chosen: boolean;
}

/** Ages that laws and habits know. */
const AGES = [0, 14, 16, 18];

/** Those, and whatever else was chosen before. */
export const ageOptions = (chosen: number): Option<number>[] =>
  [...new Set([...AGES, chosen])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, name: value === 0 ? '不限' : `满 ${value} 岁`, chosen: value === chosen }));

export const skillOptions = (skills: readonly Choice[], chosen: readonly string[]): Option<string>[] =>
  skills.map(({ id, name }) => ({ value: id, name, chosen: chosen.includes(id) }));

const modeWords: Readonly<Record<AttendanceMode, string>> = {
  inOut: '来和走都扫码',
  inOnly: '只在来的时候扫码',
  auto: '不扫码，报了名就算来了',
};

/** The city's own way stands first and is chosen where nothing else was. */
export function modeOptions(chosen: Terms['mode'], usual: AttendanceMode): Option<AttendanceMode>[] {
  const others = (Object.keys(modeWords) as AttendanceMode[]).filter((mode) => mode !== usual);
  const now = chosen === '' ? usual : chosen;
  return [usual, ...others].map((value) => ({ value, name: modeWords[value], chosen: value === now }));
}

/** '3月1日 周日 8:30' */
export const momentWords = ({ day, time }: DraftMoment): string => {
  const midnight = startOfDayNamed(day);
  return `${date(midnight)} ${weekday(midnight)} ${clockWords(time)}`;
};

/** What is asked, in one line; empty when nothing is. */
export function summaryOf(terms: Terms, skills: readonly Choice[], usual: AttendanceMode): string {
  const { minimumAge, signupFrom, signupUntil, mode } = terms;
  const wanted = skills.filter(({ id }) => terms.skills.includes(id)).map(({ name }) => name);
  return [
    minimumAge > 0 ? `满 ${minimumAge} 岁` : '',
    wanted.length > 0 ? `${terms.skillsNeeded ? '要会' : '最好会'}${wanted.join('或')}` : '',
    signupFrom ? `${momentWords(signupFrom)} 开始报名` : '',
    signupUntil ? `${momentWords(signupUntil)} 截止报名` : '',
    mode === '' || mode === usual ? '' : modeWords[mode],
  ]
    .filter((part) => part !== '')
    .join('；');
}
