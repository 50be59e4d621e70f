import { nightFor, nightOf, sealFault } from '#domain/hours/seals';
import { HOUR, MINUTE, type Instant } from '#domain/time';
import { writtenBetween } from '../core/between';
import { inChunks } from '../core/chunks';
import { ms } from '../core/clock';
import { _, find, put, update } from '../core/database';
import { log } from '../core/log';
import { nightly, type Routine, type Slices, type Work } from '../core/sweep';
import type { HeadDocument, HoursDocument, SealDocument } from '../documents';
import { headsOf, readOn, readWhole, type LedgerRead } from './read-ledgers';
import { latestSeal, talliesBetween } from './seal';
import { sealOf } from './views';

/** Read at once: few enough to leave the database to people. */
const TOGETHER = 10;
const BATCH = 200;
/** When fewest people are about. */
const AT = 3 * HOUR + 10 * MINUTE;

/**
 * Reads every ledger that was written to since the last seal, and of all ledgers and all sealed days those whose night
 * of the month it is. Where one is not what it was, or rests on nothing, it says so in the log and beside it, and
 * nothing is certified from it: nobody but the database's own keepers could have done that.
 */
export const auditLedger: Routine = {
  next: nightly(AT),

  async *slices(work, { reached, reach }) {
    const [begun = '', after = ''] = reached.split(' ');
    const first = Math.max(
      0,
      passes.findIndex(({ name }) => name === begun),
    );
    for (const { name, read } of passes.slice(first)) {
      yield* read(work, name === begun ? after : '', (point) => reach([name, point].join(' ')));
    }
  },
};

type Reach = (point: string) => Promise<void>;

/** What is read in a night, each on from where a run before has come to. */
interface Pass {
  readonly name: string;
  readonly read: (work: Work, after: string, reach: Reach) => Slices;
}

const passes: readonly Pass[] = [
  { name: 'new', read: readNew },
  { name: 'ledgers', read: readInTurn },
  { name: 'days', read: readDays },
];

/** By the moments at which lines were written. */
async function* readNew(work: Work, after: string, reach: Reach): Slices {
  const seal = await latestSeal();
  const from = after === '' ? (seal ? ms(seal.from) : 0) : Number(after);
  const read = new Set<string>();
  const pages = writtenBetween<HoursDocument>('hours', from, work.now, ['accountId']);
  for await (const page of pages) {
    const fresh = [...new Set(page.map(({ accountId }) => accountId))].filter((id) => !read.has(id));
    for (const some of inChunks(fresh, TOGETHER)) {
      some.forEach((id) => read.add(id));
      await work.done(async () => {
        const heads = await headsOf(some);
        await note(work, await readOn(some, heads), heads);
      });
      yield;
    }
    const last = page[page.length - 1];
    if (last) await reach(String(ms(last.at)));
  }
}

async function* readInTurn(work: Work, after: string, reach: Reach): Slices {
  for await (const heads of inTurn('heads', work.now, after)) {
    for (const some of inChunks(heads, TOGETHER)) {
      await work.done(async () => {
        await note(work, await readWhole(some), new Map(some.map((head) => [head._id, head])));
      });
      yield;
    }
    await reach(heads[heads.length - 1]?._id ?? after);
  }
}

async function* readDays(work: Work, after: string, reach: Reach): Slices {
  for await (const seals of inTurn('seals', work.now, after)) {
    for (const seal of seals) {
      await work.done(async () => work.count('faults', await readDay(seal, work.now)));
      yield;
    }
    await reach(seals[seals.length - 1]?._id ?? after);
  }
}

/** Those whose night of the month it is. */
async function* inTurn<C extends 'heads' | 'seals'>(collection: C, now: Instant, after: string) {
  let last = after;
  for (;;) {
    const page = await find(
      collection,
      { night: nightOf(now), _id: _.gt(last) },
      { order: [['_id', 'asc']], limit: BATCH },
    );
    if (page.length > 0) yield page;
    const end = page[page.length - 1];
    if (page.length < BATCH || !end) return;
    last = end._id;
  }
}

/** A ledger that is whole is remembered by where it ends; of one that is not, the end that was whole is kept. */
async function note(work: Work, read: readonly LedgerRead[], heads: ReadonlyMap<string, HeadDocument>) {
  await Promise.all(
    read.map(async (one) => {
      const { accountId, last, fault } = one;
      work.count('accounts', 1);
      const { seq = 0, hash = '' } = (fault ? heads.get(accountId) : last) ?? {};
      const head = { _id: accountId, seq, hash, night: nightFor(accountId) };
      if (!fault) return put('heads', head);
      work.count('faults', 1);
      log('LEDGER BROKEN', { accountId, ...fault });
      return put('heads', { ...head, fault: { ...fault, at: new Date(work.now) } });
    }),
  );
}

/** How many faults: one tells as much as many. */
async function readDay(document: SealDocument, now: Instant): Promise<number> {
  const seal = sealOf(document);
  const fault = sealFault(seal, await talliesBetween(seal.from, seal.to));
  if (!fault) return 0;
  log('SEAL BROKEN', { day: seal.day, fault });
  await update('seals', { _id: seal.day }, { fault: _.set({ fault, at: new Date(now) }) });
  return 1;
}
