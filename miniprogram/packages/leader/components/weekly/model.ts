import { DAY, startOfDayNamed } from '../../../../domain/time';
import { date } from '../../../../services/format';

const WEEK = 7 * DAY;

/** '11月29日、12月6日、12月13日' */
export const datesOf = (day: string, times: number): string =>
  Array.from({ length: times }, (_, week) => date(startOfDayNamed(day) + week * WEEK)).join('、');
