import { _, aggregate } from './database';
import type { Instant } from '#domain/time';
import type { CollectionName } from '../schema';

/** As many as one answer carries with ease. */
const ROWS = 1000;

interface Written {
  readonly _id: string;
  readonly at: Date;
}

/**
 * Whatever was written from one moment until before another, by the index of `at`, page by page. Rows of one moment
 * may lie on both sides of a page's end: the next page begins with that moment again, and leaves out what was there.
 *
 * @param fields all where it is left out.
 */
export async function* writtenBetween<T extends Written>(
  collection: CollectionName,
  from: Instant,
  to: Instant,
  fields?: readonly (keyof T & string)[],
): AsyncGenerator<T[], void, void> {
  const part = fields && [{ project: Object.fromEntries([...fields, 'at'].map((field) => [field, 1])) }];
  let since = new Date(from);
  let known = new Set<string>();
  for (;;) {
    const at = _.and(_.gte(since), _.lt(new Date(to)));
    const page = await aggregate<T>(collection, [{ match: { at } }, { sort: { at: 1 } }], ROWS, part);
    const fresh = page.filter(({ _id }) => !known.has(_id));
    if (fresh.length > 0) yield fresh;
    const last = page[page.length - 1];
    if (page.length < ROWS || !last) return;
    // No call writes so many lines at one moment.
    if (fresh.length === 0) throw new Error(`more than ${ROWS} of ${collection} at one moment`);
    since = last.at;
    known = new Set(
      page.filter(({ at: moment }) => moment.getTime() === since.getTime()).map((one) => one._id),
    );
  }
}
