import * as v from 'valibot';
import type { Rule } from './accounts/access';
import { verdicts } from './activities/rules';
import { activityInput, slotKinds } from './activities/schemas';
import type { ErrorCode } from './errors';
import { day, id, instant, mobile, optionalText, place, text, wholeNumber } from './fields';
import type { LedgerLine } from './hours/ledger';
import { settingsSchema } from './settings';
import { tiers } from './stations/types';
import type { RowReport } from './stations/import';
import type * as view from './views';

/**
 * The whole API on one page: every action, where it runs, who may call it, what goes in and out, and
 * how it can refuse. UNKNOWN_ACTION, BAD_INPUT, NONCE_NEEDED, NOT_CONFIGURED, NO_ACCOUNT, NOT_ALLOWED,
 * INTRODUCTION_NEEDED, CONFLICT and INTERNAL can come from any action.
 */
export type FunctionName = 'member' | 'organizer' | 'jobs';

/** Carries a type that exists only for the compiler. */
interface Shape<T> {
  readonly __shape?: T;
}
const answers = <T>(): Shape<T> => ({});

interface Definition<S extends v.GenericSchema, O> {
  readonly fn: FunctionName;
  readonly rule: Rule;
  /** A write needs the client's nonce and can be sent again (I6). */
  readonly writes: boolean;
  readonly input: S;
  readonly output: Shape<O>;
  readonly errors: readonly ErrorCode[];
}

const reads = <S extends v.GenericSchema, O>(
  fn: FunctionName,
  rule: Rule,
  input: S,
  output: Shape<O>,
  errors: readonly ErrorCode[] = [],
): Definition<S, O> => ({ fn, rule, writes: false, input, output, errors });

const writes = <S extends v.GenericSchema, O>(
  fn: FunctionName,
  rule: Rule,
  input: S,
  output: Shape<O>,
  errors: readonly ErrorCode[] = [],
): Definition<S, O> => ({ fn, rule, writes: true, input, output, errors });

const nothing = v.strictObject({});
const limit = (max: number) => v.optional(wholeNumber(1, max), Math.min(20, max));

const scan = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(200)),
  /** The slot that the page was opened for, when it was opened for one. */
  slotId: v.optional(id),
  /** Where the phone was; left out when its holder did not allow it. */
  place: v.optional(place),
});

