import {
  nextToSeal,
  nightFor,
  recordHash,
  sealWith,
  tallyOf,
  type Seal,
  type Tally,
} from '#domain/hours/seals';
import type { Settings } from '#domain/settings';
import { dayOf, HOUR, MINUTE, startOfDay, type Instant } from '#domain/time';
import { writtenBetween } from '../core/between';
import { ms } from '../core/clock';
import { _, find, insert } from '../core/database';
import { log } from '../core/log';
import { nightly, type Routine } from '../core/sweep';
import type { AuditDocument, HoursDocument, SealDocument } from '../documents';
import { noteTo, queueMessages } from '../messages/outbox';

/** After the ledgers were read, when fewest people are about. */
const AT = 3 * HOUR + 40 * MINUTE;
/** A city office has some dozen people. */
const TOLD_AT_MOST = 100;

/**
 * Seals each day that is over, and lets its root out of the database: into the log, to the people of the city office,
 * and on a public page.
 */
export const sealRecords: Routine = {
  next: nightly(AT),

  async *slices(work) {
    for (;;) {
      const before = await latestSeal();
      const from = before ? ms(before.to) : startOfDay(await begun(work.now));
      const next = nextToSeal(from, work.now);
      if (!next) return;
      const done = await work.done(async () => {
        const seal = await sealBetween(next.from, next.to, before?.root ?? '');
        await keep(seal, work.settings, work.now);
        work.count('sealed', 1);
      });
      if (!done) return;
      yield;
    }
  },
};

export async function latestSeal(): Promise<SealDocument | null> {
  const [seal] = await find('seals', { to: _.gt(new Date(0)) }, { order: [['to', 'desc']], limit: 1 });
  return seal ?? null;
}

/** When the first record of all was written. */
async function begun(now: Instant): Promise<Instant> {
  const options = { order: [['at', 'asc']], limit: 1 } as const;
  const written = { at: _.gt(new Date(0)) };
  const [line] = await find('hours', written, options);
  const [staff] = await find('audit', written, options);
  return Math.min(...[line, staff].map((first) => (first ? ms(first.at) : now)));
}

/** What the records of these hours are, as they stand now. */
export async function talliesBetween(from: Instant, to: Instant): Promise<{ ledger: Tally; audit: Tally }> {
  const lines: string[] = [];
  for await (const page of writtenBetween<HoursDocument>('hours', from, to, ['hash']))
    lines.push(...page.map(({ hash }) => hash));
  const staff: string[] = [];
  for await (const page of writtenBetween<AuditDocument>('audit', from, to))
    staff.push(...page.map(recordHash));
  return { ledger: tallyOf(lines), audit: tallyOf(staff) };
}

async function sealBetween(from: Instant, to: Instant, previous: string): Promise<Seal> {
  return sealWith({ day: dayOf(from), from, to, previous, ...(await talliesBetween(from, to)) });
}

async function keep(seal: Seal, settings: Settings, now: Instant): Promise<void> {
  const { day, from, to, ...rest } = seal;
  const document = { ...rest, _id: day, from: new Date(from), to: new Date(to), night: nightFor(day) };
  // Of days that were left over only the last is told: its root stands for them all.
  if (to === startOfDay(now)) await tellOffice(seal, settings, now);
  if ((await insert('seals', document)) === 'INSERTED') log('SEALED', { day, root: seal.root });
}

/** Told before it is kept: after a crash between the two the day is sealed again, with the same root, and nobody is told twice. */
async function tellOffice({ day, root }: Seal, { city }: Settings, now: Instant): Promise<void> {
  const office = await find('accounts', { duties: city.id }, { limit: TOLD_AT_MOST });
  const note = {
    about: day,
    cause: '',
    page: 'packages/certificate/seals/index',
    title: `${day} 的记录`,
    state: '已封存',
    detail: root.slice(0, 20),
  };
  await queueMessages(office.map(({ _id }) => noteTo('sealed', _id, note, now)));
}
