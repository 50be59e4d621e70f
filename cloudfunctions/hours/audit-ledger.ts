import { ledgerFault } from '#domain/hours/ledger';
import { DAY } from '#domain/time';
import { _, aggregate, find } from '../core/database';
import { log } from '../core/log';
import { Pieces } from '../core/pieces';
import { useCase } from '../core/use-case';
import type { HoursDocument } from '../documents';
import { lineOf } from './views';

/** Those left out come up again with their next line. */
const ACCOUNTS_AT_MOST = 1000;
/** As many as one answer of the database holds. */
const PAGE = 1000;

/**
 * Reads the ledgers that were written to since the night before from their first line on, and raises an alarm
 * in the log where a chain is broken: nobody but the database's own keepers could have done that.
 */
export const auditLedger = useCase('jobs.audit-ledger', {
  ask: () => ({}),

  async run({ now }) {
    const touched = await aggregate<{ _id: string }>(
      'hours',
      [{ match: { at: _.gte(new Date(now - 2 * DAY)) } }, { group: { _id: '$accountId' } }],
      ACCOUNTS_AT_MOST,
    );
    const pieces = new Pieces('jobs.audit-ledger');
    let faults = 0;
    for (const { _id: accountId } of touched) faults += await pieces.count(() => audited(accountId));
    return { accounts: touched.length, faults, failed: pieces.failed };
  },
});

/** How many faults: one tells as much as many. */
async function audited(accountId: string): Promise<number> {
  const fault = ledgerFault((await ledgerOf(accountId)).map(lineOf));
  if (!fault) return 0;
  log('LEDGER BROKEN', { accountId, ...fault });
  return 1;
}

async function ledgerOf(accountId: string): Promise<HoursDocument[]> {
  const lines: HoursDocument[] = [];
  for (;;) {
    const after = lines[lines.length - 1]?.seq ?? 0;
    const page = await find('hours', { accountId, seq: _.gt(after) }, { order: [['accountId', 'asc'], ['seq', 'asc']], limit: PAGE }); // prettier-ignore
    lines.push(...page);
    if (page.length < PAGE) return lines;
  }
}
