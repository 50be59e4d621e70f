import { NEVER_SEALED, type LedgerKnown } from '#domain/hours/ledger';
import { following, manyBy, one, type Found, type LookUp } from '../core/loading';
import type { HeadDocument } from '../documents';
import { lineOf, LINE_FIELDS, type LineDocument } from '../hours/views';

/**
 * What certificates read of a ledger: never the whole, which may have thousands of lines. It is known by where it ends,
 * by the lines that are listed, and by what the nightly reading of the whole has found (hours/audit-ledger).
 */

/** In a pipeline: those fields of a line that its hash is over. */
export const LINE_PART = Object.fromEntries(['_id', ...LINE_FIELDS].map((field) => [field, 1]));

/** A place in what was looked up before, as an expression; nothing where nothing was found. */
const at = (path: string): unknown => ({ $ifNull: [{ $arrayElemAt: [`$${path}`, 0] }, ''] });

const ofAccount = { $eq: ['$accountId', '$$account'] };

/** The line at a place of a ledger. Both are places in what was looked up before. */
export const lineAt = (account: string, seq: string): LookUp<LineDocument[]> =>
  manyBy('hours', (name) => [
    {
      lookup: {
        from: 'hours',
        let: { account: account === 'me' ? '$me' : at(account), seq: at(seq) },
        pipeline: [
          { $match: { $expr: { $and: [ofAccount, { $eq: ['$seq', '$$seq'] }] } } },
          { $project: LINE_PART },
        ],
        as: name,
      },
    },
  ]);

/** The last line of the caller's own ledger. */
export const ownLastLine = (): LookUp<LineDocument[]> =>
  manyBy('hours', (name) => [
    {
      lookup: {
        from: 'hours',
        let: { account: '$me' },
        pipeline: [
          { $match: { $expr: ofAccount } },
          { $sort: { seq: -1 } },
          { $limit: 1 },
          { $project: LINE_PART },
        ],
        as: name,
      },
    },
  ]);

/** How many of the caller's own lines are of these days: no more are counted than `atMost`. */
export const ownLinesOf = (days: object | null, atMost: number): LookUp<{ n: number }[]> =>
  manyBy('hours', (name) => [
    {
      lookup: {
        from: 'hours',
        let: { account: '$me' },
        pipeline: [
          ...(days ? [{ $match: { day: days } }] : []),
          { $match: { $expr: ofAccount } },
          { $limit: atMost },
          { $group: { _id: null, n: { $sum: 1 } } },
        ],
        as: name,
      },
    },
  ]);

export const knownOf = (lines: readonly LineDocument[], head: HeadDocument | undefined): LedgerKnown => ({
  lines: lines.map(lineOf),
  sealed: head ?? NEVER_SEALED,
  brokenAt: head?.fault?.seq ?? null,
});

/** A certificate without its list, and all that is asked of its ledger before that list is read. */
export const aboutCertificate = (id: string) => ({
  ...following({ certificate: one('certificates', id, ['lines', 'asked']) }, ({ certificate }) => ({
    head: one('heads', certificate.accountId),
  })),
  lastThen: lineAt('certificate.accountId', 'certificate.head.seq'),
  lastSealed: lineAt('certificate.accountId', 'head.seq'),
});
export type AboutCertificate = Found<ReturnType<typeof aboutCertificate>>;

export const knownAbout = ({ head, lastThen, lastSealed }: AboutCertificate): LedgerKnown =>
  knownOf([...lastThen, ...lastSealed], head);
