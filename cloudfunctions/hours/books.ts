import { clip, stayOf } from '#domain/hours/minutes';
import { DAY, dayOf, startOfDayNamed, type Interval } from '#domain/time';
import { settledPairs } from '../attendance/views';
import { ms } from '../core/clock';
import { _, aggregate, type Stage } from '../core/database';
import { stagesOf, via } from '../core/question';
import type { AttendanceDocument, HoursDocument } from '../documents';

/** What crediting a person for a shift of one day depends on. */
export interface Books {
  /** The last line of the ledger. */
  readonly head: HoursDocument | undefined;
  readonly today: readonly HoursDocument[];
  /** Of the day, the one before and the one after: a shift over midnight belongs to the day it began. */
  readonly around: readonly HoursDocument[];
  /** What those lines were credited for. */
  readonly attendances: readonly AttendanceDocument[];
}

interface Found {
  _id: string;
  head: HoursDocument[];
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

/** For each person, in one round trip for however many. */
export async function booksOf(accountIds: readonly string[], day: string): Promise<Map<string, Books>> {
  if (accountIds.length === 0) return new Map();
  const midnight = startOfDayNamed(day);
  const found = await aggregate<Found>('accounts', [
    { match: { _id: _.in(accountIds) } },
    { limit: accountIds.length },
    { project: { _id: 1 } },
    {
      lookup: {
        from: 'hours',
        let: { account: '$_id' },
        pipeline: [{ $match: { $expr: ofAccount } }, { $sort: { seq: -1 } }, { $limit: 1 }],
        as: 'head',
      },
    },
    linesOf(dayOf(midnight - DAY), 'before'),
    linesOf(day, 'today'),
    linesOf(dayOf(midnight + DAY), 'after'),
    { addFields: { cause: { $concatArrays: ['$before._id', '$today._id', '$after._id'] } } },
    ...stagesOf('attendances', via('attendances', '_id', 'cause', ['receipts'])),
  ]);
  return new Map(
    found.map(({ _id, head, before, today, after, attendances }) => [
      _id,
      { head: head[0], today, around: [...before, ...today, ...after], attendances },
    ]),
  );
}

/** Presence that other lines have been credited for: it is not credited again (I5). */
export function creditedElsewhere(books: Books, ownLineId: string): Interval[] {
  return books.around
    .filter((line) => line._id !== ownLineId)
    .flatMap((line) => {
      const attendance = books.attendances.find((a) => a._id === line._id);
      const stays = attendance ? settledPairs(attendance, line).map(stayOf) : [];
      return clip(stays, { start: ms(line.start), end: ms(line.end) });
    });
}
