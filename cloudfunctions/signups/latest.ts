import type { PlaceInList } from '#domain/fields';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { findWith, type Found, type Part, type Paths, type Wanted } from '../core/loading';
import type { SignupDocument } from '../documents';

const FIELDS = ['_id', 'slotId', 'activityId', 'state', 'at', 'visit'] as const;
type Signed = Part<SignupDocument, (typeof FIELDS)[number]>;

/**
 * A person's sign-ups page by page, the latest first, so that one that comes meanwhile is before the first page. Those of
 * one moment stand by their ids, so a page may end among them.
 */
export async function latestSignups<W extends Wanted>(
  accountId: string,
  before: PlaceInList | undefined,
  limit: number,
  beside: (signup: Paths<Signed>) => W,
): Promise<{ readonly page: readonly (Signed & Found<W>)[]; readonly next: PlaceInList | null }> {
  const stages = [{ match: { accountId, ...earlierThan(before) } }, { sort: { at: -1, _id: -1 } }];
  const found = await findWith('signups', stages, limit + 1, beside, FIELDS);
  const page = found.slice(0, limit);
  const last = page[page.length - 1];
  return { page, next: found.length > limit && last ? { order: ms(last.at), id: last._id } : null };
}

/** The first condition is the index's; the other leaves out those of that moment which the page before has shown. */
function earlierThan(before: PlaceInList | undefined) {
  if (!before) return {};
  const at = new Date(before.order);
  return { at: _.lte(at), $or: [{ at: { $lt: at } }, { _id: { $lt: before.id } }] };
}
