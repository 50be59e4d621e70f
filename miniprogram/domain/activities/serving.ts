import { wordDayOf } from '../ids';
import { grams, searchGrams, spokenName } from '../stations/rules';
import type { Interval } from '../time';
import { daysOf } from './rules';
import type { SlotKind } from './schemas';

/** How residents find what serves them: by a word of it, by a day, by both, or by neither. */

/** As many days as the page of services has to jump to. */
export const DAYS_ASKED_AT_MOST = 14;

/** As many at one place as a page is told to leave out; beyond them it goes on with places that are farther. */
export const SEEN_AT_MOST = 100;

/** What is found whatever is looked for. */
const ANYTHING = '*';

/** What an activity says that people may look for. */
export interface Serving {
  readonly title: string;
  readonly venue: { readonly name: string };
  readonly slots: readonly (Interval & { readonly kind: SlotKind; readonly name: string })[];
}

/**
 * By these an activity with services is found; none where it has no service. Of a title and names of some thirty
 * characters that are some hundred keys.
 */
export function servingKeys({ title, venue, slots }: Serving): string[] {
  const services = slots.filter(({ kind }) => kind === 'service');
  if (services.length === 0) return [];
  const said = [title, spokenName(venue.name), ...services.map(({ name }) => name)];
  const words = [ANYTHING, ...new Set(said.flatMap(grams))];
  const telling = words.filter((word) => word === ANYTHING || [...word].length > 1);
  return [...words, ...telling.flatMap((word) => daysOf(services).map((day) => wordDayOf(word, day)))];
}

/**
 * What to ask the index for: all of these, the most telling first. Null for a text in which there is nothing to look for.
 * A single character is found by itself, and its days are not kept.
 */
export function servingKeysFor(text: string | undefined, day: string | undefined): string[] | null {
  const words = text === undefined ? [ANYTHING] : searchGrams(text);
  const [first] = words;
  if (first === undefined) return null;
  if (day === undefined) return words;
  const isTelling = first === ANYTHING || [...first].length > 1;
  return isTelling ? words.map((word) => wordDayOf(word, day)) : [wordDayOf(ANYTHING, day), first];
}
