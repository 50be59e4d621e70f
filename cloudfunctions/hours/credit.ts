import { Refused } from '#domain/errors';
import { higher, levelOfDay, reaches, type Actor, type Level, type Reach } from '#domain/hours/cases';
import { confirmRefusal, proposeMinutes } from '#domain/hours/minutes';
import { overDayCaseIdOf, serviceLineIdOf } from '#domain/ids';
import type { Settings } from '#domain/settings';
import { ms } from '../core/clock';
import { settledPairs } from '../attendance/views';
import type { AttendanceDocument, HoursDocument } from '../documents';
import { append, ledgerDay, nextLine, type Occasion } from './append';
import { creditedOn, creditsBeside, type Books } from './books';
import { listed } from './cases';
import type { CaseDocument } from './documents';

/** Minutes that a leader means to credit for one attendance. */
export interface Claim {
  readonly attendance: AttendanceDocument;
  readonly minutes: number;
  readonly reason: string;
}

export interface Crediting extends Occasion {
  readonly settings: Settings;
  readonly reach: Reach;
  readonly by: string;
  /** Who confirms, and those whom they keep. */
  readonly near: readonly string[];
  /** Staff in the leader's place: their own office says how many hours a day they can confirm. */
  readonly staff: Actor | null;
}

/** More hours in a day than who confirms may say. */
export interface Over {
  readonly claim: Claim;
  readonly level: Level;
}

export interface Outcome {
  readonly lines: readonly HoursDocument[];
  readonly over: readonly Over[];
}

/** A ledger line for every claim that has none yet; what is too much for a day is told instead. */
export async function credit(crediting: Crediting, claims: readonly Claim[]): Promise<Outcome> {
  const byAccount = new Map(claims.map((claim) => [claim.attendance.accountId, claim]));
  let over: Over[] = [];
  const judge = (accountId: string, books: Books): HoursDocument | null => {
    const claim = byAccount.get(accountId);
    if (!claim) return null;
    const judged = lineFor(crediting, claim, books);
    over = over.filter((o) => o.claim !== claim);
    if (judged && 'level' in judged) over.push(judged);
    return judged && '_id' in judged ? judged : null;
  };
  const { lines, books } = await append([...byAccount.keys()], ledgerDay(crediting.slot), judge);
  return { lines: [...claims.flatMap((c) => writtenBefore(crediting, c, books)), ...lines], over };
}

/** Whichever try of this confirmation wrote it. */
function writtenBefore({ nonce }: Occasion, { attendance }: Claim, books: ReadonlyMap<string, Books>) {
  const today = books.get(attendance.accountId)?.today ?? [];
  return today.filter((line) => line._id === serviceLineIdOf(attendance._id) && line.nonce === nonce);
}

/** Null when nothing is credited or the ledger has this attendance's line already. */
function lineFor(crediting: Crediting, claim: Claim, books: Books): HoursDocument | Over | null {
  const { slot, settings, reach, staff } = crediting;
  const { attendance, minutes, reason } = claim;
  const id = serviceLineIdOf(attendance._id);
  if (books.today.some((line) => line._id === id)) return null;
  const span = { start: ms(slot.start), end: ms(slot.end) };
  const pairs = settledPairs(attendance, slot);
  const proposal = proposeMinutes(span, pairs, settings.hours, creditsBeside(books, id));
  const refused = confirmRefusal(claim, proposal);
  if (refused) throw new Refused(refused.code, { ...refused.details, attendanceId: attendance._id });
  if (minutes === 0) return null;
  // Nobody's own word is enough for hours of their own, or of their relatives: beyond what their presence says, a second person decides.
  const own = crediting.near.includes(attendance.accountId);
  if (own && minutes > proposal.minutes) throw new Refused('SAME_PERSON', { attendanceId: attendance._id });
  const level = levelOfDay(creditedOn(books) + minutes, settings.hours);
  const allowed = level === 'team' || (staff !== null && !own && reaches(level, reach, staff));
  if (!allowed) return { claim, level };
  const line = { id, accountId: attendance.accountId, kind: 'service' as const, minutes, reason };
  return nextLine(crediting, books, { ...line, confirmedBy: crediting.by });
}

/** What the centre or the city then has on its list. */
export function overDayCase(crediting: Crediting, { claim, level }: Over): CaseDocument {
  const { slot, activity, reach, by, nonce, now, settings } = crediting;
  const { attendance, minutes, reason } = claim;
  const c = {
    ...reach,
    areas: [...reach.areas],
    centres: [...reach.centres],
    kind: 'OVER_DAY' as const,
    state: 'open' as const,
    level: higher(level, 'centre'),
    risen: 0,
    further: false,
    accountId: attendance.accountId,
    filedBy: by,
  };
  return {
    ...c,
    _id: overDayCaseIdOf(attendance._id),
    filedAt: new Date(now),
    activityId: activity._id,
    slotId: slot._id,
    lineId: '',
    bookAs: serviceLineIdOf(attendance._id),
    minutes,
    asked: [{ at: new Date(now), by, words: reason, nonce }],
    answers: [],
    ...listed(c, settings, now),
  };
}