export const contract = {
  // ── Anyone with the mini-program open ──────────────────────────────────────────────────────────
  /** Makes the account on first sight and tells the phone what it needs to draw anything at all. */
  'session.open': writes('member', 'anyone', nothing, answers<view.SessionView>()),
  'account.introduce': writes(
    'member',
    'account',
    v.strictObject({ name: text(20), phone: mobile }),
    answers<{ name: string }>(),
    ['CONTENT_REFUSED'],
  ),
  'home.view': reads(
    'member',
    'anyone',
    v.strictObject({ place: v.optional(place) }),
    answers<view.HomeView>(),
  ),

  // ── Stations ───────────────────────────────────────────────────────────────────────────────────
  'stations.nearby': reads(
    'member',
    'anyone',
    v.strictObject({
      place,
      tier: v.optional(v.picklist(tiers)),
      offer: v.optional(id),
      /** Metres; only stations farther than this: the next page. */
      beyond: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e7))),
      limit: limit(50),
    }),
    answers<{ stations: view.StationCard[] }>(),
  ),
  'stations.search': reads(
    'member',
    'anyone',
    v.strictObject({ text: text(20), tier: v.optional(v.picklist(tiers)), place: v.optional(place) }),
    answers<{ stations: view.StationCard[] }>(),
  ),
  /** All 中心 and 所, for choosing a township by hand. */
  'stations.divisions': reads('member', 'anyone', nothing, answers<{ divisions: view.Division[] }>()),
  'stations.view': reads(
    'member',
    'anyone',
    v.strictObject({ stationId: id, place: v.optional(place) }),
    answers<view.StationView>(),
    ['NOT_FOUND'],
  ),
  'stations.import': writes(
    'organizer',
    'duty',
    v.strictObject({ rows: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(500)) }),
    answers<{ written: number; faults: RowReport[] }>(),
  ),

  // ── Activities ─────────────────────────────────────────────────────────────────────────────────
  'activities.list': reads(
    'member',
    'anyone',
    v.strictObject({
      day,
      /** A station; everything under it. Left out: the whole city. */
      areaId: v.optional(id),
      category: v.optional(id),
      /** Only what has a place of this kind: to serve, or to be served. */
      kind: v.optional(v.picklist(slotKinds)),
      /** The last one seen: its start and id. */
      after: v.optional(v.strictObject({ start: instant, id })),
      limit: limit(50),
    }),
    answers<{ activities: view.ActivityCard[]; more: boolean }>(),
  ),
  'activities.view': reads(
    'member',
    'anyone',
    v.strictObject({ activityId: id }),
    answers<view.ActivityView>(),
    ['NOT_FOUND'],
  ),

  // ── Sign-ups ───────────────────────────────────────────────────────────────────────────────────
  'signups.take': writes(
    'member',
    'introduced',
    v.strictObject({
      slotId: id,
      /** Stand in line when every place is taken; otherwise a full slot is refused. */
      wait: v.boolean(),
    }),
    answers<view.SignupResult>(),
    ['NOT_FOUND', 'NOT_OPEN', 'CANCELLED', 'DEADLINE_PASSED', 'SLOT_FULL', 'WAITING_LIST_FULL', 'ALREADY_SIGNED_UP', 'OVERLAPS'], // prettier-ignore
  ),
  'signups.cancel': writes(
    'member',
    'account',
    v.strictObject({ signupId: id }),
    answers<{ signupId: string }>(),
    ['NOT_FOUND', 'NOT_SIGNED_UP', 'DEADLINE_PASSED', 'ALREADY_CHECKED_IN'],
  ),

  // ── Attendance ─────────────────────────────────────────────────────────────────────────────────
  'attendance.checkIn': writes('member', 'account', scan, answers<view.ScanResult>(), [
    'CODE_INVALID',
    'CODE_EXPIRED',
    'CODE_OTHER_SLOT',
    'NOT_SIGNED_UP',
    'STILL_WAITING',
    'TOO_EARLY',
    'TOO_LATE',
    'TOO_MANY_PAIRS',
    'CANCELLED', // prettier-ignore
  ]),
  'attendance.checkOut': writes('member', 'account', scan, answers<view.ScanResult>(), [
    'CODE_INVALID',
    'CODE_EXPIRED',
    'CODE_OTHER_SLOT',
    'NOT_SIGNED_UP',
    'NOT_CHECKED_IN', // prettier-ignore
  ]),

  // ── Me ─────────────────────────────────────────────────────────────────────────────────────────
  'me.view': reads('member', 'account', nothing, answers<view.MeView>()),
  'hours.list': reads(
    'member',
    'account',
    v.strictObject({ before: v.optional(wholeNumber(1, 1e9)), limit: limit(50) }),
    answers<{ summary: view.HoursSummary; lines: LedgerLine[]; more: boolean }>(),
  ),

  // ── Team leaders ───────────────────────────────────────────────────────────────────────────────
  'activities.post': writes(
    'organizer',
    'leader',
    activityInput,
    answers<{ activityId: string; state: 'published' | 'submitted' }>(),
    ['TEAM_SUSPENDED', 'NOT_FOUND', 'STATION_CLOSED', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'activities.led': reads('organizer', 'account', nothing, answers<{ activities: view.LedActivity[] }>()),
  'activities.cancel': writes(
    'organizer',
    'leader',
    v.strictObject({ activityId: id, reason: text(100) }),
    answers<{ activityId: string; told: number }>(),
    ['NOT_FOUND', 'CANCELLED', 'TIME_PASSED', 'CONTENT_REFUSED'],
  ),
  'desk.view': reads('organizer', 'leader', v.strictObject({ slotId: id }), answers<view.DeskView>(), [
    'NOT_FOUND',
  ]),
  'hours.proposals': reads(
    'organizer',
    'leader',
    v.strictObject({ slotId: id }),
    answers<view.ProposalsView>(),
    ['NOT_FOUND'],
  ),
  'hours.confirm': writes(
    'organizer',
    'leader',
    v.strictObject({
      slotId: id,
      lines: v.pipe(
        v.array(
          v.strictObject({ attendanceId: id, minutes: wholeNumber(0, 24 * 60), reason: optionalText(100) }), // prettier-ignore
        ),
        v.minLength(1),
        v.maxLength(500),
      ),
    }),
    answers<{ credited: number; minutes: number }>(),
    ['NOT_FOUND', 'NOT_A_SHIFT', 'NOT_FINISHED', 'ABOVE_SHIFT', 'REASON_NEEDED', 'OVER_DAILY_LIMIT'],
  ),

  // ── Staff ──────────────────────────────────────────────────────────────────────────────────────
  /** What the content check doubted, or every activity where the city wants that, until somebody has judged it. */
  'activities.held': reads('organizer', 'duty', nothing, answers<{ held: view.HeldActivity[] }>()),
  'activities.review': writes(
    'organizer',
    'staff',
    v.strictObject({ activityId: id, verdict: v.picklist(verdicts), reason: optionalText(100) }),
    answers<{ activityId: string; state: 'published' | 'refused' }>(),
    ['NOT_FOUND', 'CANCELLED', 'ALREADY_REVIEWED', 'REASON_NEEDED', 'TIME_PASSED'],
  ),
  'teams.register': writes(
    'organizer',
    'staff',
    v.strictObject({ name: text(40), category: id, stationId: id, leaderAccountId: id }),
    answers<{ teamId: string }>(),
    ['NOT_FOUND'],
  ),

  // ── The system: timers and an operator's console ───────────────────────────────────────────────
  'city.found': writes(
    'jobs',
    'system',
    v.strictObject({ settings: settingsSchema, officer: v.strictObject({ openid: text(64), name: text(20) }) }), // prettier-ignore
    answers<{ cityId: string }>(),
  ),
  'jobs.close': writes('jobs', 'system', nothing, answers<{ attendances: number; activities: number }>()),
  'jobs.repair': writes(
    'jobs',
    'system',
    nothing,
    answers<{ slots: number; repaired: number; promoted: number }>(),
  ),
  'jobs.remind': writes('jobs', 'system', nothing, answers<{ reminded: number }>()),
  'jobs.rollup': writes(
    'jobs',
    'system',
    v.strictObject({ day: v.optional(day) }),
    answers<{ documents: number }>(),
  ),
  'jobs.deliver': writes('jobs', 'system', nothing, answers<{ sent: number; refused: number }>()),
} as const;

export type ActionName = keyof typeof contract;
/** What a caller writes: before defaults are filled in. */
export type Input<A extends ActionName> = v.InferInput<(typeof contract)[A]['input']>;
/** What a use-case receives: checked, defaults filled in. */
export type Checked<A extends ActionName> = v.InferOutput<(typeof contract)[A]['input']>;
export type Output<A extends ActionName> = (typeof contract)[A]['output'] extends Shape<infer O> ? O : never;

export const isActionName = (name: string): name is ActionName =>
  Object.prototype.hasOwnProperty.call(contract, name);

/** The event of every call. */
export const envelope = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(64)),
  input: v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input)),
  nonce: v.optional(v.unknown()),
});
