import { Refused } from '#domain/errors';
import { appendLine, EMPTY, type LedgerLine } from '#domain/hours/ledger';
import { confirmRefusal, proposeMinutes } from '#domain/hours/minutes';
import { serviceLineIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { dayOf, type Instant } from '#domain/time';
import { ms } from '../core/clock';
import { insert } from '../core/database';
import { settledPairs } from '../attendance/views';
import type { ActivityDocument, AttendanceDocument, HoursDocument, SlotDocument } from '../documents';
import { booksOf, creditedElsewhere, type Books } from './books';
import { lineOf } from './views';

/** Minutes that a leader means to credit for one attendance. */
export interface Claim {
  readonly attendance: AttendanceDocument;
  readonly minutes: number;
  readonly reason: string;
}

export interface Crediting {
  readonly slot: SlotDocument;
  readonly activity: ActivityDocument;
  readonly settings: Settings;
  readonly by: string;
  readonly nonce: string;
  readonly now: Instant;
}

const TRIES = 3;

/**
 * Adds a ledger line for every claim that has none yet, and answers those of this confirmation, whichever
 * of its tries wrote them. Ids follow from the attendance and places in a chain are unique, so whoever
 * comes second adds nothing twice: it reads the books again and tries with what is left.
 */
export async function credit(crediting: Crediting, claims: readonly Claim[]): Promise<HoursDocument[]> {
  const day = dayOf(ms(crediting.slot.start));
  const accountIds = claims.map((c) => c.attendance.accountId);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const books = await booksOf(accountIds, day);
    const lines = claims.flatMap((claim) =>
      linesFor(crediting, claim, books.get(claim.attendance.accountId)),
    );
    if (lines.length === 0 || (await insert('hours', lines)) === 'INSERTED') {
      return [...claims.flatMap((claim) => writtenBefore(crediting, claim, books)), ...lines];
    }
  }
  throw new Refused('CONFLICT');
}

function writtenBefore({ nonce }: Crediting, { attendance }: Claim, books: Map<string, Books>) {
  const today = books.get(attendance.accountId)?.today ?? [];
  return today.filter((line) => line._id === serviceLineIdOf(attendance._id) && line.nonce === nonce);
}

/** None when nothing is credited or the ledger has this attendance's line already. */
function linesFor(crediting: Crediting, claim: Claim, books: Books | undefined): HoursDocument[] {
  const { slot, settings, activity, nonce } = crediting;
  if (!books) throw new Refused('NOT_FOUND');
  const id = serviceLineIdOf(claim.attendance._id);
  if (books.today.some((line) => line._id === id)) return [];
  const span = { start: ms(slot.start), end: ms(slot.end) };
  const pairs = settledPairs(claim.attendance, slot);
  const proposal = proposeMinutes(span, pairs, settings.hours, creditedElsewhere(books, id));
  const creditedToday = books.today.reduce((sum, line) => sum + line.minutes, 0);
  const refused = confirmRefusal(claim, proposal, creditedToday, settings.hours);
  if (refused) throw new Refused(refused.code, { ...refused.details, attendanceId: claim.attendance._id });
  if (claim.minutes === 0) return [];
  const line = appendLine(books.head ? lineOf(books.head) : EMPTY, contentOf(crediting, claim, id));
  return [documentOf(line, activity.areas, nonce)];
}

function contentOf({ slot, activity, by, now }: Crediting, claim: Claim, id: string) {
  const { title, teamId, teamName } = activity;
  return {
    id,
    accountId: claim.attendance.accountId,
    kind: 'service' as const,
    minutes: claim.minutes,
    activityId: activity._id,
    slotId: slot._id,
    ...{ title, teamId, teamName },
    venue: activity.venue.name,
    day: dayOf(ms(slot.start)),
    start: ms(slot.start),
    end: ms(slot.end),
    confirmedBy: by,
    reason: claim.reason,
    at: now,
  };
}

function documentOf(
  { id, start, end, at, ...rest }: LedgerLine,
  areas: string[],
  nonce: string,
): HoursDocument {
  return { ...rest, _id: id, start: new Date(start), end: new Date(end), at: new Date(at), areas, nonce };
}
