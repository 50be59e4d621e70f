import * as v from 'valibot';
import { day, id, optionalText, text, wholeNumber } from '../fields';
import { CONFIRMED_AT_ONCE } from '../hours/claims';
import { verdicts, type CaseState, type Level } from '../hours/cases';
import type { LedgerLine } from '../hours/ledger';
import { quarterChoices } from '../hours/reasons';
import { caseScopes } from '../hours/views';
import type * as hour from '../hours/views';
import { placeInTeam } from '../teams/fields';
import { answers, limit, nothing, reads, writes } from './define';
import { CANNOT_STAND, NO_HOURS_YET } from './errors';

const A_DAY = 24 * 60;
const reason = optionalText(100);
/** Where a line stands in a list by time. */
const placeOfLine = v.pipe(v.string(), v.regex(/^\d{13}_[A-Za-z0-9_-]{1,80}$/));

/** What is asked about: a line, a shift that has none, or what was answered to an earlier question. */
const about = v.variant('kind', [
  v.strictObject({ kind: v.literal('line'), lineId: id }),
  v.strictObject({ kind: v.literal('slot'), slotId: id, personId: v.optional(id) }),
  v.strictObject({ kind: v.literal('case'), caseId: id }),
]);

/** What is filed for a second person to decide. */
const filed = v.variant('kind', [
  v.strictObject({ kind: v.literal('MAKE_UP'), slotId: id, accountId: id, minutes: wholeNumber(1, A_DAY) }),
  v.strictObject({
    kind: v.literal('CORRECTION'),
    lineId: id,
    minutes: v.pipe(wholeNumber(-A_DAY, A_DAY), v.notValue(0)),
  }),
]);

/** Hours. */
export const hours = {
  /** For anybody: how the records of each day are sealed, latest first. */
  'hours.seals': reads(
    'member',
    'anyone',
    v.strictObject({
      /** Only days before this one. */
      before: v.optional(day),
      limit: limit(100),
    }),
    answers<{ seals: hour.SealView[]; more: boolean }>(),
  ),
  'hours.list': reads(
    'member',
    'account',
    v.strictObject({
      /** Somebody who is kept by me or by a team that I lead; left out: myself. */
      personId: v.optional(id),
      before: v.optional(wholeNumber(1, 1e9)),
      limit: limit(50),
    }),
    answers<{ name: string; summary: hour.HoursSummary; lines: LedgerLine[]; more: boolean }>(),
  ),
  'hours.line': reads('member', 'account', v.strictObject({ lineId: id }), answers<hour.LineView>()),
  /** Shifts of mine, or of somebody I act for, that are over and that no hours stand for. */
  'hours.unrecorded': reads(
    'member',
    'account',
    v.strictObject({ personId: v.optional(id) }),
    answers<{ shifts: hour.Unrecorded[] }>(),
  ),
  'hours.contest': writes(
    'member',
    'account',
    v.strictObject({ about, words: text(200) }),
    answers<{ caseId: string; state: CaseState }>(),
    [...NO_HOURS_YET, 'ALREADY_ASKED', 'ALREADY_DECIDED', 'CONTENT_REFUSED'],
  ),
  'hours.cases': reads(
    'member',
    'account',
    v.strictObject({ scope: v.picklist(caseScopes) }),
    answers<{ cases: hour.CaseView[] }>(),
  ),
  'hours.proposals': reads(
    'organizer',
    'leaderOrStaff',
    v.strictObject({
      slotId: id,
      /** `next` of the page before. */
      after: v.optional(id),
    }),
    answers<hour.ProposalsView>(),
  ),
  'hours.confirm': writes(
    'organizer',
    'leaderOrStaff',
    v.strictObject({
      slotId: id,
      lines: v.pipe(
        v.array(v.strictObject({ attendanceId: id, minutes: wholeNumber(0, A_DAY), reason })),
        v.minLength(1),
        v.maxLength(CONFIRMED_AT_ONCE),
      ),
    }),
    answers<hour.Confirmed>(),
    [...NO_HOURS_YET, 'ABOVE_SHIFT', 'REASON_NEEDED', 'CONTENT_REFUSED'],
  ),
  /** Who of the team or of those signed up has no hours of a shift that is over. */
  'hours.candidates': reads(
    'organizer',
    'leaderOrStaff',
    v.strictObject({
      slotId: id,
      text: v.optional(text(20)),
      /** `next` of the page before. */
      after: v.optional(placeInTeam),
      /** This person alone. */
      accountId: v.optional(id),
    }),
    answers<hour.CandidatesView>(),
    [...NO_HOURS_YET],
  ),
  'hours.file': writes(
    'organizer',
    'leaderOrStaff',
    v.strictObject({ what: filed, reason: text(100), settles: v.optional(id) }),
    answers<{ caseId: string; level: Level }>(),
    [...CANNOT_STAND, ...NO_HOURS_YET, 'NOT_OPEN', 'NOT_A_MEMBER', 'ALREADY_FILED', 'CONTENT_REFUSED'],
  ),
  'hours.decide': writes(
    'organizer',
    'leaderOrStaff',
    v.strictObject({ caseId: id, verdict: v.picklist(verdicts), reason: optionalText(200) }),
    answers<{ caseId: string; state: CaseState; level: Level }>(),
    [...CANNOT_STAND, 'REASON_NEEDED', 'CONTENT_REFUSED'],
  ),
  /** Hours below the caller's stations that were credited in a quarter although there are doubts, and seen by nobody. */
  'hours.unseen': reads(
    'organizer',
    'duty',
    v.strictObject({
      quarter: v.picklist(quarterChoices),
      /** `next` of the page before. */
      after: v.optional(placeOfLine),
    }),
    answers<{ lines: hour.UnseenLine[]; next: string | null }>(),
  ),
  /** Somebody of a station has looked at all such hours of a shift. */
  'hours.look': writes('organizer', 'staff', v.strictObject({ slotId: id }), answers<{ slotId: string }>(), [
    'SAME_PERSON',
  ]),
  /** Shifts below the caller's stations whose hours nobody has confirmed in time. */
  'hours.overdue': reads('organizer', 'duty', nothing, answers<{ slots: hour.OverdueSlot[] }>()),
} as const;
