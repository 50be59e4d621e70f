import type { AccountExport, ExportPage, ExportPart } from '../../../domain/accounts/views';
import { call, type Result } from '../../../services/cloud';

/** All pages of a part, in their order; the first that does not come ends it. */
async function pagesOf(part: ExportPart, told: () => void): Promise<Result<ExportPage[]>> {
  const pages: ExportPage[] = [];
  for (let after: ExportPage['next'] | undefined = undefined; after !== null;) {
    const page: Result<ExportPage> = await call('account.exportPage', {
      part,
      ...(after !== undefined && { after }),
    });
    if (!page.ok) return page;
    pages.push(page.data);
    after = page.data.next;
    told();
  }
  return { ok: true, data: pages };
}

/**
 * Everything that is held about the caller, put together from its pages. Whole or not at all: what is taken along is not
 * to lack a year. `told` after each page.
 */
export async function takeAlong(told: () => void): Promise<Result<AccountExport>> {
  const facts = await call('account.export', {});
  if (!facts.ok) return facts;
  const signups = await pagesOf('signups', told);
  if (!signups.ok) return signups;
  const ledger = await pagesOf('ledger', told);
  if (!ledger.ok) return ledger;
  return {
    ok: true,
    data: {
      ...facts.data,
      signups: signups.data.flatMap((page) => page.signups),
      ledger: ledger.data.flatMap((page) => page.ledger),
    },
  };
}
