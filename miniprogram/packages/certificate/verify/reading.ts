import { placeAfter, type ListPage, type ListPlace } from '../../../domain/certificates/list';
import { withPages } from '../../../domain/certificates/verify';
import type { Verification } from '../../../domain/certificates/views';
import type { Failure, Result } from '../../../services/cloud';

/** How far it came, and what kept it from going on; null where it came to the end or is wanted no more. */
interface ReadSoFar {
  readonly told: Verification;
  readonly failure: Failure | null;
}

/**
 * Reads the list of a certificate to its end, one page after the other: only then is it known what it is worth.
 *
 * @param show is told of every page; false where nobody waits for it any more
 */
export async function readToEnd(
  first: Verification,
  ask: (from: ListPlace) => Promise<Result<ListPage>>,
  show: (told: Verification) => boolean,
): Promise<ReadSoFar> {
  let told = first;
  while (told.list && show(told)) {
    const page = await ask(placeAfter(told.list.pages));
    if (!page.ok) return { told, failure: page };
    told = withPages(told, [page.data]);
  }
  return { told, failure: null };
}
