import * as v from 'valibot';

/** The kinds of value that inputs are made of, with their bounds. */

/**
 * Invisible characters, fillers that look like nothing, and halves of characters, which no store keeps
 * as they are. Line breaks stay, and so does the joiner inside composed emoji.
 */
const invisible = /(?![\n\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Nothing to see is nothing: joiners alone are no name and no reason. */
const cleaned = (typed: string): string => (visible.test(typed) ? typed.replace(invisible, '').trim() : '');

/** What a person typed: invisible characters removed, ends trimmed. Far too long is refused before it is read. */
const typed = (max: number) =>
  v.pipe(v.string(), v.maxLength(max * 2), v.transform(cleaned), v.maxLength(max));

/** A person's text of 1 to `max` characters. */
export const text = (max: number) => v.pipe(typed(max), v.minLength(1));

/** As text, but may be left empty. */
export const optionalText = (max: number) => v.optional(typed(max), '');

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

/** A mainland mobile number. */
export const mobile = v.pipe(v.string(), v.regex(/^1[3-9]\d{9}$/));

/** Any telephone number that may be shown to call: a mobile or a land line with its area code. */
export const telephone = v.pipe(v.string(), v.regex(/^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{5})$/));

export const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
