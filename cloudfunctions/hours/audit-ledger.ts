import { ledgerFault } from '#domain/hours/ledger';
import { DAY, HOUR, MINUTE, startOfDay, type Instant } from '#domain/time';
import { _, aggregate, find } from '../core/database';
import { log } from '../core/log';
import type { Routine } from '../core/sweep';
import type { HoursDocument } from '../documents';
import { lineOf } from './views';

/** Between two notes of how far it has come. */
const ACCOUNTS = 200;
/** As many as one answer of the database holds. */
const PAGE = 1000;
/** When fewest people are about. */
const AT = 3 * HOUR + 10 * MINUTE;

/**
 * Reads the ledgers that were written to since the night before from their first line on, and raises an alarm
 * in the log where a chain is broken: nobody but the database's own keepers could have done that.
 */
export const auditLedger: Routine = {
  next: (now) => nextAt(now),

  async *slices(work, { reached, reach }) {
    let after = reached;
    for (;;) {
      const touched = await touchedAfter(after, work.now);
      for (const { _id: accountId } of touched) {
        await work.done(async () => work.count('faults', await faultsOf(accountId)));
        work.count('accounts', 1);
        yield;
      }
      const last = touched[touched.length - 1];
      if (touched.length < ACCOUNTS || !last) return;
      after = last._id;
      await reach(after);
    }
  },
};

function nextAt(now: Instant): Instant {
  const today = startOfDay(now) + AT;
  return now < today ? today : today + DAY;
}

const touchedAfter = (accountId: string, now: Instant): Promise<{ _id: string }[]> =>
  aggregate<{ _id: string }>(
    'hours',
    [
      { match: { at: _.gte(new Date(now - 2 * DAY)), accountId: _.gt(accountId) } },
      { group: { _id: '$accountId' } },
      { sort: { _id: 1 } },
    ],
    ACCOUNTS,
  );

/** How many faults: one tells as much as many. */
async function faultsOf(accountId: string): Promise<number> {
  const fault = ledgerFault((await ledgerOf(accountId)).map(lineOf));
  if (!fault) return 0;
  log('LEDGER BROKEN', { accountId, ...fault });
  return 1;
}

async function ledgerOf(accountId: string): Promise<HoursDocument[]> {
  const lines: HoursDocument[] = [];
  for (;;) {
    const after = lines[lines.length - 1]?.seq ?? 0;
    const page = await find(
      'hours',
      { accountId, seq: _.gt(after) },
      {
        order: [
          ['accountId', 'asc'],
          ['seq', 'asc'],
        ],
        limit: PAGE,
      },
    );
    lines.push(...page);
    if (page.length < PAGE) return lines;
  }
}
