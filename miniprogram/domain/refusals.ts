import type { Refusal } from './errors';
import type { Instant } from './time';

/** Null where there is a reason: what is done to somebody's disadvantage is explained to them. */
export const reasonRefusal = (reason: string): Refusal | null =>
  reason === '' ? { code: 'REASON_NEEDED' } : null;

/** Null when this verdict may be given with this reason: who says no says why. */
export const verdictRefusal = (verdict: string, reason: string): Refusal | null =>
  verdict === 'refuse' ? reasonRefusal(reason) : null;

/** Null when what is judged is what was read. Who does not say when that was sent has read what there is. */
export const otherThanReadRefusal = (read: Instant | undefined, present: Instant): Refusal | null =>
  read === undefined || read === present ? null : { code: 'CONFLICT' };

/** Null when the city's settings have this category. */
export const categoryRefusal = (
  categories: readonly { readonly id: string }[],
  id: string,
): Refusal | null =>
  categories.some((category) => category.id === id)
    ? null
    : { code: 'BAD_INPUT', details: { field: 'category' } };

/** Who decides about what they have not seen is told first: it has another revision than they say. */
export const unseenRefusal = (seen: number | undefined, revision: number): Refusal | null =>
  seen === undefined || seen === revision ? null : { code: 'CHANGED' };
