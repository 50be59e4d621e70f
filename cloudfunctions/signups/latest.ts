import type { Instant } from '#domain/time';
import { ms } from '../core/clock';
import { _ } from '../core/database';
import { findWith, type Found, type Part, type Paths, type Wanted } from '../core/loading';
import type { SignupDocument } from '../documents';

const FIELDS = ['_id', 'slotId', 'activityId', 'state', 'at'] as const;
type Signed = Part<SignupDocument, (typeof FIELDS)[number]>;

/**
 * A person's sign-ups page by page, the latest first, so that one that comes meanwhile is before the first page. No page
 * ends among those of one moment: the next begins before the last of it, and leaves none out.
 */
export async function latestSignups<W extends Wanted>(
  accountId: string,
  before: Instant | undefined,
  limit: number,
  beside: (signup: Paths<Signed>) => W,
): Promise<{ readonly page: readonly (Signed & Found<W>)[]; readonly next: Instant | null }> {
  const earlier = before === undefined ? {} : { at: _.lt(new Date(before)) };
  const stages = [{ match: { accountId, ...earlier } }, { sort: { at: -1 } }];
  const found = await findWith('signups', stages, limit + 1, beside, FIELDS);
  const beyond = found[limit];
  const page = beyond ? found.filter(({ at }) => ms(at) > ms(beyond.at)) : found;
  const last = page[page.length - 1];
  return { page, next: beyond && last ? ms(last.at) : null };
}
