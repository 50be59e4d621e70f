import { defined } from '#domain/defined';
import type { LedgerLine } from '#domain/hours/ledger';
import type { Seal } from '#domain/hours/seals';
import { starsOf } from '#domain/hours/stars';
import type { Settings } from '#domain/settings';
import type { HoursSummary } from '#domain/hours/views';
import { ms } from '../core/clock';
import { _, find } from '../core/database';
import type { HoursDocument, SealDocument, SlotDocument } from '../documents';

/** The fields of a document that are the line itself, all that its hash is over: see domain/hours/ledger. */
export const LINE_FIELDS = [
  'accountId',
  'seq',
  'kind',
  'corrects',
  'minutes',
  'balance',
  'activityId',
  'slotId',
  'title',
  'venue',
  'day',
  'start',
  'end',
  'teamId',
  'teamName',
  'confirmedBy',
  'reason',
  'at',
  'previous',
  'hash',
] as const satisfies readonly (keyof HoursDocument)[];
export type LineDocument = Pick<HoursDocument, '_id' | (typeof LINE_FIELDS)[number]>;
type BesideLine = Partial<Omit<HoursDocument, keyof LineDocument>>;

export function lineOf({
  _id,
  areas: _areas,
  inTeam: _inTeam,
  nonce: _nonce,
  tellAt: _tellAt,
  counts: _counts,
  unseen: _unseen,
  start,
  end,
  at,
  ...rest
}: LineDocument & BesideLine): LedgerLine {
  return { ...rest, id: _id, start: ms(start), end: ms(end), at: ms(at) };
}

/** A slot as the rules of hours see it. */
export const shiftOf = ({ kind, start, end }: Pick<SlotDocument, 'kind' | 'start' | 'end'>) => ({
  kind,
  start: ms(start),
  end: ms(end),
});

/** A person's lines, latest first. */
export function latestLines(accountId: string, limit: number, before?: number): Promise<HoursDocument[]> {
  const query = defined({ accountId, seq: before === undefined ? undefined : _.lt(before) });
  return find('hours', query, {
    order: [
      ['accountId', 'asc'],
      ['seq', 'desc'],
    ],
    limit,
  });
}

/** The balance of the last line is the total: nothing is kept that could disagree with the lines (I4). */
export function summaryOf(
  last: Pick<HoursDocument, 'seq' | 'balance'> | undefined,
  settings: Settings,
): HoursSummary {
  const totalMinutes = last?.balance ?? 0;
  return { totalMinutes, lines: last?.seq ?? 0, ...starsOf(totalMinutes, settings.hours.stars) };
}

export const sealOf = ({ _id, from, to, ledger, audit, previous, root }: SealDocument): Seal => ({
  day: _id,
  from: ms(from),
  to: ms(to),
  ledger,
  audit,
  previous,
  root,
});
