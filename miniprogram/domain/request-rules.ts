import * as v from 'valibot';
import { id, text, wholeNumber } from './fields';

/** danger: somebody may come to harm · utility: no water, power or heat · ordinary: all else. */
export const urgencies = ['danger', 'utility', 'ordinary'] as const;
export type Urgency = (typeof urgencies)[number];

/** What can be asked for, of a city's settings. */
export interface RequestCategory {
  readonly id: string;
  readonly name: string;
  /** A thing of the place rather than of a person (a lamp, a drain): those near it are shown, to follow one of them. */
  readonly common: boolean;
  /** A dispute: its words are read by its mediator and by who keeps it, and by nobody else. */
  readonly confidential: boolean;
}

/** Minutes within which each step is to be made; of working time, but for an urgency that knows no night. */
export interface Promises {
  /** Until a desk has sent it on. */
  readonly dispatch: number;
  /** Until a team has answered. */
  readonly accept: number;
  /** Until somebody is there. */
  readonly begin: number;
  /** Until it is done. */
  readonly finish: number;
  /** The clock runs at night and on holidays, too. */
  readonly always: boolean;
}

/** The rules of requests in a city's settings. */
export interface RequestRules {
  readonly categories: readonly RequestCategory[];
  /** Minutes after midnight between which desks and teams work. */
  readonly workFrom: number;
  readonly workTo: number;
  readonly promises: Readonly<Record<Urgency, Promises>>;
  /** Whoever has it and has not begun in time is asked, and has so many minutes of working time to answer. */
  readonly stillMinutes: number;
  /** How many requests that are not done yet one volunteer may have claimed. */
  readonly claimsAtMost: number;
  /** Done, and nobody says so or not: closed after so many days. */
  readonly confirmDays: number;
  /** Not done after all: said within so many days of closing. */
  readonly reopenDays: number;
}

const minutes = wholeNumber(1, 90 * 24 * 60);
const promisesSchema = v.strictObject({
  dispatch: minutes,
  accept: minutes,
  begin: minutes,
  finish: minutes,
  always: v.boolean(),
});
/** Checked when a city is founded or changes its rules. */
export const requestRules: v.GenericSchema<unknown, RequestRules> = v.pipe(
  v.strictObject({
    categories: v.pipe(
      v.array(v.strictObject({ id, name: text(20), common: v.boolean(), confidential: v.boolean() })),
      v.minLength(1),
      v.maxLength(50),
    ),
    workFrom: wholeNumber(0, 24 * 60),
    workTo: wholeNumber(0, 24 * 60),
    promises: v.strictObject(
      Object.fromEntries(urgencies.map((urgency) => [urgency, promisesSchema])) as Record<
        Urgency,
        typeof promisesSchema
      >,
    ),
    stillMinutes: minutes,
    claimsAtMost: wholeNumber(1, 20),
    confirmDays: wholeNumber(1, 60),
    reopenDays: wholeNumber(1, 60),
  }),
  v.check(({ workFrom, workTo }) => workFrom < workTo),
);
