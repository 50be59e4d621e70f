import * as v from 'valibot';
import { cleaned, isMobile, isTelephone, lengthOf, tidyPhone } from './typed';

/** The kinds of value that inputs are made of, with their bounds. */

/**
 * How much longer than its bound a text may come in: composed emoji are up to 22 units of one character, and what
 * is pasted has gaps. Beyond it is refused before it is read.
 */
const UNREAD = (max: number): number => 24 * max + 100;

/** How many characters a text may have, in the message of the issue that says it has more. */
const tooLong = (max: number) => `at most ${max}` as const;

/** The bound of a text that an issue found too long; undefined where something else is wrong. */
export function mostOf({ message }: v.BaseIssue<unknown>): number | undefined {
  const [, max] = /^at most (\d+)$/.exec(message) ?? [];
  return max === undefined ? undefined : Number(max);
}

/** What a person typed, tidied first and measured then, in characters as a person sees them. */
export const typed = (max: number, tidy: (typed: string) => string) =>
  v.pipe(
    v.string(),
    v.maxLength(UNREAD(max), tooLong(max)),
    v.transform(tidy),
    v.check((tidied) => lengthOf(tidied) <= max, tooLong(max)),
  );

/** A person's text of 1 to `max` characters. */
export const text = (max: number) => v.pipe(typed(max, cleaned), v.minLength(1));

/** As text, but may be left empty. */
export const optionalText = (max: number) => v.optional(typed(max, cleaned), '');

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,80}$/));

/** Chosen by the client, once for each thing a person means to do; the same one again returns the first result. */
export const nonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));

/** Epoch milliseconds between 2020 and 2100: a mistaken unit (seconds) is refused. */
export const instant = v.pipe(v.number(), v.integer(), v.minValue(1577836800000), v.maxValue(4102444800000));

export const day = v.pipe(
  v.string(),
  v.regex(/^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  v.check((s) => {
    const time = Date.parse(`${s}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(s);
  }),
);

export const place = v.strictObject({
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
});

/** Numbers are tidied before they are judged: the longest that is pasted has a country, a name and brackets around it. */
const phone = (judge: (tidy: string) => boolean) =>
  v.pipe(v.string(), v.maxLength(100), v.transform(tidyPhone), v.check(judge));
const orNone = (judge: (tidy: string) => boolean) => (tidy: string) => tidy === '' || judge(tidy);

/** A mainland mobile number. */
export const mobile = phone(isMobile);
/** Empty: has none. */
export const mobileOrNone = phone(orNone(isMobile));

/** Any telephone number that may be shown to call: a mobile or a land line with its area code. */
export const telephone = phone(isTelephone);
export const telephoneOrNone = phone(orNone(isTelephone));

export const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** Where a page of a person's own list ended: the moment or the number by which that one stands in it, and its id. */
export const placeInList = v.strictObject({ order: wholeNumber(0, 8.64e15), id });
export type PlaceInList = v.InferOutput<typeof placeInList>;
