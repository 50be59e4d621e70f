import { Refused } from '#domain/errors';
import { levelOfDay, reaches, type Actor, type Level, type Reach } from '#domain/hours/cases';
import { confirmRefusal, minutesIn, proposeMinutes } from '#domain/hours/minutes';
import { confirmCaseIdOf, serviceLineIdOf } from '#domain/ids';
import { noKey, withKey } from '#domain/unique';
import { ms } from '../core/clock';
import { settledPairs } from '../attendance/views';
import type { Asked, AttendanceDocument, CaseDocument, HoursDocument } from '../documents';
import { append, ledgerDay, nextLine, type Occasion } from './append';
import { creditedOn, creditsBeside, type Books } from './books';
import { listed } from './cases';
import { evidenceOf, type Hearing } from './evidence';

/** Minutes that a leader means to credit for one attendance. */
export interface Claim {
  readonly attendance: AttendanceDocument;
  readonly minutes: number;
  readonly reason: string;
}

export interface Crediting extends Occasion, Hearing {
  readonly reach: Reach;
  readonly slot: Occasion['slot'];
  readonly activity: Occasion['activity'];
  /** Staff in the leader's place: their own office says how many hours a day they can confirm. */
  readonly staff: Actor | null;
}

/** What of a claim who confirms may not say alone. */
export interface Beyond {
  readonly claim: Claim;
  /** OVER_DAY: all of it, for the centre or the city · the others: what nothing but their own word bears out. */
  readonly kind: 'OVER_DAY' | 'MAKE_UP' | 'CORRECTION';
  readonly minutes: number;
  readonly level: Level;
  /** On whose word it rests beside theirs. */
  readonly words: readonly Asked[];
}

export interface Outcome {
  readonly lines: readonly HoursDocument[];
  readonly beyond: readonly Beyond[];
}

interface Judged {
  readonly line: HoursDocument | null;
  readonly beyond: Beyond | null;
}

/** A ledger line for every claim that has none yet, as far as who confirms can say it alone; the rest is told. */
export async function credit(crediting: Crediting, claims: readonly Claim[]): Promise<Outcome> {
  const byAccount = new Map(claims.map((claim) => [claim.attendance.accountId, claim]));
  const beyond = new Map<Claim, Beyond | null>();
  const judge = (accountId: string, books: Books): HoursDocument | null => {
    const claim = byAccount.get(accountId);
    if (!claim) return null;
    const judged = judgeClaim(crediting, claim, books);
    beyond.set(claim, judged.beyond);
    return judged.line;
  };
  const { lines, books } = await append([...byAccount.keys()], ledgerDay(crediting.slot), judge);
  return {
    lines: [...claims.flatMap((c) => writtenBefore(crediting, c, books)), ...lines],
    beyond: [...beyond.values()].flatMap((one) => one ?? []),
  };
}

/** Whichever try of this confirmation wrote it. */
function writtenBefore({ nonce }: Occasion, { attendance }: Claim, books: ReadonlyMap<string, Books>) {
  const today = books.get(attendance.accountId)?.today ?? [];
  return today.filter((line) => line._id === serviceLineIdOf(attendance._id) && line.nonce === nonce);
}

function judgeClaim(crediting: Crediting, claim: Claim, books: Books): Judged {
  const { slot, settings, by } = crediting;
  const { attendance, minutes, reason } = claim;
  const id = serviceLineIdOf(attendance._id);
  const written = books.today.find((line) => line._id === id);
  const others = creditsBeside(books, id);
  const span = { start: ms(slot.start), end: ms(slot.end) };
  const proposal = proposeMinutes(span, settledPairs(attendance, slot), settings.hours, others);
  const refused = confirmRefusal(claim, proposal);
  if (refused && !written) {
    throw new Refused(refused.code, { ...refused.details, attendanceId: attendance._id });
  }

  const { pairs, words } = evidenceOf(attendance, crediting);
  const alone = Math.min(minutes, minutesIn(span, pairs, others));
  const before = creditedOn(books) - (written?.minutes ?? 0);
  const level = levelOfDay(before + minutes, settings.hours);
  const above = alone > 0 && !mayCredit(crediting, attendance, before + alone);
  if (above && !written) return { line: null, beyond: { claim, kind: 'OVER_DAY', minutes, level, words } };
  const own = { id, accountId: attendance.accountId, kind: 'service' as const, minutes: alone, reason };
  return {
    line: written || alone === 0 ? null : nextLine(crediting, books, { ...own, confirmedBy: by }),
    beyond: minutes > alone ? restOf(claim, alone, level, words) : null,
  };
}

const restOf = (claim: Claim, alone: number, level: Level, words: readonly Asked[]): Beyond => ({
  claim,
  kind: alone > 0 ? 'CORRECTION' : 'MAKE_UP',
  minutes: claim.minutes - alone,
  level,
  words,
});

/** Staff never say by their office what is their own, or of somebody whom they keep. */
function mayCredit(
  { settings, reach, staff, near }: Crediting,
  { accountId }: AttendanceDocument,
  ofDay: number,
) {
  const level = levelOfDay(ofDay, settings.hours);
  return level === 'team' || (staff !== null && !near.includes(accountId) && reaches(level, reach, staff));
}

/** What a second person, the centre or the city then has on its list. */
export function caseOf(crediting: Crediting, { claim, kind, minutes, level, words }: Beyond): CaseDocument {
  const { slot, activity, reach, by, nonce, now, settings } = crediting;
  const { attendance, reason } = claim;
  const id = confirmCaseIdOf(attendance._id);
  const lineId = serviceLineIdOf(attendance._id);
  const c = {
    ...reach,
    areas: [...reach.areas],
    centres: [...reach.centres],
    kind,
    state: 'open' as const,
    level,
    risen: 0,
    further: false,
    accountId: attendance.accountId,
    filedBy: by,
  };
  return {
    ...c,
    _id: id,
    filedAt: new Date(now),
    activityId: activity._id,
    slotId: slot._id,
    minutes,
    ...(kind === 'CORRECTION' ? { lineId, bookAs: id } : { lineId: '', bookAs: lineId }),
    // As of hours made up for or corrected by hand: nobody files the same twice.
    openKey: kind === 'OVER_DAY' ? noKey(id) : withKey(id, lineId),
    asked: [...words, { at: new Date(now), by, words: reason, nonce }],
    answers: [],
    ...listed(c, settings, now),
  };
}
