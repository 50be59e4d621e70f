import { defined } from '#domain/defined';
import { Refused } from '#domain/errors';
import { appendLine, EMPTY, type LedgerLine, type LineContent } from '#domain/hours/ledger';
import { teamMonthIdOf } from '#domain/ids';
import { dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { insertAll } from '../core/database';
import type { ActivityDocument, HoursDocument, SlotDocument, TallyAdd } from '../documents';
import { booksOf, type Books } from './books';
import { countedLater } from './count';

const TRIES = 3;

/** Of one person, the line to write by what the books say; null where there is nothing to write. */
export type Decide = (accountId: string, books: Books) => HoursDocument | null;

export interface Appended {
  readonly lines: readonly HoursDocument[];
  readonly books: ReadonlyMap<string, Books>;
}

/**
 * Adds at most one line to each person's ledger. Ids follow from causes and places in a chain are unique, so
 * whoever comes second adds nothing twice: the books are read again, and those whose line was not written are decided
 * by anew.
 */
export async function appendLines(
  accountIds: readonly string[],
  { slot, activity }: Pick<Occasion, 'slot' | 'activity'>,
  decide: Decide,
  first?: ReadonlyMap<string, Books>,
): Promise<Appended> {
  const read = () => booksOf(accountIds, ledgerDay(slot), activity.teamId);
  let books = first ?? (await read());
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (attempt > 0) books = await read();
    const lines = accountIds.flatMap((accountId) => {
      const own = books.get(accountId);
      if (!own) throw new Refused('NOT_FOUND');
      const line = decide(accountId, own);
      return line ? [line] : [];
    });
    if ((await insertAll('hours', lines)) === 'INSERTED') return { lines, books };
  }
  throw new Refused('CONFLICT');
}

/** What a line says of the shift that it is for. */
export interface Occasion {
  readonly slot: Pick<SlotDocument, '_id' | 'start' | 'end'>;
  readonly activity: ActivityDocument;
  readonly nonce: string;
  readonly now: Instant;
}

/** The day that a shift's hours belong to: over midnight, the one it began. */
export const ledgerDay = (slot: Pick<SlotDocument, 'start'>): string => dayOf(ms(slot.start));

type Own = Pick<LineContent, 'id' | 'accountId' | 'kind' | 'corrects' | 'minutes' | 'confirmedBy' | 'reason'>;

/** What is kept beside a line, and is no part of it. */
export interface Beside {
  readonly adds: readonly TallyAdd[];
  readonly unseen?: NonNullable<HoursDocument['unseen']>;
}

/** The next line of these books. */
export function nextLine(
  { slot, activity, nonce, now }: Occasion,
  books: Books,
  own: Own,
  { adds, unseen }: Beside,
): HoursDocument {
  const { title, teamId, teamName } = activity;
  const content: LineContent = {
    ...own,
    activityId: activity._id,
    slotId: slot._id,
    title,
    teamId,
    teamName,
    venue: activity.venue.name,
    day: ledgerDay(slot),
    start: ms(slot.start),
    end: ms(slot.end),
    at: now,
  };
  const line: LedgerLine = appendLine(books.head ?? EMPTY, content);
  const { id, start, end, at, ...rest } = line;
  const dates = { start: new Date(start), end: new Date(end), at: new Date(at), tellAt: new Date(at) };
  const times = own.kind === 'correction' ? 0 : 1;
  const { inTeam } = books;
  return defined({
    ...rest,
    ...dates,
    _id: id,
    areas: activity.areas,
    nonce,
    inTeam: { times: inTeam.times + times, minutes: inTeam.minutes + own.minutes },
    counts: countedLater([...monthAdds(teamId, line, times), ...adds], now),
    unseen,
  });
}

/** What a line adds to what the team did in the month of its day. */
function monthAdds(teamId: string, { day, minutes }: LedgerLine, times: number): TallyAdd[] {
  const to = teamMonthIdOf(teamId, day.slice(0, 7));
  return [
    { to, sum: 'minutes', n: minutes },
    { to, sum: 'personTimes', n: times },
  ];
}
