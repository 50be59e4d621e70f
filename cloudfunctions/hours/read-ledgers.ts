import {
  faultAgainst,
  faultSince,
  isFounded,
  NEVER_SEALED,
  type FaultFound,
  type LedgerLine,
} from '#domain/hours/ledger';
import { confirmCaseIdOf, serviceLineIdOf, signupIdOf } from '#domain/ids';
import { inChunks } from '../core/chunks';
import { _, aggregate, find } from '../core/database';
import type { CaseDocument, HeadDocument, HoursDocument } from '../documents';
import { lineOf } from './views';

/** As many as one answer of the database holds. */
const PAGE = 1000;

/** A ledger as it stands, or what is new of it, and what is wrong with it. */
export interface LedgerRead {
  readonly accountId: string;
  /** Its last line; absent where it has none. */
  readonly last: LedgerLine | undefined;
  readonly fault: FaultFound | null;
}

export async function headsOf(accountIds: readonly string[]): Promise<Map<string, HeadDocument>> {
  const heads = await find('heads', { _id: _.in(accountIds) }, { limit: accountIds.length });
  return new Map(heads.map((head) => [head._id, head]));
}

/** What was added to these ledgers since they were last found whole. */
export async function readOn(
  accountIds: readonly string[],
  heads: ReadonlyMap<string, HeadDocument>,
): Promise<LedgerRead[]> {
  const read = accountIds.map(async (accountId) => {
    const head = heads.get(accountId) ?? NEVER_SEALED;
    const lines = await linesFrom(accountId, head.seq);
    return { accountId, lines, fault: faultSince(head, lines) };
  });
  return withGrounds(await Promise.all(read));
}

/** These ledgers from their first line on. */
export async function readWhole(heads: readonly HeadDocument[]): Promise<LedgerRead[]> {
  const read = heads.map(async (head) => {
    const lines = await linesFrom(head._id, 0);
    return { accountId: head._id, lines, fault: faultAgainst(head, lines) };
  });
  return withGrounds(await Promise.all(read));
}

async function linesFrom(accountId: string, seq: number): Promise<LedgerLine[]> {
  const lines: HoursDocument[] = [];
  for (;;) {
    const from = lines[lines.length - 1]?.seq;
    const page = await find(
      'hours',
      { accountId, seq: from === undefined ? _.gte(seq) : _.gt(from) },
      {
        order: [
          ['accountId', 'asc'],
          ['seq', 'asc'],
        ],
        limit: PAGE,
      },
    );
    lines.push(...page);
    if (page.length < PAGE) return lines.map(lineOf);
  }
}

interface LinesRead {
  readonly accountId: string;
  readonly lines: readonly LedgerLine[];
  readonly fault: FaultFound | null;
}

/** Of each ledger that holds by itself, whether each of its lines rests on something. */
async function withGrounds(read: readonly LinesRead[]): Promise<LedgerRead[]> {
  const lines = read.flatMap((one) => (one.fault ? [] : one.lines));
  const there = await attendancesFor(lines);
  const cases = await casesFor(lines);
  const isGrounded = (line: LedgerLine): boolean => {
    const attendanceId = attendanceIdFor(line);
    const wasThere = serviceLineIdOf(attendanceId) === line.id && there.has(attendanceId);
    const approved = [line.id, confirmCaseIdOf(attendanceId)].flatMap((id) => cases.get(id) ?? []);
    return isFounded(line, { wasThere, approved });
  };
  return read.map(({ accountId, lines: own, fault }) => {
    const unfounded = fault ? undefined : own.find((line) => !isGrounded(line));
    const found = unfounded ? ({ seq: unfounded.seq, fault: 'UNFOUNDED' } as const) : fault;
    return { accountId, last: own[own.length - 1], fault: found };
  });
}

/** A person's presence in a shift has the id of their sign-up for it. */
const attendanceIdFor = ({ slotId, accountId }: LedgerLine): string => signupIdOf(slotId, accountId);

async function attendancesFor(lines: readonly LedgerLine[]): Promise<ReadonlySet<string>> {
  const found = await byIds<{ _id: string }>('attendances', lines.map(attendanceIdFor), ['_id']);
  return new Set(found.map(({ _id }) => _id));
}

type Decided = Pick<CaseDocument, 'accountId' | 'minutes'> & { readonly bookAs: string };

async function casesFor(lines: readonly LedgerLine[]): Promise<ReadonlyMap<string, Decided>> {
  const ids = lines.flatMap((line) => [line.id, confirmCaseIdOf(attendanceIdFor(line))]);
  const fields = ['_id', 'state', 'accountId', 'minutes', 'bookAs'];
  const found = await byIds<CaseDocument>('cases', ids, fields);
  return new Map(
    found.flatMap(({ _id, state, accountId, minutes, bookAs = '' }) =>
      state === 'approved' ? [[_id, { accountId, minutes, bookAs }]] : [],
    ),
  );
}

async function byIds<T>(
  collection: 'attendances' | 'cases',
  ids: readonly string[],
  fields: readonly string[],
): Promise<T[]> {
  const found: T[] = [];
  const project = Object.fromEntries(fields.map((field) => [field, 1]));
  for (const some of inChunks(ids, PAGE)) {
    found.push(
      ...(await aggregate<T>(collection, [{ match: { _id: _.in(some) } }, { project }], some.length)),
    );
  }
  return found;
}
