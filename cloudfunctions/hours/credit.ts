import type { CrowdNote } from '#domain/attendance/crowd';
import type { Flag } from '#domain/attendance/rules';
import { refuseIf, type Refusal } from '#domain/errors';
import type { Actor, Level, Reach } from '#domain/hours/cases';
import { mayCredit, shareOf, type ClaimShare } from '#domain/hours/claims';
import { confirmRefusal, minutesIn, proposeMinutes } from '#domain/hours/minutes';
import { confirmCaseIdOf, serviceLineIdOf } from '#domain/ids';
import { noKey, withKey } from '#domain/unique';
import { ms } from '../core/clock';
import { settledPairs } from '../attendance/views';
import type { Asked, AttendanceDocument, CaseDocument, HoursDocument } from '../documents';
import { appendLines, nextLine, type Occasion } from './append';
import { creditedOn, creditsBeside, type Books } from './books';
import { besideCredited, talliesOf } from './beside';
import { listed } from './cases';
import { evidenceOf, flagsOf, type Hearing } from './evidence';

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
  /** What the arrivals of the whole shift say together. */
  readonly crowd: readonly CrowdNote[];
  /** Staff in the leader's place: their own office says how many hours a day they can confirm. */
  readonly staff: Actor | null;
}

/** What of a claim who confirms may not say alone. */
export interface Beyond extends NonNullable<ClaimShare['rest']> {
  readonly claim: Claim;
  /** On whose word it rests beside theirs. */
  readonly words: readonly Asked[];
  readonly flags: readonly Flag[];
}

export interface Outcome {
  readonly lines: readonly Pick<HoursDocument, 'minutes'>[];
  readonly beyond: readonly Beyond[];
}

interface Credited {
  readonly line: HoursDocument | null;
  readonly beyond: Beyond | null;
}

/** A ledger line for every claim that has none yet, as far as who confirms can say it alone; the rest is told. */
export async function creditClaims(crediting: Crediting, claims: readonly Claim[]): Promise<Outcome> {
  const byAccount = new Map(claims.map((claim) => [claim.attendance.accountId, claim]));
  const beyond = new Map<Claim, Beyond | null>();
  const lineFor = (accountId: string, books: Books): HoursDocument | null => {
    const claim = byAccount.get(accountId);
    if (!claim) return null;
    const credited = creditClaim(crediting, claim, books);
    beyond.set(claim, credited.beyond);
    return credited.line;
  };
  const { lines, books } = await appendLines([...byAccount.keys()], crediting, lineFor);
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

function creditClaim(crediting: Crediting, claim: Claim, books: Books): Credited {
  const { slot, settings, by, reach, staff, near } = crediting;
  const { attendance, minutes, reason } = claim;
  const flags = flagsOf(attendance, crediting);
  const id = serviceLineIdOf(attendance._id);
  const written = books.today.find((line) => line._id === id);
  const others = creditsBeside(books, id);
  const span = { start: ms(slot.start), end: ms(slot.end) };
  const proposal = proposeMinutes(span, settledPairs(attendance, slot), settings.hours, others);
  if (!written) refuseIf(ofAttendance(confirmRefusal(claim, proposal), attendance._id));

  const { pairs, words } = evidenceOf(attendance, crediting);
  const facts = {
    minutes,
    borneOut: minutesIn(span, pairs, others),
    ofDay: creditedOn(books) - (written?.minutes ?? 0),
    written: written !== undefined,
  };
  const isNear = near.includes(attendance.accountId);
  const may = (level: Level): boolean => mayCredit(level, reach, staff, isNear);
  const { alone, rest } = shareOf(facts, settings.hours, may);
  const own = { id, accountId: attendance.accountId, kind: 'service' as const, minutes: alone, reason };
  return {
    line:
      alone === 0
        ? null
        : nextLine(crediting, books, { ...own, confirmedBy: by }, besideCredited(crediting, own, flags)),
    beyond: rest && { claim, words, flags, ...rest },
  };
}

/** Of several that are confirmed at once, the one that is meant. */
const ofAttendance = (refusal: Refusal | null, attendanceId: string): Refusal | null =>
  refusal && { code: refusal.code, details: { ...refusal.details, attendanceId } };

/** What a second person, the centre or the city then has on its list. */
export function caseOf(crediting: Crediting, beyond: Beyond): CaseDocument {
  const { slot, activity, reach, by, nonce, now, settings, crowd } = crediting;
  const { claim, kind, minutes, level, words, flags } = beyond;
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
    lineId: kind === 'CORRECTION' ? lineId : '',
    bookAs: kind === 'CORRECTION' ? id : lineId,
    // As of hours made up for or corrected by hand: nobody files the same twice.
    openKey: kind === 'OVER_DAY' ? noKey(id) : withKey(id, lineId),
    asked: [...words, { at: new Date(now), by, words: reason, nonce }],
    answers: [],
    reasons: { flags: [...flags], crowd: [...crowd], tallies: talliesOf(by, now) },
    ...listed(c, settings, now),
  };
}
