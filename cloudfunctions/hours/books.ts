import { netOf } from '#domain/hours/ledger';
import { stayOf, type Credited } from '#domain/hours/minutes';
import { DAY, dayOf, startOfDayNamed } from '#domain/time';
import { settledPairs } from '../attendance/views';
import { ms } from '../core/clock';
import { _, aggregate, type Stage } from '../core/database';
import { many, only, placesIn, stagesFor } from '../core/loading';
import type { AttendanceDocument, HoursDocument } from '../documents';

/** What crediting asks of a line beside the one that it writes: a crowd's books come in one answer. */
const BOOKED = ['kind', 'corrects', 'minutes', 'slotId', 'start', 'end', 'nonce'] as const;
export type BookedLine = Pick<HoursDocument, '_id' | (typeof BOOKED)[number]>;
const HEAD = ['seq', 'balance', 'hash'] as const;
const STAYS = ['pairs', 'openSince'] as const;
type Stays = Pick<AttendanceDocument, '_id' | (typeof STAYS)[number]>;

const partOf = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, 1]));

/** What crediting a person for a shift of one day depends on. */
export interface Books {
  /** The last line of the ledger. */
  readonly head: Pick<HoursDocument, (typeof HEAD)[number]> | undefined;
  /** What is given so far in the team whose shift it is. */
  readonly inTeam: HoursDocument['inTeam'];
  readonly today: readonly BookedLine[];
  /** Of the day, the one before and the one after: a shift over midnight belongs to the day it began. */
  readonly around: readonly BookedLine[];
  /** What those lines were credited for. */
  readonly attendances: readonly Stays[];
}

const CAUSE = placesIn<{ cause: string[] }>().cause;

interface FoundBooks {
  _id: string;
  head: Pick<HoursDocument, (typeof HEAD)[number]>[];
  inTeam: Pick<HoursDocument, 'inTeam'>[];
  before: BookedLine[];
  today: BookedLine[];
  after: BookedLine[];
  attendances: Stays[];
}

const ofAccount = { $eq: ['$accountId', '$$account'] };

const linesOf = (day: string, as: string): Stage => ({
  lookup: {
    from: 'hours',
    let: { account: '$_id' },
    pipeline: [
      { $match: { $expr: { $and: [ofAccount, { $eq: ['$day', day] }] } } },
      { $project: partOf(BOOKED) },
    ],
    as,
  },
});

const lastInTeam = (teamId: string): Stage => ({
  lookup: {
    from: 'hours',
    let: { account: '$_id' },
    pipeline: [
      { $match: { teamId } },
      { $match: { $expr: ofAccount } },
      { $sort: { seq: -1 } },
      { $limit: 1 },
      { $project: { inTeam: 1 } },
    ],
    as: 'inTeam',
  },
});

/** For each person, in one round trip for however many. */
export async function booksOf(
  accountIds: readonly string[],
  day: string,
  teamId: string,
): Promise<Map<string, Books>> {
  if (accountIds.length === 0) return new Map();
  const midnight = startOfDayNamed(day);
  const found = await aggregate<FoundBooks>(
    'accounts',
    [{ match: { _id: _.in(accountIds) } }],
    accountIds.length,
    [
      { project: { _id: 1 } },
      {
        lookup: {
          from: 'hours',
          let: { account: '$_id' },
          pipeline: [
            { $match: { $expr: ofAccount } },
            { $sort: { seq: -1 } },
            { $limit: 1 },
            { $project: partOf(HEAD) },
          ],
          as: 'head',
        },
      },
      lastInTeam(teamId),
      linesOf(dayOf(midnight - DAY), 'before'),
      linesOf(day, 'today'),
      linesOf(dayOf(midnight + DAY), 'after'),
      { addFields: { cause: { $concatArrays: ['$before._id', '$today._id', '$after._id'] } } },
      ...stagesFor({ attendances: only(many('attendances', '_id', CAUSE), STAYS) }),
      { project: { cause: 0 } },
    ],
  );
  return new Map(
    found.map(({ _id, head, inTeam, before, today, after, attendances }) => [
      _id,
      {
        head: head[0],
        inTeam: inTeam[0]?.inTeam ?? { times: 0, minutes: 0 },
        today,
        around: [...before, ...today, ...after],
        attendances,
      },
    ]),
  );
}

/** What is credited of these days, each line with its corrections; but for one line and its own. */
export function creditsBeside(books: Books, lineId: string): Credited[] {
  return books.around
    .filter((line) => line.kind !== 'correction' && line._id !== lineId)
    .map((line) => {
      const attendance = books.attendances.find((a) => a._id === line._id);
      const stays = attendance ? settledPairs(attendance, line).map(stayOf) : [];
      const shift = { start: ms(line.start), end: ms(line.end) };
      return { shift, stays, minutes: netWithin(line._id, books.around) };
    });
}

type Netted = Pick<HoursDocument, '_id' | 'corrects' | 'minutes'>;

/** What a line comes to with those of these that correct it. */
export const netWithin = (lineId: string, lines: readonly Netted[]): number =>
  netOf(
    lineId,
    lines.map(({ _id: id, ...line }) => ({ ...line, id })),
  );

/** Minutes of the day, whatever they were credited for. */
export const creditedOn = (books: Books): number => books.today.reduce((sum, line) => sum + line.minutes, 0);
