import { netOf } from '#domain/hours/ledger';
import { stayOf, type Credited } from '#domain/hours/minutes';
import { DAY, dayOf, startOfDayNamed } from '#domain/time';
import { settledPairs } from '../attendance/views';
import { _, aggregate, type Stage } from '../core/database';
import { many, placesIn, stagesFor } from '../core/loading';
import type { AttendanceDocument, HoursDocument } from '../documents';
import { lineOf } from './views';

/** What crediting a person for a shift of one day depends on. */
export interface Books {
  /** The last line of the ledger. */
  readonly head: HoursDocument | undefined;
  /** What is given so far in the team whose shift it is. */
  readonly inTeam: HoursDocument['inTeam'];
  readonly today: readonly HoursDocument[];
  /** Of the day, the one before and the one after: a shift over midnight belongs to the day it began. */
  readonly around: readonly HoursDocument[];
  /** What those lines were credited for. */
  readonly attendances: readonly AttendanceDocument[];
}

const CAUSE = placesIn<{ cause: string[] }>().cause;

interface FoundBooks {
  _id: string;
  head: HoursDocument[];
  inTeam: Pick<HoursDocument, 'inTeam'>[];
  before: HoursDocument[];
  today: HoursDocument[];
  after: HoursDocument[];
  attendances: AttendanceDocument[];
}

const ofAccount = { $eq: ['$accountId', '$$account'] };

const linesOf = (day: string, as: string): Stage => ({
  lookup: {
    from: 'hours',
    let: { account: '$_id' },
    pipeline: [{ $match: { $expr: { $and: [ofAccount, { $eq: ['$day', day] }] } } }],
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
          pipeline: [{ $match: { $expr: ofAccount } }, { $sort: { seq: -1 } }, { $limit: 1 }],
          as: 'head',
        },
      },
      lastInTeam(teamId),
      linesOf(dayOf(midnight - DAY), 'before'),
      linesOf(day, 'today'),
      linesOf(dayOf(midnight + DAY), 'after'),
      { addFields: { cause: { $concatArrays: ['$before._id', '$today._id', '$after._id'] } } },
      ...stagesFor({ attendances: many('attendances', '_id', CAUSE, ['receipts']) }),
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
  const lines = books.around.map(lineOf);
  return lines
    .filter((line) => line.kind !== 'correction' && line.id !== lineId)
    .map((line) => {
      const attendance = books.attendances.find((a) => a._id === line.id);
      const stays = attendance ? settledPairs(attendance, { end: new Date(line.end) }).map(stayOf) : [];
      return { shift: { start: line.start, end: line.end }, stays, minutes: netOf(line.id, lines) };
    });
}

/** Minutes of the day, whatever they were credited for. */
export const creditedOn = (books: Books): number => books.today.reduce((sum, line) => sum + line.minutes, 0);
